"""What a user's assets earn: Simple Earn, BFUSD and RWUSD, dual investment.

https://developers.binance.com/docs/simple_earn
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from binance.models.earn_account import ArenaActivities, EarnAccount
from binance.private.earn_dollars import EarnDollars
from binance.private.earn_dual import EarnDual
from binance.private.earn_flexible import EarnFlexible
from binance.private.earn_locked import EarnLocked
from binance.request.endpoint import endpoint
from binance.request.request import Security


class Earn(EarnFlexible, EarnLocked, EarnDollars, EarnDual):
    """Products, positions, subscriptions and redemptions; not available on the testnet."""

    __slots__ = ()

    @endpoint("GET", "/sapi/v1/simple-earn/account", weight=150, security=Security.USER_DATA)
    async def account(self) -> EarnAccount:
        """Worth of all Simple Earn positions, in BTC and USDT. Fails with `KeyRejected`."""

    @endpoint("GET", "/sapi/v1/earn/arena/activities", weight=150, security=Security.USER_DATA)
    async def arena_activities(self, lang: str | None = None) -> ArenaActivities:
        """Campaigns of the Yield Arena, in English unless told otherwise ("tr", "ru").

        Fails with `KeyRejected`.
        """
