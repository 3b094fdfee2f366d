"""A user's key and wallet.

https://developers.binance.com/docs/wallet
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from typing import Any

from binance.models.wallet import ApiRestrictions, UserAsset
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.request import Security


class Wallet(ApiGroup):
    """The rights of the key and the assets of its owner; not available on the testnet."""

    __slots__ = ()

    @endpoint("GET", "/sapi/v1/account/apiRestrictions", security=Security.USER_DATA)
    async def api_restrictions(self) -> ApiRestrictions:
        """Rights of the key. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/account/apiRestrictions", security=Security.USER_DATA)
    async def api_restrictions_as_sent(self) -> dict[str, Any]:
        """Rights of the key under Binance's own names, those not known here too.

        Fails with `KeyRejected`.
        """

    @endpoint(
        "POST", "/sapi/v3/asset/getUserAsset", weight=5, security=Security.USER_DATA, read=True
    )
    async def user_assets(
        self, asset: str | None = None, need_btc_valuation: bool | None = None
    ) -> list[UserAsset]:
        """Assets of the spot wallet that are not zero. Fails with `KeyRejected`."""
