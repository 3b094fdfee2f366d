"""A user's COIN-M futures account.

https://developers.binance.com/docs/derivatives/coin-margined-futures/account/rest-api
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from binance.models.coin_futures_account import CoinAccount, CoinBalance, CoinPositionRisk
from binance.models.futures_settings import LeverageBrackets
from binance.private.coin_futures_orders import CoinFuturesOrders
from binance.private.contract_algo_orders import ContractAlgoOrders
from binance.private.contract_settings import ContractSettings
from binance.private.futures_weights import coin_brackets_weight
from binance.request.endpoint import endpoint
from binance.request.request import Api, Security


class CoinFuturesAccount(CoinFuturesOrders, ContractAlgoOrders, ContractSettings):
    """Balances, positions, orders and settings of one user on COIN-M."""

    __slots__ = ()
    api = Api.COIN_FUTURES

    @endpoint("GET", "/dapi/v1/account", weight=5, security=Security.USER_DATA)
    async def account(self) -> CoinAccount:
        """Coins, and a position of every contract. Fails with `KeyRejected`."""

    @endpoint("GET", "/dapi/v1/balance", security=Security.USER_DATA)
    async def balance(self) -> list[CoinBalance]:
        """Balances of the coins. Fails with `KeyRejected`."""

    @endpoint("GET", "/dapi/v1/positionRisk", security=Security.USER_DATA)
    async def positions(
        self, margin_asset: str | None = None, pair: str | None = None
    ) -> list[CoinPositionRisk]:
        """Positions of a coin's contracts, of a pair or of all. Fails with `KeyRejected`."""

    @endpoint("GET", "/dapi/v1/leverageBracket", security=Security.USER_DATA)
    async def pair_leverage_brackets(self, pair: str | None = None) -> list[LeverageBrackets]:
        """How much leverage positions of a pair may have. Fails with `KeyRejected`."""

    @endpoint(
        "GET", "/dapi/v2/leverageBracket", weight=coin_brackets_weight, security=Security.USER_DATA
    )
    async def leverage_brackets(self, symbol: str | None = None) -> list[LeverageBrackets]:
        """How much leverage positions may have. Fails with `KeyRejected`, `UnknownSymbol`."""
