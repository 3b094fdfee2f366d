"""Who trades at the exchange, who listens, and what the listeners have heard."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from binance.client import BinanceClient
from binance.credentials import Credentials, KeyType
from binance.models.market_events_trades import AggTrade
from binance.websocket import streams
from binance.websocket.stream import Stream
from binance.websocket.subscription import Subscription
from binance.websocket.user_data_events import Fill, Reconciled, Stopped
from sandbox.exchange import Exchange
from sandbox.exchange.accounts import Account
from sandbox.exchange.orders import Fill as Execution
from sandbox.exchange.orders import Order
from sandbox.exchange.tape import Tape


@dataclass(slots=True)
class Heard:
    """The ids of one stream, as its consumer got them."""

    tape: Tape
    next_id: int
    first_id: int
    delivered: int = 0
    doubled: int = 0
    missing: int = 0  # passed over

    def hear(self, number: int) -> None:
        """Count an id."""
        self.delivered += 1
        if number < self.next_id:
            self.doubled += 1
            return
        self.missing += number - self.next_id
        self.next_id = number + 1

    @property
    def still_missing(self) -> int:
        """How many were passed over, or never came."""
        return self.missing + self.tape.last_id + 1 - self.next_id


class Market:
    """Strangers who trade on many symbols, and consumers of those trades."""

    def __init__(self, exchange: Exchange, spot: int, futures: int) -> None:
        self._exchange = exchange
        market = exchange.venue.market
        contracts = list(market.perpetuals.values())[:futures]
        names = [*market.symbols][futures + 1 : futures + 1 + spot]
        self._places = [
            *((exchange.sockets.spot, streams.agg_trade(name), name) for name in names),
            *(
                (exchange.sockets.futures, streams.futures.agg_trade(one.name), one.spot)
                for one in contracts
            ),
        ]
        self.heard: dict[str, Heard] = {}
        for _, stream, spot_name in self._places:
            tape = market.stall(spot_name).tape
            self.heard[_key(stream)] = Heard(tape, tape.last_id + 1, tape.last_id + 1)
        self._busy = set(names)

    @property
    def streams(self) -> list[Stream[AggTrade]]:
        """The streams on which strangers trade."""
        return [stream for _, stream, _ in self._places]

    def others(self, number: int) -> list[Stream[object]]:
        """Give streams on which nothing happens."""
        quiet = (name for name in self._exchange.venue.market.symbols if name not in self._busy)
        kinds = ("bookTicker", "miniTicker", "kline_1m", "kline_1h", "depth@100ms", "avgPrice")
        made: Iterator[Stream[object]] = (
            Stream(streams.agg_trade(name).market, f"{name.lower()}@{kind}")
            for name in quiet
            for kind in kinds
        )
        return [stream for _, stream in zip(range(number), made, strict=False)]

    def trade(self, turn: int, every: int) -> None:
        """Let strangers trade on a part of the symbols."""
        now = self._exchange.venue.time.ms()
        for number in range(turn % every, len(self._places), every):
            hub, stream, spot = self._places[number]
            tape = self._exchange.venue.market.stall(spot).tape
            tape.add(tape.last.price, tape.last.qty, now, buyer_is_maker=bool(turn & 1))
            hub.speak(stream.name)

    async def listen(self, subscription: Subscription[AggTrade]) -> None:
        """Read what comes, until cancelled."""
        async for event in subscription:
            if isinstance(event, AggTrade):
                place = "spot" if event.symbol in self._busy else "futures"
                self.heard[f"{place}:{event.symbol}"].hear(event.id)


def _key(stream: Stream[AggTrade]) -> str:
    return f"{stream.market}:{stream.name.partition('@')[0].upper()}"


@dataclass
class Users:
    """Customers who trade, and what was told of it."""

    exchange: Exchange
    client: BinanceClient
    made: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    told: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    recovered: int = 0
    reconciled: int = 0
    stopped: set[str] = field(default_factory=set)  # who were told that it is over
    revoked: set[str] = field(default_factory=set)  # whose keys were deleted
    names: list[str] = field(default_factory=list)
    _tasks: dict[str, asyncio.Task[None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.exchange.venue.engine.listeners.append(self._note)

    async def join(self, number: int) -> None:
        """Let so many more customers come and be followed."""
        for _ in range(number):
            name = f"user {len(self.names)}"
            self.names.append(name)
            account = Account(name=name, uid=10_000 + len(self.names))
            account.deposit("USDT", Decimal(10**9))
            account.deposit("BNB", Decimal(10**6))
            self.exchange.venue.accounts[name] = account
            self.exchange.venue.engine._accounts[name] = account
            self._tasks[name] = asyncio.create_task(self._follow(name))
        await asyncio.sleep(10)

    def buy(self, name: str) -> None:
        """Let a customer buy at the market, from another program."""
        self.exchange.app.place(
            name, symbol="BNBUSDT", side="BUY", type="MARKET", quoteOrderQty="50"
        )

    def revoke(self, name: str) -> None:
        """Delete a customer's keys."""
        self.revoked.add(name)
        for key in self.exchange.venue.keys.of(name):
            self.exchange.revoke_key(key.api_key)

    async def leave(self) -> None:
        """Follow nobody any more."""
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    def missing(self) -> int:
        """How many fills of customers were not told, of those whose key was not deleted."""
        return sum(one[0] not in self.revoked and not self.told[one] for one in self.made)

    def doubled(self) -> int:
        """How many fills were told more than once, or never were."""
        return sum(count > 1 or one not in self.made for one, count in self.told.items())

    async def _follow(self, name: str) -> None:
        issued = self.exchange.create_key(name, enable_spot_and_margin_trading=True)
        credentials = Credentials(issued.api_key, issued.secret or "", KeyType.HMAC)
        async with self.client.user_data.follow(credentials) as events:
            async for event in events:
                if isinstance(event, Fill):
                    self.told[name, event.symbol, event.trade_id] += 1
                    self.recovered += event.recovered
                elif isinstance(event, Reconciled):
                    self.reconciled += 1
                elif isinstance(event, Stopped):
                    self.stopped.add(name)

    def _note(self, account: Account, order: Order, kind: str, fill: Execution | None) -> None:
        if kind == "TRADE" and fill is not None:
            self.made[account.name, order.symbol, fill.id] += 1
