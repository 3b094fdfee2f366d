"""Order books of the sandbox, changed at random, with all that ever was in them."""

import random
from bisect import bisect_left
from decimal import Decimal

from binance.models.market import Depth
from binance.websocket.markets import Market
from sandbox.exchange import Exchange
from sandbox.exchange.book import Book, Change, Side
from sandbox.exchange.futures_events import scaled
from sandbox.exchange.symbols import Perpetual

Levels = list[tuple[Decimal, Decimal]]
EMPTY = Decimal(0)


class TouchedMarket:
    """The book of one symbol at the exchange: moves it, and knows what it was at any id."""

    def __init__(self, exchange: Exchange, name: str, market: Market, levels: int) -> None:
        self.name = name
        self.market = market
        futures = market is Market.FUTURES
        self._contract = exchange.venue.market.perpetual(name) if futures else None
        spot = name if self._contract is None else self._contract.spot
        self.book: Book = exchange.venue.market.stall(spot).book
        self.book.levels, self.book.stale = levels, True
        self._hub = exchange.sockets.futures if futures else exchange.sockets.spot
        self._stream = f"{name.lower()}@depth@100ms"
        self._prices = list(self.book.bids), list(self.book.asks)
        begin = Change(1, self.book.last_id, dict(self.book.bids), dict(self.book.asks))
        self.book.history = [begin]
        self._chance = random.Random(name)  # noqa: S311 -- repeatable, not secret
        self._truth = Truth(self._contract, self.book.history)

    def move(self) -> None:
        """Change a few levels, most often near the top, and let the stream tell."""
        sides: tuple[Side, Side] = {}, {}
        for _ in range(self._chance.randint(1, 3)):
            number = self._chance.randrange(2)
            prices = self._prices[number]
            at = int(self._chance.expovariate(1 / 30)) % (len(prices) - 1)
            quantity = self.book.symbol.step * self._chance.randrange(1, 10_000)
            sides[number][prices[at]] = EMPTY if self._chance.random() < 0.3 else quantity
        self.book.touch(*sides)
        self._hub.speak(self._stream)

    def differs(self, seen: Depth, levels: int) -> bool:
        """Tell whether what a reader saw is not what was there at that update id."""
        bids, asks = self._truth.at(seen.last_update_id)
        return any(
            shown != real[: len(shown)] or (len(shown) < min(levels, len(real)) and not shown)
            for shown, real in ((seen.bids, bids), (seen.asks, asks))
        )


class Truth:
    """A book made of the exchange's own record, at ids that mostly rise."""

    def __init__(self, contract: Perpetual | None, history: list[Change]) -> None:
        self._contract = contract
        self._history = history
        self._ids: list[int] = []
        self._done = 0  # changes that are in it
        self._sides: tuple[Side, Side] = {}, {}

    def at(self, update_id: int) -> tuple[Levels, Levels]:
        """Give both sides as they were, best first; nothing where no change ended there."""
        self._ids += [change.last_id for change in self._history[len(self._ids) :]]
        count = bisect_left(self._ids, update_id) + 1
        if count > len(self._ids) or self._ids[count - 1] != update_id:
            return [], []
        if count < self._done:
            self._done, self._sides = 0, ({}, {})
        for change in self._history[self._done : count]:
            self._put(change)
        self._done = count
        bids, asks = self._sides
        return sorted(bids.items(), reverse=True), sorted(asks.items())

    def _put(self, change: Change) -> None:
        for number, (side, levels) in enumerate(
            zip(self._sides, (change.bids, change.asks), strict=True)
        ):
            for price, quantity in self._as_traded(levels, buying=not number).items():
                if quantity:
                    side[price] = quantity
                else:
                    side.pop(price, None)

    def _as_traded(self, levels: Side, *, buying: bool) -> Side:
        """Give the levels in the contract's own prices and units."""
        if self._contract is None:
            return levels
        rows = [[str(price), str(quantity)] for price, quantity in levels.items()]
        away = self._contract.tick if buying else EMPTY
        return {
            Decimal(price): Decimal(quantity)
            for price, quantity in scaled(self._contract, rows, away)
        }


def markets_of(exchange: Exchange, spot: int, futures: int, levels: int) -> list[TouchedMarket]:
    """Take so many symbols of spot, and so many contracts on other symbols."""
    market = exchange.venue.market
    contracts = [one for one in market.perpetuals.values() if _keeps_levels_apart(one, exchange)]
    chosen = contracts[:futures]
    taken = {contract.spot for contract in chosen}
    names = [name for name in market.symbols if name not in taken][:spot]
    return [
        *(TouchedMarket(exchange, name, Market.SPOT, levels) for name in names),
        *(TouchedMarket(exchange, one.name, Market.FUTURES, levels) for one in chosen),
    ]


def _keeps_levels_apart(contract: Perpetual, exchange: Exchange) -> bool:
    """Tell whether two levels of the spot book never become one of the contract's."""
    gap = exchange.venue.market.price(contract.spot) / 20_000
    return contract.multiplier == 1 and gap > 3 * contract.tick
