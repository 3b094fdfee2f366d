"""What was lent for a term, taken back and earned, on either shelf."""

from collections.abc import Iterator
from typing import Any

from sandbox.exchange.earn_book import EarnMove
from sandbox.exchange.earn_locked import Shelf, held_on
from sandbox.exchange.paging import DAY_MS, check_span, page, within
from sandbox.exchange.routes import Call
from sandbox.exchange.wire import places, short

LONGEST = 92  # days
KEPT = 30  # days of rewards


def subscriptions(call: Call, shelf: Shelf) -> Any:
    """List subscriptions, newest first."""
    return page(
        call,
        (
            {
                "positionId": str(one.position),
                "purchaseId": str(one.id),
                "projectId": one.product,
                "time": one.time_ms,
                "asset": one.asset,
                "amount": places(one.amount),
                "lockPeriod": str(one.days),
                "type": "NORMAL",
                "sourceAccount": one.account,
                "amtFromSpot": short(one.from_spot),
                "amtFromFunding": short(one.from_funding),
                "status": "SUCCESS",
            }
            | ({"clientId": one.client_id} if shelf.on_chain else {})
            for one in _moves(call, shelf, "purchaseId", out=False)
            if call.get("clientId") in {None, one.client_id}
        ),
    )


def redemptions(call: Call, shelf: Shelf) -> Any:
    """List redemptions, newest first."""
    return page(
        call,
        (
            {
                "positionId": one.position,
                "redeemId": one.id,
                "time": one.time_ms,
                "asset": one.asset,
                "lockPeriod": str(one.days),
                "amount": places(one.amount),
                "originalAmount": places(one.amount),
                "type": "AHEAD",
                "deliverDate": str(one.time_ms + DAY_MS),
                "lossAmount": "0",
                "isComplete": True,
                "status": "PAID",
            }
            for one in _moves(call, shelf, "redeemId", out=True)
            if call.get("positionId") in {None, str(one.position)}
        ),
    )


def rewards(call: Call, shelf: Shelf) -> Any:
    """List the rewards of each day, newest first."""
    check_span(call, LONGEST)
    last = call.now_ms // DAY_MS * DAY_MS
    return page(
        call,
        (
            {
                "positionId": str(held.id),
                "time": last - age * DAY_MS,
                "asset": shelf.offers[held.project].reward_asset,
                "lockPeriod": str(held.days),
                "amount": places(held.amount * shelf.offers[held.project].daily),
                "type": "Locked Rewards",
            }
            for age in range(KEPT)
            for held in held_on(call, shelf)
            if last - age * DAY_MS > held.since_ms and within(call, last - age * DAY_MS)
        ),
    )


def _moves(call: Call, shelf: Shelf, id_name: str, *, out: bool) -> Iterator[EarnMove]:
    check_span(call, LONGEST)
    for one in reversed(call.account.earn.moves):
        if (
            one.shelf == shelf.name
            and one.out is out
            and call.get("asset") in {None, one.asset}
            and call.get(id_name) in {None, str(one.id)}
            and within(call, one.time_ms)
        ):
            yield one
