"""Market streams: who listens to what, and sending events as prices move."""

from collections import defaultdict
from fnmatch import fnmatchcase
from typing import Any
from urllib.parse import unquote

from aiohttp import web

from sandbox.exchange.listen_keys import ListenKeys
from sandbox.exchange.live_socket import LiveSocket, SocketRules
from sandbox.exchange.stream_events import Event
from sandbox.exchange.stream_socket import StreamSocket
from sandbox.exchange.stream_writing import StreamWriter
from sandbox.exchange.topics import Topic
from sandbox.exchange.venue import Venue

CATEGORIES = ("public", "market", "private")


class StreamHub:
    """The streams of one host. A moving market sends no faster than Binance does."""

    def __init__(
        self,
        venue: Venue,
        rules: SocketRules,
        host: str,
        *,
        moving: bool,
        keys: ListenKeys | None = None,
    ) -> None:
        self.host = host  # spot, futures, coin_futures, alpha, stocks
        self._venue = venue
        self._keys = keys or ListenKeys()
        self._futures = host in {"futures", "coin_futures"}
        self._writer = StreamWriter(venue, host)
        self._moving = moving
        self._rules = rules
        self._topics: dict[str, Topic] = {}
        self._listeners: defaultdict[str, set[StreamSocket]] = defaultdict(set)
        self._by_symbol: defaultdict[str, set[str]] = defaultdict(set)
        self._sent_ms: dict[str, int] = {}
        self._last_ids: dict[str, int] = {}  # trade or book id a stream has reached
        self._waiting: set[str] = set()  # streams with news that came too early
        self._moved: set[str] = set()  # symbols with news for the streams over the whole market
        self.sockets: set[StreamSocket] = set()
        self.opened = 0  # connections so far
        self.silenced = ""  # a fault: streams whose name matches this glob send nothing
        venue.market.listeners.append(self._price_moved)

    def application(self) -> web.Application:
        """Build the aiohttp application: /ws and /stream, on USDⓈ-M below their category."""
        application = web.Application()
        for prefix in ("", *(f"/{name}" for name in CATEGORIES)) if self._futures else ("",):
            for path in ("/ws", "/ws/{streams:.*}", "/stream"):
                application.router.add_get(prefix + path, self._serve)
        return application

    def mount(self, application: web.Application, prefix: str) -> None:
        """Serve below a path of another host's application."""
        application.router.add_get(f"{prefix}/stream", self._serve)

    def pulse(self) -> None:
        """Send what has been waiting, and what is sent without a change of price."""
        names = self._waiting
        self._waiting = set()
        periodic = {name for name, topic in self._topics.items() if topic.kind in _PERIODIC}
        everywhere = {name for name, topic in self._topics.items() if not topic.symbol}
        for name in names | periodic | everywhere:
            self._offer(name)
        self._moved.clear()

    def speak(self, name: str) -> None:
        """Send what a stream has to say now, if somebody listens."""
        self._offer(name)

    def shut_down(self) -> None:
        """Tell every connection that the server will go away."""
        event = {"e": "serverShutdown", "E": self._venue.time.ms()}
        for socket in self.sockets:
            socket.deliver("!serverShutdown", event)

    def drop(self, *, hard: bool) -> None:
        """Cut every connection without a close frame."""
        for socket in list(self.sockets):
            socket.live.drop(hard=hard)

    async def close(self, code: int = 1001) -> None:
        """End every connection with a close frame."""
        for socket in list(self.sockets):
            await socket.live.close(code)

    def tell_owner(self, account: str, event: Event) -> None:
        """Send a user-data event to the listen keys of an account."""
        now = self._venue.time.ms()
        for socket in list(self.sockets):
            for name in socket.names if socket.category in {"", "private"} else ():
                if self._keys.owner(name, now) == account and socket.wants(name, event["e"]):
                    socket.deliver(name, event)

    def expire_keys(self) -> None:
        """Tell the sockets of listen keys that have run out; nothing more comes to them."""
        now = self._venue.time.ms()
        for key in self._keys.ran_out(now):
            for socket in list(self.sockets):
                if key in socket.names and socket.category in {"", "private"}:
                    event = {"e": "listenKeyExpired", "E": now, "listenKey": key}
                    socket.deliver(key, event)

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        refusal = self._rules.door.refusal(request)
        if refusal is not None:
            return refusal
        head = request.path.split("/")[1]
        category = head if head in CATEGORIES else "public" if self.host == "futures" else ""
        socket = StreamSocket(
            LiveSocket(self._rules, self.host),
            category,
            combined=request.path.endswith("/stream"),
            integer_ids=self._futures,
            changed=self._changed,
        )
        socket.events = _events(request)
        self.sockets.add(socket)
        self.opened += 1
        socket.subscribe(_asked(request))
        try:
            return await socket.live.run(request, socket.hear)
        finally:
            self.sockets.discard(socket)
            self._changed(socket, set(), set(socket.names))

    def _changed(self, socket: StreamSocket, came: set[str], gone: set[str]) -> None:
        for name in came:
            topic = self._writer.topic(name, socket.category)
            if topic is None:
                continue  # as at Binance: accepted, and silent for ever
            self._topics[name] = topic
            self._listeners[name].add(socket)
            self._by_symbol[topic.symbol].add(name)
            if topic.kind in _COUNTED and name not in self._last_ids:
                self._last_ids[name] = self._writer.last_id(topic)
        for name in gone & self._topics.keys():
            self._listeners[name].discard(socket)
            if not self._listeners[name]:
                self._by_symbol[self._topics.pop(name).symbol].discard(name)
                self._last_ids.pop(name, None)

    def _price_moved(self, spot: str) -> None:
        for symbol in self._writer.followers(spot):
            self._moved.add(symbol)
            for name in list(self._by_symbol.get(symbol, ())):
                self._offer(name)
        if not self._moving:
            for name in list(self._by_symbol.get("", ())):
                self._offer(name)
            self._moved.clear()

    def _offer(self, name: str) -> None:
        """Send a stream's event now, or let it wait until it is due."""
        topic, now = self._topics.get(name), self._venue.time.ms()
        if topic is None:
            return
        if self._moving and now - self._sent_ms.get(name, 0) < topic.gap_ms:
            self._waiting.add(name)
            return
        before = self._sent_ms.get(name)
        for event in self._events(topic, now, before):
            self._sent_ms[name] = now
            self._send(name, event)

    def _send(self, name: str, event: Any) -> None:
        if self.silenced and fnmatchcase(name, self.silenced):
            return
        for socket in list(self._listeners[name]):
            socket.deliver(name, event)

    def _events(self, topic: Topic, now: int, before: int | None) -> list[Any]:
        """Write what a stream has to say: usually one event, two when a candle closed."""
        if not topic.symbol:
            return self._writer.of_all(topic, now, self._moved)
        if topic.kind == "depth":
            event = self._writer.depth(topic, now, self._last_ids[topic.name])
            if event is None:
                return []
            self._last_ids[topic.name] = event["u"]
            return [event]
        if topic.kind in _COUNTED:
            events = self._writer.trades(topic, now, self._last_ids[topic.name])
            self._last_ids[topic.name] += len(events)
            return events
        return self._writer.one(topic, now, before)


_COUNTED = frozenset({"trade", "aggTrade", "depth"})
_PERIODIC = frozenset({"markPrice", "avgPrice"})


def _asked(request: web.Request) -> list[str]:
    """Read the streams, or listen keys, a URL asks for."""
    named = request.match_info.get("streams", "") or request.query.get("streams", "")
    keys = request.query.getall("listenKey", [])
    return [unquote(name) for name in named.split("/") if name] + keys


def _events(request: web.Request) -> dict[str, frozenset[str]]:
    """Read which events a URL wants of each listen key; a key without any wants all."""
    wanted: dict[str, frozenset[str]] = {}
    key = ""
    for name, value in request.query.items():
        if name == "listenKey":
            key = value
        elif name == "events":
            wanted[key] = frozenset(value.split("/"))
    return wanted
