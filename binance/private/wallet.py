"""A user's key and wallet: rights, state, balances, transfers, deposits and withdrawals.

https://developers.binance.com/docs/wallet

Withdrawing has no method here, on purpose.
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from datetime import datetime
from typing import Any

from binance.models.wallet import (
    AccountInfo,
    AccountStatus,
    ApiRestrictions,
    Snapshots,
    TradingStatusAnswer,
)
from binance.private.wallet_assets import WalletAssets
from binance.private.wallet_capital import WalletCapital
from binance.private.wallet_dust import WalletDust
from binance.private.wallet_transfers import WalletTransfers
from binance.private.wallet_travel_rule import WalletTravelRule
from binance.request.endpoint import endpoint
from binance.request.request import Security
from binance.wallet_enums import SnapshotType


class Wallet(WalletAssets, WalletDust, WalletTransfers, WalletCapital, WalletTravelRule):
    """The rights of the key and the wallets of its owner; not available on the testnet."""

    __slots__ = ()

    @endpoint("GET", "/sapi/v1/account/apiRestrictions", security=Security.USER_DATA)
    async def api_restrictions(self) -> ApiRestrictions:
        """Rights of the key. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/account/apiRestrictions", security=Security.USER_DATA)
    async def api_restrictions_as_sent(self) -> dict[str, Any]:
        """Rights of the key under Binance's own names, those not known here too.

        Fails with `KeyRejected`.
        """

    @endpoint("GET", "/sapi/v1/account/status", security=Security.USER_DATA)
    async def status(self) -> AccountStatus:
        """Whether the account is in order. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/account/apiTradingStatus", security=Security.USER_DATA)
    async def trading_status(self) -> TradingStatusAnswer:
        """Whether the account may trade over the API. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/account/info", security=Security.USER_DATA)
    async def info(self) -> AccountInfo:
        """VIP level, and what is switched on. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/accountSnapshot", weight=2400, security=Security.USER_DATA)
    async def snapshots(
        self,
        type: SnapshotType,  # noqa: A002 -- Binance's name of it
        start_time: datetime | None = None,
        end_time: datetime | None = None,
        limit: int = 7,
    ) -> Snapshots:
        """Give the account at the end of each day, 7 to 30 days of the last month.

        Five calls a minute use up the budget. Fails with `KeyRejected`, `ParameterRejected`.
        """
