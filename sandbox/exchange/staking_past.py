"""What the trader had staked before you came."""

from decimal import Decimal

from sandbox.exchange.accounts import Account
from sandbox.exchange.earn_money import SMALLEST
from sandbox.exchange.paging import DAY_MS
from sandbox.exchange.staking_book import Claimed
from sandbox.exchange.staking_liquid import ETH, SOL

STAKED = ((ETH, 52, Decimal("0.8")), (SOL, 23, Decimal(12)))  # days ago, coins


def give_staking_past(account: Account, now_ms: int) -> None:
    """Give an account tokens, a boost that waits, and soft staking that is on."""
    book = account.staking
    for liquid, days, amount in STAKED:
        at = now_ms - days * DAY_MS
        got = (amount / liquid.ratio_at(days)).quantize(SMALLEST)
        book.note("STAKE", (liquid.coin, amount), (liquid.token, got), (at, at))
        account.deposit(liquid.token, got)
    book.soft_since_ms = now_ms - 20 * DAY_MS
    book.unclaimed["SOL"] = Decimal("0.0091")
    book.claimed.append(
        Claimed(asset="SOL", amount=Decimal("0.0124"), time_ms=now_ms - 12 * DAY_MS)
    )
