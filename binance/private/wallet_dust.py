"""Small balances: what may be turned into BNB or another asset, and what was.

https://developers.binance.com/docs/wallet/asset/dust-transfer
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from datetime import datetime
from decimal import Decimal

from binance.models.wallet_dust import ConvertibleDusts, DustAssets, DustConversions, DustLog
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.parameters import Listed
from binance.request.pools import Limit
from binance.request.request import Security
from binance.wallet_enums import DustAccount


class WalletDust(ApiGroup):
    """Balances too small to trade."""

    __slots__ = ()

    @endpoint("POST", "/sapi/v1/asset/dust-btc", security=Security.USER_DATA, read=True)
    async def dust_assets(self, account_type: DustAccount | None = None) -> DustAssets:
        """Tell what may be turned into BNB, and what it would bring. Fails with `KeyRejected`."""

    @endpoint(
        "POST", "/sapi/v1/asset/dust", weight=10, limit=Limit.UID, security=Security.USER_DATA
    )
    async def convert_dust(
        self, asset: Listed, account_type: DustAccount | None = None
    ) -> DustConversions:
        """Turn small balances of these assets into BNB, less a fee of 2 %.

        The same asset not again for some hours. Sent once; look at `dust_log` when the outcome is
        unknown. Fails with `KeyRejected`, `ApiError`.
        """

    @endpoint(
        "POST",
        "/sapi/v1/asset/dust-convert/query-convertible-assets",
        security=Security.USER_DATA,
        read=True,
    )
    async def convertible_dust(
        self,
        target_asset: str,
        account_type: DustAccount | None = None,
        dust_quota_asset_to_target_asset_price: Decimal | None = None,
    ) -> ConvertibleDusts:
        """Tell what may be turned into the target asset, and what it would bring.

        Fails with `KeyRejected`.
        """

    @endpoint(
        "POST",
        "/sapi/v1/asset/dust-convert/convert",
        weight=10,
        limit=Limit.UID,
        security=Security.USER_DATA,
    )
    async def convert_dust_to(
        self,
        asset: Listed,
        target_asset: str | None = None,
        account_type: DustAccount | None = None,
        client_id: str | None = None,
        third_party_client_id: str | None = None,
        dust_quota_asset_to_target_asset_price: Decimal | None = None,
    ) -> DustConversions:
        """Turn small balances of these assets into the target asset, less a fee of 2 %.

        Sent once; look at `dust_log` when the outcome is unknown. Fails with `KeyRejected`,
        `ApiError`.
        """

    @endpoint("GET", "/sapi/v1/asset/dribblet", security=Security.USER_DATA)
    async def dust_log(
        self,
        account_type: DustAccount | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
    ) -> DustLog:
        """Small balances that were turned into something else, the last 100 conversions.

        Fails with `KeyRejected`.
        """
