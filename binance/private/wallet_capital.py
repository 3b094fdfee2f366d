"""What comes from outside and what went there: coins, networks, addresses, histories.

https://developers.binance.com/docs/wallet/capital
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from datetime import datetime
from decimal import Decimal

from binance.models.wallet_capital import (
    Coin,
    CreditApplied,
    Deposit,
    DepositAddress,
    ListedDepositAddress,
    WithdrawAddress,
    Withdrawal,
    WithdrawQuota,
)
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.parameters import Listed
from binance.request.pools import Limit
from binance.request.request import Security


class WalletCapital(ApiGroup):
    """Coins, deposits, and what is to be read about withdrawals."""

    __slots__ = ()

    @endpoint("GET", "/sapi/v1/capital/config/getall", weight=10, security=Security.USER_DATA)
    async def coins(self) -> list[Coin]:
        """Every coin with what is held of it and its networks; a long answer.

        Fails with `KeyRejected`.
        """

    @endpoint("GET", "/sapi/v1/capital/deposit/hisrec", security=Security.USER_DATA)
    async def deposits(
        self,
        coin: str | None = None,
        status: int | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        offset: int | None = None,
        limit: int | None = None,
        include_source: bool | None = None,
        tx_id: str | None = None,
    ) -> list[Deposit]:
        """Deposits, newest first; at most 1000, and 90 days between the times.

        Fails with `KeyRejected`, `ParameterRejected`.
        """

    @endpoint("GET", "/sapi/v1/capital/deposit/address", weight=10, security=Security.USER_DATA)
    async def deposit_address(
        self, coin: str, network: str | None = None, amount: Decimal | None = None
    ) -> DepositAddress:
        """Where to send a coin to; `amount` is for Lightning only.

        Without a network the usual one of the coin. Fails with `KeyRejected`, `ApiError`.
        """

    @endpoint(
        "GET", "/sapi/v1/capital/deposit/address/list", weight=10, security=Security.USER_DATA
    )
    async def deposit_addresses(
        self, coin: str, network: str | None = None
    ) -> list[ListedDepositAddress]:
        """All addresses of a coin. Fails with `KeyRejected`, `ApiError`."""

    @endpoint("POST", "/sapi/v1/capital/deposit/credit-apply", security=Security.USER_DATA)
    async def apply_for_credit(
        self,
        deposit_id: int | None = None,
        tx_id: str | None = None,
        sub_account_id: str | None = None,
        sub_user_id: int | None = None,
    ) -> CreditApplied:
        """Ask to credit a deposit to an expired address. Sent once.

        Fails with `KeyRejected`, `ApiError`.
        """

    @endpoint(
        "GET",
        "/sapi/v1/capital/withdraw/history",
        weight=18_000,
        limit=Limit.UID,
        security=Security.USER_DATA,
    )
    async def withdrawals(
        self,
        coin: str | None = None,
        withdraw_order_id: str | None = None,
        status: int | None = None,
        offset: int | None = None,
        limit: int | None = None,
        id_list: Listed | None = None,
        start_time: datetime | None = None,
        end_time: datetime | None = None,
    ) -> list[Withdrawal]:
        """Withdrawals, newest first; at most 1000, and 90 days between the times.

        At most 45 ids; 7 days with `withdraw_order_id`; ten calls a minute. Fails with
        `KeyRejected`, `ParameterRejected`.
        """

    @endpoint(
        "GET", "/sapi/v1/capital/withdraw/address/list", weight=10, security=Security.USER_DATA
    )
    async def withdraw_addresses(self) -> list[WithdrawAddress]:
        """Give the address book. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/capital/withdraw/quota", weight=10, security=Security.USER_DATA)
    async def withdraw_quota(self) -> WithdrawQuota:
        """How much may go outside in 24 hours and how much did. Fails with `KeyRejected`."""
