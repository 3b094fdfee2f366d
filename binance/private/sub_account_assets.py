"""What sub-accounts hold: spot, margin, futures.

https://developers.binance.com/docs/sub_account/asset-management

`futures_type` is 1 for USDⓈ-M and 2 for COIN-M.
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from binance.models.sub_account_assets import (
    FuturesSummary,
    MarginSummary,
    SpotSummary,
    SubBalances,
    SubFutures,
    SubMarginAccount,
    SubPositions,
)
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.pools import Limit
from binance.request.request import Security


class SubAccountAssets(ApiGroup):
    """Balances, margin accounts, futures accounts and positions."""

    __slots__ = ()

    @endpoint(
        "GET",
        "/sapi/v4/sub-account/assets",
        weight=60,
        limit=Limit.UID,
        security=Security.USER_DATA,
    )
    async def assets(self, email: str) -> SubBalances:
        """Balances of a sub-account's spot wallet. Fails with `KeyRejected`, `ApiError`."""

    @endpoint("GET", "/sapi/v1/sub-account/spotSummary", security=Security.USER_DATA)
    async def spot_summary(
        self, email: str | None = None, page: int = 1, size: int = 10
    ) -> SpotSummary:
        """Tell what spot wallets are worth; at most 20 a page. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/sub-account/margin/account", weight=10, security=Security.USER_DATA)
    async def margin_account(self, email: str) -> SubMarginAccount:
        """Balances and debts of a sub-account on margin. Fails with `KeyRejected`, `ApiError`."""

    @endpoint(
        "GET", "/sapi/v1/sub-account/margin/accountSummary", weight=10, security=Security.USER_DATA
    )
    async def margin_summary(self) -> MarginSummary:
        """Tell what all margin accounts are worth. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v2/sub-account/futures/account", security=Security.USER_DATA)
    async def futures_account(self, email: str, futures_type: int) -> SubFutures:
        """Balances of a sub-account's futures account. Fails with `KeyRejected`, `ApiError`."""

    @endpoint(
        "GET", "/sapi/v2/sub-account/futures/accountSummary", weight=10, security=Security.USER_DATA
    )
    async def futures_summary(
        self, futures_type: int, page: int = 1, limit: int = 10
    ) -> FuturesSummary:
        """Tell what all futures accounts are worth; at most 20 a page. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v2/sub-account/futures/positionRisk", security=Security.USER_DATA)
    async def positions(self, email: str, futures_type: int) -> SubPositions:
        """Positions of a sub-account. Fails with `KeyRejected`, `ApiError`."""
