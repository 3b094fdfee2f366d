"""Which symbols exist: the one gate between what people type and what Binance is asked."""

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Protocol

from binance.exceptions import BinanceError
from binance.models.market import ExchangeInfo, SymbolInfo
from bot.arguments import StaleButton, TypedError
from bot.services.symbol_catalogue import Catalogue

_log = logging.getLogger(__name__)
_RETRY_SECONDS = 30.0


class SymbolNotFound(TypedError):  # noqa: N818 - named like its siblings
    """No symbol has this name; `suggestions` are the closest names, best first."""

    def __init__(self, typed: str, suggestions: tuple[str, ...]) -> None:
        self.suggestions = suggestions
        super().__init__(typed)


class SymbolSource(Protocol):
    """Where the list of symbols comes from."""

    async def exchange_info(self) -> ExchangeInfo:
        """Give the rules and symbols of the exchange."""


class SymbolDirectory:
    """Every symbol, read again after `fresh_seconds`; meanwhile the old list serves."""

    def __init__(
        self,
        spot: SymbolSource,
        *,
        fresh_seconds: float = 600.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._spot = spot
        self._fresh_seconds = fresh_seconds
        self._clock = clock
        self._reading = asyncio.Lock()
        self._catalogue: Catalogue | None = None
        self._expires = 0.0  # by `clock`, in seconds
        self._failures: list[BinanceError] = []  # the last one only, replaced at each failure

    async def catalogue(self) -> Catalogue:
        """Give the list of symbols; who comes while it is read for the first time waits for that.

        Fails with `BinanceError` when there is no list yet; all who waited fail with it together.
        """
        known = self._catalogue
        if known is not None and (self._clock() < self._expires or self._reading.locked()):
            return known
        failures = self._failures
        async with self._reading:
            if self._failures is not failures and self._catalogue is None:
                raise self._failures[0].with_traceback(None)
            if self._catalogue is None or self._clock() >= self._expires:
                self._catalogue = await self._read()
            return self._catalogue

    async def resolve(self, typed: str, quote: str = "USDT") -> SymbolInfo:
        """Give the symbol meant by "BTCUSDT", "btc" (in `quote`) or "eth/btc".

        Fails with `SymbolNotFound`.
        """
        catalogue = await self.catalogue()
        found = catalogue.find(typed, quote)
        if found is None:
            raise SymbolNotFound(typed, catalogue.closest(typed, quote))
        return found

    async def resolve_all(
        self, typed: Sequence[str], quote: str = "USDT"
    ) -> tuple[list[SymbolInfo], list[SymbolNotFound]]:
        """Give the symbols that are meant, each once, and what stands for no symbol.

        Fails with `SymbolNotFound` when none of them is one.
        """
        catalogue = await self.catalogue()
        known: dict[str, SymbolInfo] = {}
        unknown: list[SymbolNotFound] = []
        for name in typed:
            found = catalogue.find(name, quote)
            if found is None:
                unknown.append(SymbolNotFound(name, catalogue.closest(name, quote)))
            else:
                known[found.symbol] = found
        if unknown and not known:
            raise unknown[0]
        return list(known.values()), unknown

    async def by_handle(self, handle: str) -> SymbolInfo:
        """Give the symbol a button stands for. Fails with `StaleButton` when it is gone."""
        found = (await self.catalogue()).by_handle(handle)
        if found is None:
            raise StaleButton
        return found

    async def _read(self) -> Catalogue:
        """Read the list; when that fails an old list is better than none."""
        try:
            answer = await self._spot.exchange_info()
        except BinanceError as error:
            self._failures = [error]
            if self._catalogue is None:
                raise
            _log.warning("The list of symbols could not be renewed: %s", type(error).__name__)
            self._expires = self._clock() + _RETRY_SECONDS
            return self._catalogue
        self._expires = self._clock() + self._fresh_seconds
        return Catalogue(answer.symbols, datetime.now(UTC))
