"""Managed sub-accounts, for those who invest and those who trade: only to be read.

https://developers.binance.com/docs/sub_account/managed-sub-account
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from datetime import datetime
from decimal import Decimal

from binance.models.sub_account_managed import (
    ManagedAsset,
    ManagedFutures,
    ManagedMargin,
    ManagedSubAccounts,
    ManagedTransfers,
)
from binance.models.wallet import Snapshots
from binance.models.wallet_capital import DepositAddress
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.pools import Limit
from binance.request.request import Security


class ManagedSubAccountReads(ApiGroup):
    """What managed sub-accounts hold and what came and went."""

    __slots__ = ()

    @endpoint(
        "GET",
        "/sapi/v1/managed-subaccount/info",
        weight=60,
        limit=Limit.UID,
        security=Security.USER_DATA,
    )
    async def managed(
        self, email: str | None = None, page: int = 1, limit: int = 20
    ) -> ManagedSubAccounts:
        """List managed sub-accounts; at most 20 a page. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/managed-subaccount/asset", security=Security.USER_DATA)
    async def managed_assets(self, email: str) -> list[ManagedAsset]:
        """Assets of a managed sub-account's spot wallet. Fails with `KeyRejected`, `ApiError`."""

    @endpoint("GET", "/sapi/v1/managed-subaccount/marginAsset", security=Security.USER_DATA)
    async def managed_margin(self, email: str, account_type: str | None = None) -> ManagedMargin:
        """Balances and debts on margin; `account_type` MARGIN or ISOLATED_MARGIN.

        Fails with `KeyRejected`, `ApiError`.
        """

    @endpoint(
        "GET",
        "/sapi/v1/managed-subaccount/fetch-future-asset",
        weight=60,
        limit=Limit.UID,
        security=Security.USER_DATA,
    )
    async def managed_futures(self, email: str, account_type: str | None = None) -> ManagedFutures:
        """Assets and positions on futures; `account_type` USDT_FUTURE or COIN_FUTURE.

        Fails with `KeyRejected`, `ApiError`.
        """

    @endpoint(
        "GET",
        "/sapi/v1/managed-subaccount/accountSnapshot",
        weight=2400,
        security=Security.USER_DATA,
    )
    async def managed_snapshots(
        self,
        email: str,
        type: str,  # noqa: A002 -- Binance's name of it
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        limit: int = 7,
    ) -> Snapshots:
        """Tell what it held at the end of days; 7 to 30 of them, of the last month.

        `type` is SPOT, MARGIN (cross) or FUTURES (USDⓈ-M). Fails with `KeyRejected`, `ApiError`.
        """

    @endpoint(
        "GET",
        "/sapi/v1/managed-subaccount/deposit/address",
        limit=Limit.UID,
        security=Security.USER_DATA,
    )
    async def managed_deposit_address(
        self,
        email: str,
        coin: str,
        network: str | None = None,
        amount: Decimal | None = None,
    ) -> DepositAddress:
        """Tell where to send a coin for it. Fails with `KeyRejected`, `ApiError`."""

    @endpoint(
        "GET",
        "/sapi/v1/managed-subaccount/queryTransLogForInvestor",
        security=Security.USER_DATA,
    )
    async def transfers_as_investor(
        self,
        email: str,
        start_time: datetime,
        end_time: datetime,
        page: int = 1,
        limit: int = 500,
        transfers: str | None = None,
        transfer_function_account_type: str | None = None,
    ) -> ManagedTransfers:
        """Transfers of one, as whoever owns the money sees them; at most 500 and half a year.

        `transfers` is from or to, the last one SPOT, MARGIN, ISOLATED_MARGIN, USDT_FUTURE or
        COIN_FUTURE. Fails with `KeyRejected`, `ApiError`.
        """

    @endpoint(
        "GET",
        "/sapi/v1/managed-subaccount/queryTransLogForTradeParent",
        weight=60,
        limit=Limit.UID,
        security=Security.USER_DATA,
    )
    async def transfers_as_trader(
        self,
        email: str,
        start_time: datetime,
        end_time: datetime,
        page: int = 1,
        limit: int = 500,
        transfers: str | None = None,
        transfer_function_account_type: str | None = None,
    ) -> ManagedTransfers:
        """Transfers of one, as whoever trades sees them. Else as `transfers_as_investor`."""

    @endpoint(
        "GET",
        "/sapi/v1/managed-subaccount/query-trans-log",
        weight=60,
        limit=Limit.UID,
        security=Security.USER_DATA,
    )
    async def managed_own_transfers(
        self,
        start_time: datetime,
        end_time: datetime,
        page: int = 1,
        limit: int = 500,
        transfers: str | None = None,
        transfer_function_account_type: str | None = None,
    ) -> ManagedTransfers:
        """Transfers of the sub-account whose key this is. Else as `transfers_as_investor`."""
