"""What came to sub-accounts, and what went between them: only to be read.

https://developers.binance.com/docs/sub_account/asset-management
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from datetime import datetime
from decimal import Decimal

from binance.models.sub_account_transfers import (
    MovedPositions,
    OwnTransfer,
    SubFuturesTransfers,
    SubSpotTransfer,
    UniversalTransfers,
)
from binance.models.wallet_capital import Deposit, DepositAddress
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.request import Security


class SubAccountTransfers(ApiGroup):
    """Deposits and transfers of the past."""

    __slots__ = ()

    @endpoint("GET", "/sapi/v1/capital/deposit/subAddress", security=Security.USER_DATA)
    async def deposit_address(
        self,
        email: str,
        coin: str,
        network: str | None = None,
        amount: Decimal | None = None,
    ) -> DepositAddress:
        """Tell where to send a coin for a sub-account, in its default network unless named.

        `amount` only for LIGHTNING. Fails with `KeyRejected`, `ApiError`.
        """

    @endpoint("GET", "/sapi/v1/capital/deposit/subHisrec", security=Security.USER_DATA)
    async def deposits(
        self,
        email: str,
        include_source: bool | None = None,
        coin: str | None = None,
        status: int | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        limit: int | None = None,
        offset: int | None = None,
        tx_id: str | None = None,
    ) -> list[Deposit]:
        """Deposits of a sub-account, of the last 90 days unless told otherwise.

        Fails with `KeyRejected`, `ApiError`.
        """

    @endpoint("GET", "/sapi/v1/sub-account/sub/transfer/history", security=Security.USER_DATA)
    async def spot_transfers(
        self,
        from_email: str | None = None,
        to_email: str | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        page: int = 1,
        limit: int = 500,
    ) -> list[SubSpotTransfer]:
        """Transfers between spot wallets, from one or to one. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/sub-account/futures/internalTransfer", security=Security.USER_DATA)
    async def futures_transfers(
        self,
        email: str,
        futures_type: int,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        page: int = 1,
        limit: int = 50,
    ) -> SubFuturesTransfers:
        """Transfers of a sub-account's futures account, of the last month unless told otherwise.

        `futures_type` is 1 for USDⓈ-M and 2 for COIN-M; at most 500. Fails with `KeyRejected`.
        """

    @endpoint("GET", "/sapi/v1/sub-account/universalTransfer", security=Security.USER_DATA)
    async def universal_transfers(
        self,
        from_email: str | None = None,
        to_email: str | None = None,
        client_tran_id: str | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        page: int = 1,
        limit: int = 500,
    ) -> UniversalTransfers:
        """Transfers between any wallets, from one or to one; at most 500.

        At most 7 days between the times, which without any are the last 7. Fails with
        `KeyRejected`, `ParameterRejected`.
        """

    @endpoint("GET", "/sapi/v1/sub-account/transfer/subUserHistory", security=Security.USER_DATA)
    async def own_transfers(
        self,
        asset: str | None = None,
        type: int | None = None,  # noqa: A002 -- Binance's name of it
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        limit: int = 500,
        return_fail_history: bool | None = None,
    ) -> list[OwnTransfer]:
        """Transfers of the sub-account whose key this is; `type` 1 in, 2 out.

        Fails with `KeyRejected`.
        """

    @endpoint("GET", "/sapi/v1/sub-account/futures/move-position", security=Security.USER_DATA)
    async def moved_positions(
        self,
        symbol: str,
        page: int = 1,
        rows: int = 10,
        product_type: str | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
    ) -> MovedPositions:
        """Positions that were moved between accounts, of the last 90 days.

        `product_type` is UM or OPTION. Fails with `KeyRejected`, `ApiError`.
        """
