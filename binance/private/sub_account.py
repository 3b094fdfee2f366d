"""Sub-accounts of a user's master account.

https://developers.binance.com/docs/sub_account

Only the master account's key may call these. What moves money between accounts, and what makes or
changes keys of sub-accounts, has no method here, on purpose: the catalogue has it and wants it to
be named beforehand.
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from binance.models.page import Page
from binance.models.sub_account import (
    FuturesEnabled,
    IpRestriction,
    NewSubAccount,
    OptionsEnabled,
    SubAccountKey,
    SubAccountList,
    SubAccountStatus,
    TransactionStatistics,
)
from binance.private.sub_account_assets import SubAccountAssets
from binance.private.sub_account_managed import ManagedSubAccountReads
from binance.private.sub_account_transfers import SubAccountTransfers
from binance.request.endpoint import endpoint
from binance.request.pools import Limit
from binance.request.request import Security


class SubAccounts(SubAccountAssets, SubAccountTransfers, ManagedSubAccountReads):
    """Who they are, what they hold and what they may do; not available on the testnet.

    `email` names a sub-account, virtual ones too.
    """

    __slots__ = ()

    @endpoint("GET", "/sapi/v1/sub-account/list", security=Security.USER_DATA)
    async def accounts(
        self,
        email: str | None = None,
        is_freeze: bool | None = None,
        page: int = 1,
        limit: int = 200,
    ) -> SubAccountList:
        """List sub-accounts, at most 200 a page. Fails with `KeyRejected`."""

    @endpoint("POST", "/sapi/v1/sub-account/virtualSubAccount", security=Security.USER_DATA)
    async def create_virtual(self, sub_account_string: str) -> NewSubAccount:
        """Open a virtual sub-account; its address is made from the text.

        It cannot be closed. Fails with `KeyRejected`, `ApiError`.
        """

    @endpoint("POST", "/sapi/v1/sub-account/futures/enable", security=Security.USER_DATA)
    async def enable_futures(self, email: str) -> FuturesEnabled:
        """Let a sub-account trade futures. Fails with `KeyRejected`, `ApiError`."""

    @endpoint("POST", "/sapi/v1/sub-account/eoptions/enable", security=Security.USER_DATA)
    async def enable_options(self, email: str) -> OptionsEnabled:
        """Let a sub-account trade options. Fails with `KeyRejected`, `ApiError`."""

    @endpoint("GET", "/sapi/v1/sub-account/status", weight=10, security=Security.USER_DATA)
    async def status(self, email: str | None = None) -> list[SubAccountStatus]:
        """Tell what is switched on, for one or all. Fails with `KeyRejected`."""

    @endpoint(
        "GET",
        "/sapi/v1/sub-account/transaction-statistics",
        weight=60,
        security=Security.USER_DATA,
    )
    async def transaction_statistics(self, email: str | None = None) -> TransactionStatistics:
        """Tell what was traded in the last thirty days. Fails with `KeyRejected`, `ApiError`."""

    @endpoint(
        "GET",
        "/sapi/v1/sub-account/subAccountApi",
        weight=3000,
        limit=Limit.UID,
        security=Security.USER_DATA,
    )
    async def api_keys(
        self,
        email: str,
        sub_account_api_key: str | None = None,
        page: int = 1,
        size: int = 10,
    ) -> Page[SubAccountKey]:
        """List the keys of a sub-account and their rights. Fails with `KeyRejected`, `ApiError`."""

    @endpoint(
        "GET",
        "/sapi/v1/sub-account/subAccountApi/ipRestriction",
        weight=3000,
        limit=Limit.UID,
        security=Security.USER_DATA,
    )
    async def ip_restriction(self, email: str, sub_account_api_key: str) -> IpRestriction:
        """Tell from where a key may be used. Fails with `KeyRejected`, `ApiError`."""
