"""Staking that gives a token: ETH for WBETH, SOL for BNSOL. The names differ, the way does not."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sandbox.exchange.earn_money import SMALLEST, give, pay
from sandbox.exchange.errors import Refusal
from sandbox.exchange.paging import DAY_MS, check_span, within
from sandbox.exchange.routes import Call
from sandbox.exchange.staking_book import StakeMove

LONGEST = 92  # days
KEPT = 30  # days of rates and rewards
QUOTA = Decimal(1000)


@dataclass(frozen=True, slots=True)
class Liquid:
    """A coin, its token, and what one token is worth."""

    coin: str
    token: str
    ratio: Decimal  # coins for a token
    apr: Decimal
    least: Decimal
    days: int  # until a redemption arrives

    def ratio_at(self, age: int) -> Decimal:
        """Give the ratio of some days ago: it grew since."""
        return (self.ratio / (1 + self.apr * age / 365)).quantize(SMALLEST)


ETH = Liquid("ETH", "WBETH", Decimal("1.05210000"), Decimal("0.0284"), Decimal("0.0001"), 5)
SOL = Liquid("SOL", "BNSOL", Decimal("1.04630000"), Decimal("0.0591"), Decimal("0.01"), 4)


def stake(call: Call, liquid: Liquid) -> StakeMove:
    """Turn coins into tokens. Fails with -6005 and -6012."""
    amount = Decimal(call["amount"])
    if amount < liquid.least:
        raise Refusal(-6005, "Smaller than min purchase limit")
    pay(call, liquid.coin, amount, "SPOT")
    got = (amount / liquid.ratio).quantize(SMALLEST)
    give(call, liquid.token, got)
    times = (call.now_ms, call.now_ms)
    return _note(call, "STAKE", (liquid.coin, amount), (liquid.token, got), times)


def redeem(call: Call, liquid: Liquid, token: str) -> StakeMove:
    """Turn tokens into coins; they are there at once. Fails with -6006 and -6018."""
    amount = Decimal(call["amount"])
    if amount <= 0:
        raise Refusal(-6006, "Redeem amount error")
    take(call, token, amount)
    ratio = liquid.ratio if token == liquid.token else Decimal(1)
    got = (amount * ratio).quantize(SMALLEST)
    give(call, liquid.coin, got)
    times = (call.now_ms, call.now_ms + liquid.days * DAY_MS)
    return _note(call, "REDEEM", (token, amount), (liquid.coin, got), times)


def take(call: Call, token: str, amount: Decimal) -> None:
    """Take tokens from spot. Fails with -6018."""
    if amount > held(call, token):
        raise Refusal(-6018, "Asset not enough")
    give(call, token, -amount)


def held(call: Call, token: str) -> Decimal:
    """Give how much of a token is free on spot."""
    found = call.account.balances.get(token)
    return found.free if found else Decimal(0)


def moves(call: Call, kind: str, asset: str, id_name: str = "") -> Iterator[StakeMove]:
    """Give what was asked for, newest first; `asset` is given or got. Fails with -4047."""
    check_span(call, LONGEST)
    for one in reversed(call.account.staking.moves):
        if (
            one.kind == kind
            and asset in {one.given[0], one.got[0]}
            and call.get(id_name) in {None, one.id}
            and within(call, one.time_ms)
        ):
            yield one


def midnights(call: Call) -> Iterator[tuple[int, int]]:
    """Give the days asked for with their age, newest first. Fails with -4047."""
    check_span(call, LONGEST)
    last = call.now_ms // DAY_MS * DAY_MS
    for age in range(KEPT):
        if within(call, last - age * DAY_MS):
            yield age, last - age * DAY_MS


def _note(
    call: Call,
    kind: str,
    given: tuple[str, Decimal],
    got: tuple[str, Decimal],
    times: tuple[int, int],
) -> StakeMove:
    return call.account.staking.note(kind, given, got, times)
