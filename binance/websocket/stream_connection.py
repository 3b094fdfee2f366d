"""One shared socket of market streams: what is wanted of it, and who gets what it brings."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec

from binance.exceptions import ClientClosed, ConnectionLost
from binance.models.market_events import UnknownEvent
from binance.websocket.back_fill import BackFill
from binance.websocket.commands import Commands
from binance.websocket.connection import Connection, Handler, Url
from binance.websocket.delivery import accept
from binance.websocket.dialler import Dialler
from binance.websocket.gap import GapReason
from binance.websocket.kinds import UNKNOWN, kind_of, name_in
from binance.websocket.options import StreamOptions
from binance.websocket.rules import SocketRules
from binance.websocket.socket import Closing, Ending, Socket
from binance.websocket.stream import Stream
from binance.websocket.subscription import Subscription
from binance.websocket.topic import Topic

_NAME = 11  # where the name begins: {"stream":"…
_SHUTDOWN = b'"serverShutdown"'
_LONGEST_QUIET = 3_600.0  # seconds


_REASONS = {Ending.SILENT: GapReason.SILENT, Ending.STALE: GapReason.STALE}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a socket goes, and who is to hear that nothing is wanted of it any more."""

    url: Url
    rules: SocketRules
    emptied: Callable[["StreamConnection"], None]


