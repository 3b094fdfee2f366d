"""What was lent without a term, taken back and earned."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sandbox.exchange.earn_book import EarnMove
from sandbox.exchange.earn_flexible import SHELF, asked, offer_of
from sandbox.exchange.earn_products import FLEXIBLE_OFFERS
from sandbox.exchange.paging import DAY_MS, check_span, page, within
from sandbox.exchange.routes import Call
from sandbox.exchange.wire import places, short

LONGEST, YEAR = 92, 366  # days
KEPT = 30  # days of rewards and rates


def subscriptions(call: Call) -> Any:
    """List subscriptions, newest first."""
    return page(
        call,
        (
            {
                "amount": places(one.amount),
                "asset": one.asset,
                "time": one.time_ms,
                "purchaseId": one.id,
                "productId": one.product,
                "type": "NORMAL",
                "sourceAccount": _source(one.account),
                "amtFromSpot": short(one.from_spot),
                "amtFromFunding": short(one.from_funding),
                "status": "SUCCESS",
            }
            for one in _moves(call, "purchaseId", out=False)
        ),
    )


def redemptions(call: Call) -> Any:
    """List redemptions, newest first."""
    return page(
        call,
        (
            {
                "amount": places(one.amount),
                "asset": one.asset,
                "time": one.time_ms,
                "productId": one.product,
                "redeemId": one.id,
                "destAccount": one.account,
                "status": "PAID",
            }
            for one in _moves(call, "redeemId", out=True)
        ),
    )


def rewards(call: Call) -> Any:
    """List the rewards of each day, newest first."""
    check_span(call, LONGEST)
    days = [
        {
            "asset": held.asset,
            "rewards": places(held.amount * FLEXIBLE_OFFERS[held.product].daily),
            "projectId": held.product,
            "type": "REALTIME",
            "time": at,
        }
        for held in call.account.earn.flexible.values()
        if asked(call, held.asset) and call.get("productId") in {None, held.product}
        for at in _midnights(call)
        if at > held.since_ms
    ]
    shown = days if call["type"] in {"ALL", "REALTIME"} else []
    return page(call, sorted(shown, key=lambda one: -int(str(one["time"]))))


def collaterals(call: Call) -> Any:
    """List what became a collateral: one position, for a week."""
    check_span(call, LONGEST)
    rows = [
        {
            "amount": "0.01000000",
            "productId": "BTC001",
            "asset": "BTC",
            "createTime": at,
            "type": kind,
            "productName": "BTC",
            "orderId": 26_060 + order,
        }
        for order, (at, kind) in enumerate(
            zip(list(_midnights(call))[13:28:7], ("REPAY", "BORROW"), strict=False)
        )
        if call.get("productId") in {None, "BTC001"} and within(call, at)
    ]
    return page(call, rows)


def rates(call: Call) -> Any:
    """List the rates of a product, newest first. Fails with -6001."""
    check_span(call, YEAR)
    offer = offer_of(call)
    rate = offer.daily if call["aprPeriod"] == "DAY" else offer.apr
    return page(
        call,
        (
            {
                "productId": offer.id,
                "asset": offer.asset,
                "annualPercentageRate": places(rate * (1 + Decimal(day % 5) / 100)),
                "time": at,
            }
            for day, at in enumerate(_midnights(call))
        ),
    )


def _moves(call: Call, id_name: str, *, out: bool) -> Iterator[EarnMove]:
    check_span(call, LONGEST)
    for one in reversed(call.account.earn.moves):
        if (
            one.shelf == SHELF
            and one.out is out
            and asked(call, one.asset)
            and call.get("productId") in {None, one.product}
            and call.get(id_name) in {None, str(one.id)}
            and within(call, one.time_ms)
        ):
            yield one


def _midnights(call: Call) -> Iterator[int]:
    last = call.now_ms // DAY_MS * DAY_MS
    for age in range(KEPT):
        if within(call, last - age * DAY_MS):
            yield last - age * DAY_MS


def _source(account: str) -> str:
    return {"ALL": "SPOTANDFUNDING", "FUND": "FUNDING"}.get(account, account)
