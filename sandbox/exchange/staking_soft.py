"""Soft staking: what lies on spot earns while it is switched on."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sandbox.exchange.paging import DAY_MS, page
from sandbox.exchange.routes import Call
from sandbox.exchange.staking_liquid import held, midnights
from sandbox.exchange.wire import places, short

# Asset, rate of a year, least amount, most that earns.
ASSETS = """
BNB 0.0015 0.01 1000
SOL 0.0121 0.1 5000
ADA 0.0064 10 500000
"""


def products(call: Call) -> Any:
    """List assets that earn on spot, and what they brought."""
    since = call.account.staking.soft_since_ms
    days = 0 if since is None else (call.now_ms - since) // DAY_MS
    rows = [
        {
            "asset": asset,
            "minAmount": short(least),
            "maxCap": short(most),
            "apr": short(apr),
            "stakedAmount": short(staked if since is not None else Decimal(0)),
            "totalProfit": places(staked * apr / 365 * days),
        }
        for asset, apr, least, most, staked in _assets(call)
    ]
    worth = sum(
        (
            staked * apr / 365 * days * call.venue.market.value(asset)
            for asset, apr, _, _, staked in _assets(call)
        ),
        Decimal(0),
    )
    return {"status": since is not None, "totalRewardsUsdt": places(worth), **page(call, rows)}


def switch(call: Call) -> Any:
    """Switch soft staking on or off."""
    book = call.account.staking
    if not call["softStaking"]:
        book.soft_since_ms = None
    elif book.soft_since_ms is None:
        book.soft_since_ms = call.now_ms
    return {"success": True}


def rewards(call: Call) -> Any:
    """List the rewards of each day since it was switched on."""
    since = call.account.staking.soft_since_ms
    return page(
        call,
        (
            {
                "asset": asset,
                "rewards": places(staked * apr / 365),
                "rewardAsset": asset,
                "avgAmount": short(staked),
                "time": at,
            }
            for _, at in midnights(call)
            for asset, apr, _, _, staked in _assets(call)
            if since is not None and at > since and staked
        ),
    )


def _assets(call: Call) -> Iterator[tuple[str, Decimal, Decimal, Decimal, Decimal]]:
    for line in ASSETS.strip().splitlines():
        asset, *figures = line.split()
        apr, least, most = map(Decimal, figures)
        amount = held(call, asset)
        if call.get("asset") in {None, asset}:
            yield asset, apr, least, most, min(amount, most) if amount >= least else Decimal(0)
