"""SOL staking: SOL for BNSOL, and boosts on top."""

from decimal import Decimal
from typing import Any

from sandbox.exchange.earn_money import SMALLEST, give
from sandbox.exchange.paging import DAY_MS, page, within
from sandbox.exchange.routes import Call
from sandbox.exchange.staking_book import Claimed
from sandbox.exchange.staking_liquid import QUOTA, SOL, held, midnights, moves, redeem, stake
from sandbox.exchange.wire import places, short

BOOST = Decimal("0.0120")


def account(call: Call) -> Any:
    """Show what is held, and what it brought in thirty days."""
    bnsol = held(call, "BNSOL")
    return {
        "bnsolAmount": places(bnsol),
        "holdingInSOL": places(bnsol * SOL.ratio),
        "thirtyDaysProfitInSOL": places(bnsol * (SOL.ratio - SOL.ratio_at(30))),
    }


def quota(call: Call) -> Any:
    """How much may be staked and redeemed."""
    return {
        "leftStakingPersonalQuota": short(QUOTA),
        "leftRedemptionPersonalQuota": short(QUOTA),
        "minStakeAmount": places(SOL.least),
        "minRedeemAmount": "0.00000001",
        "redeemPeriod": SOL.days,
        "stakeable": True,
        "redeemable": True,
        "soldOut": False,
        "commissionFee": "0.25000000",
        "nextEpochTime": (call.now_ms // DAY_MS + 2) * DAY_MS,
        "calculating": False,
    }


def stake_sol(call: Call) -> Any:
    """Stake. Fails with -6005 and -6012."""
    made = stake(call, SOL)
    return {"success": True, "bnsolAmount": short(made.got[1]), "exchangeRate": short(SOL.ratio)}


def redeem_sol(call: Call) -> Any:
    """Redeem. Fails with -6006 and -6018."""
    made = redeem(call, SOL, SOL.token)
    return {
        "success": True,
        "solAmount": short(made.got[1]),
        "exchangeRate": short(made.rate.quantize(SMALLEST)),
        "arrivalTime": made.arrival_ms,
    }


def claim(call: Call) -> Any:
    """Pay out every boost that waits."""
    book = call.account.staking
    for asset, amount in book.unclaimed.items():
        give(call, asset, amount)
        book.claimed.append(Claimed(asset=asset, amount=amount, time_ms=call.now_ms))
    book.unclaimed.clear()
    return {"success": True}


def unclaimed(call: Call) -> Any:
    """List the boosts that wait."""
    return [
        {"amount": places(amount), "rewardsAsset": asset}
        for asset, amount in call.account.staking.unclaimed.items()
    ]


def boosts(call: Call) -> Any:
    """List boosts that were claimed, or handed out."""
    if call["type"] == "CLAIM":
        rows: list[dict[str, Any]] = [
            {
                "time": one.time_ms,
                "token": one.asset,
                "amount": places(one.amount),
                "status": "SUCCESS",
            }
            for one in reversed(call.account.staking.claimed)
            if within(call, one.time_ms)
        ]
        return page(call, rows)
    bnsol = held(call, "BNSOL")
    return page(
        call,
        (
            {
                "time": at,
                "token": "SOL",
                "amount": places(bnsol * BOOST / 365),
                "bnsolHolding": places(bnsol),
            }
            for _, at in midnights(call)
            if bnsol
        ),
    )


def stakings(call: Call) -> Any:
    """List what was staked."""
    return page(
        call,
        (
            {
                "time": one.time_ms,
                "asset": "SOL",
                "amount": places(one.given[1]),
                "distributeAsset": "BNSOL",
                "distributeAmount": places(one.got[1]),
                "exchangeRate": places(one.rate),
                "status": "SUCCESS",
            }
            for one in moves(call, "STAKE", "SOL", "purchaseId")
        ),
    )


def redemptions(call: Call) -> Any:
    """List what was redeemed."""
    return page(
        call,
        (
            {
                "time": one.time_ms,
                "arrivalTime": one.arrival_ms,
                "asset": "BNSOL",
                "amount": places(one.given[1]),
                "distributeAsset": "SOL",
                "distributeAmount": places(one.got[1]),
                "exchangeRate": places(one.rate),
                "status": "SUCCESS" if one.arrival_ms <= call.now_ms else "PENDING",
            }
            for one in moves(call, "REDEEM", "SOL", "redeemId")
        ),
    )


def rewards(call: Call) -> Any:
    """List by how much the holding grew each day."""
    bnsol = held(call, "BNSOL")
    daily = bnsol * SOL.ratio * SOL.apr / 365
    shown = page(
        call,
        (
            {
                "time": at,
                "amountInSOL": places(daily),
                "holding": places(bnsol),
                "holdingInSOL": places(bnsol * SOL.ratio_at(age)),
                "annualPercentageRate": short(SOL.apr),
            }
            for age, at in midnights(call)
            if bnsol
        ),
    )
    return {"estRewardsInSOL": places(daily), **shown}


def rates(call: Call) -> Any:
    """List the rates; Binance writes the total as text."""
    shown = page(
        call,
        (
            {
                "annualPercentageRate": places(SOL.apr),
                "exchangeRate": places(SOL.ratio_at(age)),
                "boostRewards": [{"boostAPR": places(BOOST), "rewardsAsset": "SOL"}],
                "time": at,
            }
            for age, at in midnights(call)
        ),
    )
    return shown | {"total": str(shown["total"])}
