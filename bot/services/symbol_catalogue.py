"""Every spot symbol Binance lists, found by what people type."""

import base64
import difflib
import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime

from binance.models.market import SymbolInfo

POPULAR = ("BTC", "ETH", "SOL", "BNB", "XRP", "DOGE")
"""Base assets offered where a command needs a symbol and none was given."""

_QUOTES = ("USDT", "USDC", "FDUSD", "BTC", "ETH", "BNB", "EUR", "TRY")  # the order of suggestions
_SEPARATORS = "/-_"
_TRADING = "TRADING"


def handle(symbol: str) -> str:
    """Give the six ASCII characters that stand for a symbol in a button.

    A button carries 64 bytes: ten names do not fit, and one of twenty Chinese characters hardly.
    Six characters are 36 bits: among 5,000 symbols two share a handle once in 5,000 catalogues.
    """
    digest = hashlib.blake2s(symbol.encode("utf-8", "replace")).digest()
    return base64.urlsafe_b64encode(digest)[:6].decode()


def handles(joined: str) -> list[str]:
    """Split handles that were joined without a separator."""
    return [joined[start : start + 6] for start in range(0, len(joined), 6)]


class Catalogue:
    """The symbols of one exchangeInfo, read at `read_at` (UTC)."""

    def __init__(self, symbols: Iterable[SymbolInfo], read_at: datetime) -> None:
        self.read_at = read_at
        self._by_name: dict[str, SymbolInfo] = {}
        self._by_pair: dict[tuple[str, str], SymbolInfo] = {}
        self._by_handle: dict[str, SymbolInfo] = {}
        self._by_base: dict[str, list[SymbolInfo]] = {}
        for info in symbols:
            base, quote = _fold(info.base_asset), _fold(info.quote_asset)
            self._by_name[_fold(info.symbol)] = info
            self._by_pair[base, quote] = info
            self._by_handle.setdefault(handle(info.symbol), info)
            self._by_base.setdefault(base, []).append(info)
        self.pairs = {
            (info.base_asset, info.quote_asset): info.symbol
            for info in self._by_name.values()
            if info.status == _TRADING
        }
        """Symbols that trade, by base and quote asset."""

    def __len__(self) -> int:
        return len(self._by_name)

    def find(self, typed: str, quote: str) -> SymbolInfo | None:
        """Give the symbol meant by "BTCUSDT", "btc" (in `quote`), "eth/btc" or "eth-btc"."""
        name = _fold(typed)
        found = self._by_name.get(name) or self._by_pair.get((name, _fold(quote)))
        for separator in _SEPARATORS:
            base, _, rest = name.partition(separator)
            found = found or self._by_pair.get((base, rest))
        return found

    def by_handle(self, wanted: str) -> SymbolInfo | None:
        """Give the symbol a button stands for."""
        return self._by_handle.get(wanted)

    def by_pair(self, base: str, quote: str) -> SymbolInfo | None:
        """Give the symbol of two assets."""
        return self._by_pair.get((_fold(base), _fold(quote)))

    def popular(self, quote: str, most: int = 6) -> tuple[SymbolInfo, ...]:
        """Give up to `most` symbols many people ask for, priced in `quote` where they are."""
        found = (self._priced_in(base, quote) for base in POPULAR)
        return tuple(info for info in found if info is not None)[:most]

    def closest(self, typed: str, quote: str, most: int = 3) -> tuple[str, ...]:
        """Give the closest names: the same base first, then beginnings, then spelling."""
        base = self._base_of(_fold(typed))
        names = dict.fromkeys(info.symbol for info in self._ranked(base, quote))
        return tuple(names)[:most]

    def _ranked(self, base: str, quote: str) -> Iterator[SymbolInfo]:
        """Give symbols from the closest to the farthest, some more than once."""
        yield from self._of_base(base, quote)
        bases = sorted(self._by_base, key=lambda name: (len(name), name))
        beginning = [name for name in bases if name.startswith(base)]
        spelled = difflib.get_close_matches(base, bases, n=6, cutoff=0.5)
        for name in (*beginning[:6], *spelled, *POPULAR):
            info = self._priced_in(name, quote)
            if info is not None:
                yield info

    def _priced_in(self, base: str, quote: str) -> SymbolInfo | None:
        """Give the symbol of a base in `quote`, else in the quote asset most people use."""
        return next(iter(self._of_base(base, quote)), None)

    def _of_base(self, base: str, quote: str) -> list[SymbolInfo]:
        order = {name: place for place, name in enumerate(dict.fromkeys((_fold(quote), *_QUOTES)))}
        listed = [info for info in self._by_base.get(base, ()) if info.status == _TRADING]
        return sorted(listed, key=lambda info: order.get(_fold(info.quote_asset), len(order)))

    def _base_of(self, name: str) -> str:
        """Give the part of a name that may be meant as the base asset."""
        for separator in _SEPARATORS:
            name = name.partition(separator)[0] or name
        for quote in _QUOTES:
            if name.endswith(quote) and name != quote and name not in self._by_base:
                return name.removesuffix(quote)
        return name


def _fold(name: str) -> str:
    """Upper-case a name; the dotted capital I of Turkish keyboards means a plain one."""
    return name.upper().replace("İ", "I")
