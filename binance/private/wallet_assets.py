"""Balances of a user's wallets, dividends, fees.

https://developers.binance.com/docs/wallet/asset
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from datetime import datetime

from binance.models.margin import BnbBurn
from binance.models.page import Page
from binance.models.wallet_assets import (
    AssetDetail,
    Dividend,
    FundingAsset,
    TradeFee,
    UserAsset,
    WalletBalance,
)
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.request import Security


class WalletAssets(ApiGroup):
    """What is in the wallets, what it brings and what trading costs."""

    __slots__ = ()

    @endpoint(
        "POST", "/sapi/v3/asset/getUserAsset", weight=5, security=Security.USER_DATA, read=True
    )
    async def user_assets(
        self, asset: str | None = None, need_btc_valuation: bool | None = None
    ) -> list[UserAsset]:
        """Assets of the spot wallet that are not zero. Fails with `KeyRejected`."""

    @endpoint("POST", "/sapi/v1/asset/get-funding-asset", security=Security.USER_DATA, read=True)
    async def funding_assets(
        self, asset: str | None = None, need_btc_valuation: bool | None = None
    ) -> list[FundingAsset]:
        """Assets of the funding wallet that are not zero. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/asset/wallet/balance", weight=60, security=Security.USER_DATA)
    async def balances(
        self, quote_asset: str | None = None, need_balance_detail: bool | None = None
    ) -> list[WalletBalance]:
        """Worth of every wallet in the quote asset, BTC unless told otherwise.

        With `need_balance_detail` the assets of each wallet too. Fails with `KeyRejected`.
        """

    @endpoint("GET", "/sapi/v1/asset/assetDetail", security=Security.USER_DATA)
    async def asset_details(self, asset: str | None = None) -> dict[str, AssetDetail]:
        """Whether assets may be deposited and withdrawn, by asset. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/asset/assetDividend", weight=10, security=Security.USER_DATA)
    async def dividends(
        self,
        asset: str | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        limit: int = 20,
    ) -> Page[Dividend]:
        """List what Binance paid out, newest first; at most 500, and 180 days between the times.

        Fails with `KeyRejected`, `ParameterRejected`.
        """

    @endpoint("GET", "/sapi/v1/asset/tradeFee", security=Security.USER_DATA)
    async def trade_fees(self, symbol: str | None = None) -> list[TradeFee]:
        """Spot fees of one symbol or all. Fails with `KeyRejected`, `UnknownSymbol`."""

    @endpoint("POST", "/sapi/v1/bnbBurn", security=Security.USER_DATA)
    async def set_bnb_burn(
        self, spot_bnb_burn: bool | None = None, interest_bnb_burn: bool | None = None
    ) -> BnbBurn:
        """Pay spot fees, or margin interest, in BNB or not; give at least one. Sent once.

        Fails with `KeyRejected`, `ParameterRejected`.
        """
