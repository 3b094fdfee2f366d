"""Settings and history of a futures account on either exchange: leverage, margin, modes, income.

https://developers.binance.com/docs/derivatives/usds-margined-futures/trade/rest-api
https://developers.binance.com/docs/derivatives/coin-margined-futures/trade/rest-api
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from datetime import datetime
from decimal import Decimal

from binance.futures_enums import AutoClose, IncomeType, MarginMode, PositionSide
from binance.models.futures_orders import ContractOrder
from binance.models.futures_settings import (
    AdlQuantile,
    Changed,
    ContractCommission,
    File,
    FileRequested,
    Income,
    LeverageSet,
    MarginChange,
    MarginChanged,
    PositionMode,
)
from binance.private.futures_weights import force_orders_weight
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.request import Security

_INCOME = {"fapi": 30, "dapi": 20}
_FILE = {"fapi": 10, "dapi": 5}


class ContractSettings(ApiGroup):
    """How contracts are traded, and what money came of it."""

    __slots__ = ()

    @endpoint("POST", "/{api}/v1/leverage", security=Security.TRADE)
    async def set_leverage(self, symbol: str, leverage: int) -> LeverageSet:
        """Set the leverage of a contract: 1 to what its brackets allow.

        Fails with `ParameterRejected`, `OrderRejected`, `ApiError` (-4161: isolated and held),
        `UnknownSymbol`, `KeyRejected`.
        """

    @endpoint("POST", "/{api}/v1/marginType", security=Security.TRADE)
    async def set_margin_type(self, symbol: str, margin_type: MarginMode) -> Changed:
        """Let positions of a contract share their margin or not; it must have none, and no orders.

        Fails with `NothingToChange` when it is so already, `ApiError` (-4047, -4048),
        `UnknownSymbol`, `KeyRejected`.
        """

    @endpoint("GET", "/{api}/v1/positionSide/dual", weight=30, security=Security.USER_DATA)
    async def position_mode(self) -> PositionMode:
        """Whether contracts are held long and short at a time; one setting for UM and CM.

        Fails with `KeyRejected`.
        """

    @endpoint("POST", "/{api}/v1/positionSide/dual", security=Security.TRADE)
    async def set_position_mode(self, dual_side_position: bool) -> Changed:
        """Change that, for USDⓈ-M and COIN-M; there must be no order and position on either.

        Fails with `NothingToChange` when it is so already, `ApiError` (-4067, -4068),
        `KeyRejected`.
        """

    @endpoint("POST", "/{api}/v1/positionMargin", security=Security.TRADE)
    async def change_position_margin(
        self,
        symbol: str,
        amount: Decimal,
        type: int,  # noqa: A002 -- Binance's name of it
        position_side: PositionSide | None = None,
    ) -> MarginChanged:
        """Add margin to an isolated position (type 1) or take some away (2), in its margin asset.

        Fails with `ApiError` (-4049 … -4055), `UnknownSymbol`, `KeyRejected`.
        """

    @endpoint("GET", "/{api}/v1/positionMargin/history", security=Security.TRADE)
    async def position_margin_history(
        self,
        symbol: str,
        type: int | None = None,  # noqa: A002 -- Binance's name of it
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        limit: int = 500,
    ) -> list[MarginChange]:
        """Such changes of a symbol, of the last 30 days at most. Fails with `KeyRejected`."""

    @endpoint("GET", "/{api}/v1/commissionRate", weight=20, security=Security.USER_DATA)
    async def commission_rate(self, symbol: str) -> ContractCommission:
        """Fees on a symbol. Fails with `KeyRejected`, `UnknownSymbol`."""

    @endpoint("GET", "/{api}/v1/adlQuantile", weight=5, security=Security.USER_DATA)
    async def adl_quantiles(self, symbol: str | None = None) -> list[AdlQuantile]:
        """How soon positions would be reduced by force, each 30 seconds anew.

        Fails with `KeyRejected`, `UnknownSymbol`.
        """

    @endpoint(
        "GET", "/{api}/v1/forceOrders", weight=force_orders_weight, security=Security.USER_DATA
    )
    async def force_orders(
        self,
        symbol: str | None = None,
        auto_close_type: AutoClose | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        limit: int = 50,
    ) -> list[ContractOrder]:
        """Orders by which the exchange closed positions; at most 100, kept for 90 days.

        Fails with `KeyRejected`, `ParameterRejected`.
        """

    @endpoint("GET", "/{api}/v1/income", weight=_INCOME, security=Security.USER_DATA)
    async def income(
        self,
        symbol: str | None = None,
        income_type: IncomeType | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        limit: int = 100,
    ) -> list[Income]:
        """Movements of money, oldest first; at most 1000, kept for 3 months.

        Without times the last 7 days. There are no pages: go on from the last time. Fails with
        `KeyRejected`, `ParameterRejected`.
        """

    @endpoint("GET", "/{api}/v1/income/asyn", weight=1000, security=Security.USER_DATA, read=False)
    async def request_income_file(self, start_time: datetime, end_time: datetime) -> FileRequested:
        """Have a file of movements of money made, of a year at most; Binance makes few a month.

        Fails with `KeyRejected`, `ParameterRejected`.
        """

    @endpoint(
        "GET",
        "/{api}/v1/income/asyn/id",
        weight=_FILE,
        security=Security.USER_DATA,
    )
    async def income_file(self, download_id: str) -> File:
        """Tell where such a file is, for a day. Fails with `KeyRejected`, `ApiError`."""

    @endpoint("GET", "/{api}/v1/order/asyn", weight=1000, security=Security.USER_DATA, read=False)
    async def request_order_file(self, start_time: datetime, end_time: datetime) -> FileRequested:
        """Have a file of orders made, of a year at most; Binance makes few a month.

        Fails with `KeyRejected`, `ParameterRejected`.
        """

    @endpoint(
        "GET",
        "/{api}/v1/order/asyn/id",
        weight=_FILE,
        security=Security.USER_DATA,
    )
    async def order_file(self, download_id: str) -> File:
        """Tell where such a file is, for a day. Fails with `KeyRejected`, `ApiError`."""

    @endpoint("GET", "/{api}/v1/trade/asyn", weight=1000, security=Security.USER_DATA, read=False)
    async def request_trade_file(self, start_time: datetime, end_time: datetime) -> FileRequested:
        """Have a file of trades made, of a year at most; Binance makes few a month.

        Fails with `KeyRejected`, `ParameterRejected`.
        """

    @endpoint(
        "GET",
        "/{api}/v1/trade/asyn/id",
        weight=_FILE,
        security=Security.USER_DATA,
    )
    async def trade_file(self, download_id: str) -> File:
        """Tell where such a file is, for a day. Fails with `KeyRejected`, `ApiError`."""
