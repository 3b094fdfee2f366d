"""What a host's streams have to say, written for whoever listens."""

from typing import Any

from sandbox.exchange import futures_events, stream_events
from sandbox.exchange.candles import opening
from sandbox.exchange.coin_contracts import as_perpetual, coin_contracts
from sandbox.exchange.rare_streams import rare_event
from sandbox.exchange.stream_events import Event
from sandbox.exchange.symbols import Perpetual
from sandbox.exchange.topics import RARE, Topic, parse
from sandbox.exchange.venue import Venue

_USUAL = frozenset({"spot", "futures", "coin_futures"})  # hosts whose streams follow our books
_COIN_MARGINED = 2  # the value of `st`


class StreamWriter:
    """Knows the names of a host's streams and writes their events."""

    def __init__(self, venue: Venue, host: str) -> None:
        self._venue = venue
        self._host = host
        self._is_spot = host == "spot"

    def topic(self, name: str, category: str) -> Topic | None:
        """Read a stream's name; None for one nobody publishes under this path."""
        if self._host in _USUAL:
            topic = parse(name, futures=not self._is_spot)
            if topic is not None and self._is_heard(topic, category):
                return topic
        now = self._venue.time.ms()
        if rare_event(self._venue.market, self._host, category, name, now) is None:
            return None
        return Topic(name, RARE, path=category)

    def followers(self, spot: str) -> list[str]:
        """Name the symbols of this host whose price follows one of spot."""
        if self._is_spot:
            return [spot]
        return [name for name, one in self._contracts().items() if one.spot == spot]

    def one(self, topic: Topic, now: int, before: int | None) -> list[Any]:
        """Write what a stream of one symbol has to say; two events when a candle closed."""
        made = [self._event(topic, now)]
        if topic.kind == "kline" and before is not None and topic.interval != "1s":
            start = opening(topic.interval, now // 60_000) * 60_000
            closed = None if before >= start else self._event(topic, start - 1)
            if closed is not None:
                closed["k"]["x"] = True
                made.insert(0, closed | {"E": now})
        return made

    def of_all(self, topic: Topic, now: int, moved: set[str]) -> list[Any]:
        """Write the array of a stream over the whole market: what changed, or every contract."""
        market = self._venue.market
        if topic.kind == RARE:
            return [rare_event(market, self._host, topic.path, topic.name, now)]
        names = list(market.perpetuals) if topic.kind == "markPrice" else sorted(moved)
        single = [
            self._event(Topic(topic.name, topic.kind, name, speed=topic.speed), now)
            for name in names
        ]
        if topic.kind == "bookTicker":
            return single
        return [single] if single else []

    def depth(self, topic: Topic, now: int, since: int) -> Event | None:
        """Write what changed in a book since an update id; None when nothing did."""
        market = self._venue.market
        if self._is_spot:
            return stream_events.depth(market.stall(topic.symbol), now, since)
        contract = self._contracts()[topic.symbol]
        event = futures_events.depth(market, contract, now, since)
        return None if event is None else self._marked(event, contract)

    def trades(self, topic: Topic, now: int, since: int) -> list[Event]:
        """Write the trades after an id."""
        market = self._venue.market
        if self._is_spot:
            return stream_events.trades(market, topic, now, since)
        contract = self._contracts()[topic.symbol]
        events = futures_events.trades(market, contract, topic, now, since)
        return [self._marked(event, contract) for event in events]

    def last_id(self, topic: Topic) -> int:
        """Give the id the next event of a stream follows on."""
        spot = topic.symbol if self._is_spot else self._contracts()[topic.symbol].spot
        stall = self._venue.market.stall(spot)
        if topic.kind != "depth":
            return stall.tape.last_id
        return stall.book.last_id if stall.book.bids else 0

    def _event(self, topic: Topic, now: int) -> Event | None:
        market = self._venue.market
        if self._is_spot:
            return stream_events.spot_event(market, topic, now)
        contract = self._contracts()[topic.symbol]
        event = futures_events.futures_event(market, contract, topic, now)
        return None if event is None else self._marked(event, contract)

    def _contracts(self) -> dict[str, Perpetual]:
        market = self._venue.market
        if self._host == "futures":
            return market.perpetuals
        listed = coin_contracts(market, self._venue.time.ms())
        return {contract.name: as_perpetual(contract) for contract in listed}

    def _is_heard(self, topic: Topic, category: str) -> bool:
        known = self._venue.market.symbols if self._is_spot else self._contracts()
        return category in {"", topic.category} and topic.symbol in {"", *known}

    def _marked(self, event: Event, contract: Perpetual) -> Event:
        """Say of a COIN-M event that it is one."""
        if self._host == "coin_futures":
            event |= {"st": _COIN_MARGINED, "ps": contract.name.partition("_")[0]}
        return event
