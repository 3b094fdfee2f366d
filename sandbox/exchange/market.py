"""The market: last prices, and all that follows from them."""

import math
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from sandbox.exchange.book import Book
from sandbox.exchange.candles import Candles
from sandbox.exchange.errors import bad_symbol
from sandbox.exchange.history import history_of
from sandbox.exchange.symbols import Perpetual, Symbol, perpetuals, spot_symbols
from sandbox.exchange.tape import Tape, TapeTrade
from sandbox.exchange.timekeeper import Timekeeper

STEP_SECONDS = 0.5  # between two moves of a moving market


@dataclass(slots=True)
class Stall:
    """Everything the market keeps about one symbol."""

    symbol: Symbol
    price: Decimal
    candles: Candles
    tape: Tape
    book: Book


Listener = Callable[[str], None]


class Market:
    """Every spot symbol with its price, candles, trades and book; perpetuals follow them."""

    def __init__(self, seed: int, time: Timekeeper) -> None:
        self._seed = seed
        self._time = time
        self._start_ms = time.ms()
        self._stalls: dict[str, Stall] = {}
        self._random = random.Random(f"{seed}:moves")
        self.symbols = spot_symbols()
        self.perpetuals = perpetuals(self.symbols)
        self.listeners: list[Listener] = []

    def symbol(self, name: str) -> Symbol:
        """Find a spot symbol. Fails with -1121."""
        found = self.symbols.get(name)
        if found is None:
            raise bad_symbol()
        return found

    def perpetual(self, name: str) -> Perpetual:
        """Find a USDⓈ-M perpetual. Fails with -1121."""
        found = self.perpetuals.get(name)
        if found is None:
            raise bad_symbol()
        return found

    def stall(self, name: str) -> Stall:
        """Give what is kept about a spot symbol. Fails with -1121."""
        found = self._stalls.get(name)
        if found is None:
            found = self._stalls[name] = self._open(self.symbol(name))
        return found

    def price(self, name: str) -> Decimal:
        """Give the last price of a spot symbol. Fails with -1121."""
        stall = self._stalls.get(name)
        return self.symbol(name).price if stall is None else stall.price

    def mark_price(self, name: str) -> Decimal:
        """Give the price of a perpetual. Fails with -1121."""
        contract = self.perpetual(name)
        return contract.price(self.price(contract.spot))

    def value(self, asset: str, in_asset: str = "USDT") -> Decimal:
        """Give the price of one unit of an asset in another, zero when there is no way."""
        if asset == in_asset:
            return Decimal(1)
        if asset + in_asset in self.symbols:
            return self.price(asset + in_asset)
        if in_asset + asset in self.symbols:
            return 1 / self.price(in_asset + asset)
        if in_asset != "USDT":
            usdt = self.value(in_asset)
            return self.value(asset) / usdt if usdt else Decimal(0)
        return Decimal(0)

    def set_price(self, name: str, price: Decimal) -> None:
        """Trade at a price and let everybody who listens know. Fails with -1121."""
        stall = self.stall(name)
        rounded = stall.symbol.round_price(price)
        self.trade(name, rounded, stall.tape.usual_quantity(), buyer_is_maker=rounded < stall.price)
        self._tell((name,))

    def announce(self, name: str) -> None:
        """Let everybody who listens know that something about a symbol has changed."""
        self._tell((name,))

    def trade(self, name: str, price: Decimal, qty: Decimal, *, buyer_is_maker: bool) -> TapeTrade:
        """Put a trade on the tape; it becomes the last price."""
        stall = self.stall(name)
        now = self._time.ms()
        stall.price = price
        stall.candles.record(now // 60_000, float(price), float(qty))
        stall.book.move(price)
        return stall.tape.add(price, qty, now, buyer_is_maker=buyer_is_maker)

    def print_trade(self, name: str, price: Decimal, qty: Decimal, *, to_buyer: bool) -> TapeTrade:
        """Put a trade of one of our accounts on the tape; it does not move the price.

        `to_buyer` tells that the buyer's order rested.
        """
        tape = self.stall(name).tape
        return tape.add(price, qty, self._time.ms(), buyer_is_maker=to_buyer)

    def move(self) -> None:
        """Let a part of the market trade; the great ones always, the small ones now and then."""
        common = self._random.gauss(0, 1)
        moved = []
        for symbol in self.symbols.values():
            if symbol.status != "TRADING" or self._random.random() > self._liveliness(symbol):
                continue
            stall = self.stall(symbol.name)
            scale = symbol.volatility * math.sqrt(STEP_SECONDS / 86_400) * 2
            drift = math.exp(scale * (0.6 * common + 0.8 * self._random.gauss(0, 1)))
            price = symbol.round_price(stall.price * Decimal(drift))
            lower = price < stall.price
            self.trade(symbol.name, price, stall.tape.usual_quantity(), buyer_is_maker=lower)
            moved.append(symbol.name)
        self._tell(moved)

    def _tell(self, names: Iterable[str]) -> None:
        for name in names:
            for listener in self.listeners:
                listener(name)

    @staticmethod
    def _liveliness(symbol: Symbol) -> float:
        return min(1.0, 0.1 + symbol.daily_volume * float(symbol.price) / 3e8)

    def _open(self, symbol: Symbol) -> Stall:
        start = self._start_ms // 60_000
        candles = Candles(history_of(self._seed, symbol, start), start)
        tape = Tape(symbol, candles, self._start_ms, self._seed)
        book = Book(symbol, self._seed, symbol.price)
        return Stall(symbol, symbol.price, candles, tape, book)
