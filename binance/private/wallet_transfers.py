"""Transfers between the wallets of one account, and what cloud mining and custody moved.

https://developers.binance.com/docs/wallet/asset/user-universal-transfer
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from datetime import datetime
from decimal import Decimal

from binance.models.page import Page
from binance.models.wallet_transfers import (
    CloudMiningPayment,
    CustodyTransfer,
    Transfer,
    Transferred,
)
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.pools import Limit
from binance.request.request import Security
from binance.wallet_enums import Delegation, TransferType


class WalletTransfers(ApiGroup):
    """Money that stays in the account."""

    __slots__ = ()

    @endpoint(
        "POST", "/sapi/v1/asset/transfer", weight=300, limit=Limit.UID, security=Security.USER_DATA
    )
    async def transfer(
        self,
        type: TransferType,  # noqa: A002 -- Binance's name of it
        asset: str,
        amount: Decimal,
        from_symbol: str | None = None,
        to_symbol: str | None = None,
    ) -> Transferred:
        """Move an amount from one wallet of the account to another.

        The key must permit universal transfers. An isolated margin account wants its symbol:
        `from_symbol` when money leaves it, `to_symbol` when it arrives. Sent once; look at
        `transfers` when the outcome is unknown. Fails with `KeyRejected`, `ApiError`.
        """

    @endpoint("GET", "/sapi/v1/asset/transfer", security=Security.USER_DATA)
    async def transfers(
        self,
        type: TransferType,  # noqa: A002 -- Binance's name of it
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        current: int = 1,
        size: int = 10,
        from_symbol: str | None = None,
        to_symbol: str | None = None,
    ) -> Page[Transfer]:
        """Transfers of one type, newest first; at most 100 a page and six months back.

        Without times the last 7 days. Fails with `KeyRejected`, `ParameterRejected`.
        """

    @endpoint(
        "GET",
        "/sapi/v1/asset/ledger-transfer/cloud-mining/queryByPage",
        weight=600,
        limit=Limit.UID,
        security=Security.USER_DATA,
    )
    async def cloud_mining_payments(
        self,
        start_time: datetime,
        end_time: datetime,
        tran_id: int | None = None,
        client_tran_id: str | None = None,
        asset: str | None = None,
        current: int = 1,
        size: int = 10,
    ) -> Page[CloudMiningPayment]:
        """Payments to cloud mining and refunds from it; at most 100 a page.

        Fails with `KeyRejected`.
        """

    @endpoint(
        "GET", "/sapi/v1/asset/custody/transfer-history", weight=60, security=Security.USER_DATA
    )
    async def custody_transfers(
        self,
        email: str,
        start_time: datetime,
        end_time: datetime,
        type: Delegation | None = None,  # noqa: A002 -- Binance's name of it
        asset: str | None = None,
        current: int = 1,
        size: int = 10,
    ) -> Page[CustodyTransfer]:
        """List what went to custody and came back, for the master account.

        At most 100 a page. Fails with `KeyRejected`.
        """
