"""A user's USDⓈ-M futures account.

https://developers.binance.com/docs/derivatives/usds-margined-futures/account/rest-api

The versions of an endpoint differ: the third shows only contracts with a position or an order and
leaves their settings to `symbol_config`, the second shows all of both.
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from binance.models.futures_account import (
    AccountConfig,
    FuturesAccountInfo,
    FuturesAccountInfoV2,
    FuturesBalance,
    PortfolioMargin,
    PositionRisk,
    PositionRiskV2,
    SymbolConfig,
)
from binance.models.futures_settings import (
    AssetsMode,
    Changed,
    FeeBurn,
    LeverageBrackets,
    TradingStatus,
)
from binance.models.market import RateLimit
from binance.private.contract_settings import ContractSettings
from binance.private.futures_algo_orders import FuturesAlgoOrders
from binance.private.futures_convert import FuturesConvert
from binance.private.futures_orders import FuturesOrders
from binance.private.futures_weights import trading_status_weight
from binance.request.endpoint import endpoint
from binance.request.request import Api, Security


class FuturesAccount(FuturesOrders, FuturesAlgoOrders, ContractSettings, FuturesConvert):
    """Balances, positions, orders and settings of one user on USDⓈ-M."""

    __slots__ = ()
    api = Api.FUTURES

    @endpoint("GET", "/fapi/v3/account", weight=5, security=Security.USER_DATA)
    async def account(self) -> FuturesAccountInfo:
        """Totals, assets, and positions that are open. Fails with `KeyRejected`."""

    @endpoint("GET", "/fapi/v2/account", weight=5, security=Security.USER_DATA)
    async def account_v2(self) -> FuturesAccountInfoV2:
        """Totals, assets, and a position of every contract. Fails with `KeyRejected`."""

    @endpoint("GET", "/fapi/v3/balance", weight=5, security=Security.USER_DATA)
    async def balance(self) -> list[FuturesBalance]:
        """Balances of the futures wallet. Fails with `KeyRejected`."""

    @endpoint("GET", "/fapi/v2/balance", weight=5, security=Security.USER_DATA)
    async def balance_v2(self) -> list[FuturesBalance]:
        """Balances of the futures wallet, as before. Fails with `KeyRejected`."""

    @endpoint("GET", "/fapi/v3/positionRisk", weight=5, security=Security.USER_DATA)
    async def positions(self, symbol: str | None = None) -> list[PositionRisk]:
        """Contracts with a position or an open order. Fails with `KeyRejected`, `UnknownSymbol`."""

    @endpoint("GET", "/fapi/v2/positionRisk", weight=5, security=Security.USER_DATA)
    async def positions_v2(self, symbol: str | None = None) -> list[PositionRiskV2]:
        """Positions of every contract. Fails with `KeyRejected`, `UnknownSymbol`."""

    @endpoint("GET", "/fapi/v1/accountConfig", weight=5, security=Security.USER_DATA)
    async def account_config(self) -> AccountConfig:
        """Rights and modes of the account. Fails with `KeyRejected`."""

    @endpoint("GET", "/fapi/v1/symbolConfig", weight=5, security=Security.USER_DATA)
    async def symbol_config(self, symbol: str | None = None) -> list[SymbolConfig]:
        """Leverage and margin type of contracts. Fails with `KeyRejected`, `UnknownSymbol`."""

    @endpoint("GET", "/fapi/v1/leverageBracket", security=Security.USER_DATA)
    async def leverage_brackets(self, symbol: str | None = None) -> list[LeverageBrackets]:
        """How much leverage positions may have. Fails with `KeyRejected`, `UnknownSymbol`."""

    @endpoint("GET", "/fapi/v1/multiAssetsMargin", weight=30, security=Security.USER_DATA)
    async def assets_mode(self) -> AssetsMode:
        """Whether all assets are margin. Fails with `KeyRejected`."""

    @endpoint("POST", "/fapi/v1/multiAssetsMargin", security=Security.TRADE)
    async def set_assets_mode(self, multi_assets_margin: bool) -> Changed:
        """Let all assets be margin or only that of the contract.

        Fails with `NothingToChange` when it is so already, `ApiError` (-4167 … -4172),
        `KeyRejected`.
        """

    @endpoint("GET", "/fapi/v1/feeBurn", weight=30, security=Security.USER_DATA)
    async def fee_burn(self) -> FeeBurn:
        """Whether fees are paid in BNB. Fails with `KeyRejected`."""

    @endpoint("POST", "/fapi/v1/feeBurn", security=Security.TRADE)
    async def set_fee_burn(self, fee_burn: bool) -> Changed:
        """Pay fees in BNB or not. Fails with `KeyRejected`, `ApiError`."""

    @endpoint("GET", "/fapi/v1/rateLimit/order", security=Security.USER_DATA)
    async def order_rate_limits(self) -> list[RateLimit]:
        """How many orders the account may place. Fails with `KeyRejected`."""

    @endpoint(
        "GET",
        "/fapi/v1/apiTradingStatus",
        weight=trading_status_weight,
        security=Security.USER_DATA,
    )
    async def trading_status(self, symbol: str | None = None) -> TradingStatus:
        """How trading by API stands against the rules. Fails with `KeyRejected`."""

    @endpoint("GET", "/fapi/v1/pmAccountInfo", weight=5, security=Security.USER_DATA)
    async def portfolio_margin(self, asset: str) -> PortfolioMargin:
        """How much of an asset portfolio margin lets out. Fails with `KeyRejected`, `ApiError`."""

    @endpoint("POST", "/fapi/v1/stock/contract", weight=50, security=Security.USER_DATA)
    async def sign_stock_contract(self) -> Changed:
        """Agree to the terms of contracts on shares, once. Fails with `KeyRejected`, `ApiError`."""