class StreamConnection(Handler):
    """Up to 1,024 streams of one market and path."""

    def __init__(
        self, dialler: Dialler, place: Place, options: StreamOptions, fill: BackFill
    ) -> None:
        self.connection = Connection(dialler, place.url, self, place.rules)
        self.topics: dict[str, Topic] = {}
        self.unreadable = 0  # messages so far
        self._by_key: dict[bytes, Topic] = {}
        self._timing = dialler.timing
        self._options = options
        self._fill = fill
        self._socket: Socket | None = None  # the one in use
        self._commands: Commands | None = None  # on it
        self._fresh: Commands | None = None  # on the one that is being prepared
        self._early: list[tuple[Topic, Any]] = []  # what the fresh one brought before its turn
        self._changed = asyncio.Event()
        self._quiet = options.quiet
        self._emptied = place.emptied
        self._emptied_at = 0.0  # monotonic seconds
        self._lingering: asyncio.Task[None] | None = None
        self._worker = asyncio.create_task(self._work())
        self.connection.open()

    @property
    def has_room(self) -> bool:
        """True when one more stream may be added."""
        return len(self.topics) < self.connection.rules.streams

    @property
    def data_age(self) -> float:
        """Seconds since news came, as the last look found; needs a stream."""
        newest = max(topic.progressed_at for topic in self.topics.values())
        return self._timing.monotonic() - newest

    def join(self, stream: Stream[Any], subscription: Subscription[Any]) -> Topic:
        """Let a consumer take part in a stream."""
        topic = self.topics.get(stream.name)
        if topic is None:
            key = stream.name.encode()  # before anybody knows of it: a name that is no text fails
            topic = Topic(stream, kind_of(stream.market, stream.name), self._timing.monotonic())
            self.topics[stream.name] = self._by_key[key] = topic
            if self._commands is not None and stream.name in self._commands.names:
                topic.succeed()
            self._changed.set()
        topic.join(subscription)
        return topic

    def leave(self, topic: Topic, subscription: Subscription[Any]) -> None:
        """Let a consumer go; the last one takes the stream along."""
        topic.leave(subscription)
        if topic.is_idle and self.topics.get(topic.name) is topic:
            del self.topics[topic.name], self._by_key[topic.name.encode()]
            self._changed.set()
            self._emptied_at = self._timing.monotonic()
            if not self.topics and self._lingering is None:
                self._lingering = asyncio.create_task(self._linger())

    async def close(self) -> None:
        """Close the socket and let every consumer's iteration end."""
        for task in (self._worker, self._lingering):
            if task is not None:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
        await self.connection.close()
        for topic in self.topics.values():
            topic.fail(ClientClosed())
            for subscription in topic.consumers:
                subscription.end()

    async def opened(self, socket: Socket) -> None:
        """Ask for every stream; where another socket is in use let both deliver for a while."""
        options = self._options
        commands = self._fresh = Commands(socket, options.batch, options.answer, self._agreed)
        self._early.clear()
        refused = await commands.subscribe([*self.topics])
        for name, error in refused.items():
            if name in self.topics:
                self.topics[name].fail(error)
        if self._socket is not None:
            await self._timing.sleep(self.connection.rules.overlap)

    def received(self, socket: Socket, raw: bytes) -> None:
        """Hand an event to the consumers of its stream."""
        topic = self._by_key.get(raw[_NAME : raw.find(b'"', _NAME)])
        if topic is None:
            topic = self._look_closer(socket, raw)
            if topic is None:
                return
        try:
            event = topic.decode(raw).data
        except (msgspec.DecodeError, UnicodeDecodeError):
            self._handle_unknown(topic, socket, raw)
            return
        if topic.special or socket is not self._socket:
            self._handle_special(topic, socket, event)
            return
        if topic.number is not None:
            number = topic.number(event)
            if number != topic.last_number + 1:
                accept(topic, event, self._fill)
                return
            topic.last_number = number
        topic.last = event
        for subscription in topic.subscribers:
            subscription.put(event)

    def current(self, socket: Socket) -> None:
        """Take a fresh socket into use, beginning with what it brought before."""
        self._socket = socket
        old, self._commands, self._fresh = self._commands, self._fresh, None
        if old is not None:
            old.end()
        self._flush()
        brought = self._commands.names if self._commands is not None else frozenset[str]()
        for name, topic in self.topics.items():
            if name in brought:
                self._flows(topic)
            elif topic.ready.done():  # it came while this socket was prepared
                topic.begin_gap(GapReason.DISCONNECTED)
        self._changed.set()

    def failed(self, socket: Socket) -> None:
        """Forget a fresh socket; without another in use nothing comes any more."""
        if self._fresh is not None and self._fresh.socket is socket:
            self._fresh = None
            self._early.clear()
        if self._socket is None:
            for topic in self.topics.values():
                if topic.ready.done():
                    topic.begin_gap(GapReason.DISCONNECTED)

    def lost(self, socket: Socket, closing: Closing) -> None:
        """Tell the consumers, except of streams that a replacement brings already."""
        del socket
        if self._commands is not None:
            self._commands.end()
        self._socket = self._commands = None
        safe = self._fresh.names if self._fresh is not None else frozenset[str]()
        reason = _REASONS.get(closing.ending, GapReason.DISCONNECTED)
        for name, topic in self.topics.items():
            if name not in safe:
                topic.begin_gap(reason)
        self._flush()

    def tick(self, socket: Socket) -> None:
        """Look whether news come: the age of data, not of pongs."""
        del socket
        now = self._timing.monotonic()
        came = sum([topic.look(now) for topic in self.topics.values()])
        if not self.topics:
            return
        missed = [topic for topic in self.topics.values() if topic.is_missed(now)]
        for topic in missed:
            topic.begin_gap(GapReason.STALE)
        newest = self.data_age
        if newest < self._options.quiet:
            self._quiet = self._options.quiet
        elif newest >= self._quiet:
            self._quiet = min(self._quiet * 2, _LONGEST_QUIET)
            if came:  # the same old news again and again
                self.connection.drop(Ending.STALE)
                return
            self.connection.renew("no news for a while")
        if missed:
            self.connection.renew("a regular stream stays away")

    def _handle_unknown(self, topic: Topic, socket: Socket, raw: bytes) -> None:
        if socket is not self._socket and self._socket is not None:
            return  # the socket in use brings it too
        self.unreadable += topic.kind is not UNKNOWN
        self._flows(topic)
        topic.pass_on(UnknownEvent(stream=topic.name, raw=raw))

    def _handle_special(self, topic: Topic, socket: Socket, event: Any) -> None:
        if socket is not self._socket and self._socket is not None:
            self._early.append((topic, event))
            return
        if socket is not self._socket and topic.is_old(event):
            return
        if topic.kind.nameless:
            msgspec.structs.force_setattr(event, "symbol", topic.name.partition("@")[0].upper())
        self._flows(topic)
        accept(topic, event, self._fill)

    def _flows(self, topic: Topic) -> None:
        """Note that a stream comes, for the first time or again."""
        topic.succeed()
        whole = topic.end_gap(datetime.fromtimestamp(self._timing.wall(), UTC))
        if whole is not None:
            topic.progressed_at = self._timing.monotonic()
            self._fill.begin(topic, whole)

    def _flush(self) -> None:
        """Hand over what a fresh socket brought that the one before it did not."""
        early, self._early = self._early, []
        for topic, event in early:
            if not topic.is_old(event):
                self._flows(topic)
                accept(topic, event, self._fill)

    def _look_closer(self, socket: Socket, raw: bytes) -> Topic | None:
        """Take a message that does not begin with a stream somebody listens to."""
        for commands in (self._commands, self._fresh):
            if commands is not None and commands.socket is socket and commands.hear(raw):
                return None
        if _SHUTDOWN in raw[:100]:
            self.connection.say_farewell(socket)
            return None
        named = name_in(raw)
        self.unreadable += named is None
        return self.topics.get(named or "")  # None: nobody listens any more

    async def _linger(self) -> None:
        """Give it back when nothing is wanted of it for a while."""
        while not self.topics:
            left = self._emptied_at + self._options.linger - self._timing.monotonic()
            if left <= 0:
                self._emptied(self)
                break
            await self._timing.sleep(left)
        self._lingering = None

    async def _work(self) -> None:
        """Bring what the socket in use sends in line with what is wanted."""
        while True:
            await self._changed.wait()
            self._changed.clear()
            commands = self._commands
            if commands is None:
                continue  # what is wanted is asked for when the next socket is prepared
            try:
                await self._align(commands)
            except (ConnectionLost, TimeoutError):
                if commands is self._commands:
                    self.connection.drop(Ending.STALE)

    async def _align(self, commands: Commands) -> None:
        gone = [name for name in commands.names if name not in self.topics]
        if gone:
            await commands.unsubscribe(gone)
        wanted = [name for name in self.topics if name not in commands.names]
        if not wanted:
            return
        for name, error in (await commands.subscribe(wanted)).items():
            if name in self.topics:
                self.topics[name].fail(error)

    def _agreed(self, commands: Commands, names: Sequence[str]) -> None:
        """Hear that Binance sends streams; those of a replacement count when it is in use."""
        if commands is self._commands or self._socket is None:
            for name in names:
                if name in self.topics:
                    self._flows(self.topics[name])
