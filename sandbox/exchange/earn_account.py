"""What all that is lent is worth, and the campaigns of the Yield Arena."""

from decimal import Decimal
from typing import Any

from sandbox.exchange.paging import DAY_MS
from sandbox.exchange.routes import Call
from sandbox.exchange.wallet_worth import worth
from sandbox.exchange.wire import places


def account(call: Call) -> Any:
    """Worth of Simple Earn."""
    book = call.account.earn
    return totals(call, book.lent_freely(), book.lent())


def chain_account(call: Call) -> Any:
    """Worth of on-chain yields."""
    return totals(call, {}, call.account.earn.lent(on_chain=True))


def totals(call: Call, freely: dict[str, Decimal], locked: dict[str, Decimal]) -> dict[str, Any]:
    """Add up both kinds, in BTC and USDT."""
    shown = {}
    for quote in ("BTC", "USDT"):
        flexible, bound = (
            sum(
                (amount * worth(call.venue.market, asset, quote) for asset, amount in kind),
                Decimal(0),
            )
            for kind in (freely.items(), locked.items())
        )
        shown[f"totalAmountIn{quote}"] = places(flexible + bound)
        shown[f"totalFlexibleAmountIn{quote}"] = places(flexible)
        shown[f"totalLockedIn{quote}"] = places(bound)
    return shown


def arena(call: Call) -> Any:
    """Give the campaigns that are on."""
    week = call.now_ms // DAY_MS * DAY_MS
    return {
        "activities": [
            {
                "activityId": 10_001,
                "activityType": "AIRDROP",
                "title": "Hold USDC, earn BNB",
                "description": "Subscribe to USDC Flexible and share 50,000 USD of BNB.",
                "rewardPoolInUsd": "50000",
                "rewardToken": ["BNB"],
                "redirectUrl": "https://arena.example/10001",
                "startTime": week - 3 * DAY_MS,
                "endTime": week + 4 * DAY_MS,
            }
        ]
    }
