"""What holds for spot as a whole: its clock, its symbols, its rules.

https://developers.binance.com/docs/binance-spot-api-docs/rest-api/general-endpoints
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from collections.abc import Mapping, Sequence
from typing import Any

from binance.enums import SymbolStatus
from binance.models.market import ExchangeInfo, ServerTime
from binance.models.spot_market import ExecutionRules
from binance.request.endpoint import ApiGroup, endpoint


def _rules_weight(parameters: Mapping[str, Any]) -> int:
    if parameters["symbol"] is not None:
        return 2
    symbols = parameters["symbols"]
    return 40 if symbols is None else min(2 * len(symbols), 40)


class General(ApiGroup):
    """Time, symbols and rules of spot; asked for by the market and by the system."""

    __slots__ = ()

    @endpoint("GET", "/api/v3/time", urgent=True)
    async def time(self) -> ServerTime:
        """Give Binance's time."""

    @endpoint("GET", "/api/v3/exchangeInfo", weight=20, cache_seconds=60, teaches_limits=True)
    async def exchange_info(
        self,
        symbol: str | None = None,
        symbols: Sequence[str] | None = None,
        permissions: Sequence[str] | None = None,
        show_permission_sets: bool | None = None,
        symbol_status: SymbolStatus | None = None,
    ) -> ExchangeInfo:
        """Rules of the exchange and of all or the named symbols.

        `symbol`, `symbols` and `permissions` exclude each other. Fails with `UnknownSymbol`,
        `ParameterRejected`.
        """

    @endpoint("GET", "/api/v3/executionRules", weight=_rules_weight, cache_seconds=60)
    async def execution_rules(
        self,
        symbol: str | None = None,
        symbols: Sequence[str] | None = None,
        symbol_status: SymbolStatus | None = None,
    ) -> ExecutionRules:
        """Give the execution rules of all or the named symbols.

        The parameters exclude each other. Fails with `UnknownSymbol`, `ParameterRejected`.
        """
