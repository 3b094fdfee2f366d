"""ETH staking: ETH for WBETH, BETH for WBETH."""

from typing import Any

from sandbox.exchange.earn_money import SMALLEST, give
from sandbox.exchange.errors import Refusal
from sandbox.exchange.paging import page
from sandbox.exchange.routes import Call
from sandbox.exchange.staking_liquid import ETH, QUOTA, held, midnights, moves, redeem, stake, take
from sandbox.exchange.wire import places, short


def account(call: Call) -> Any:
    """Show what is held, and what it brought in thirty days."""
    wbeth, beth = held(call, "WBETH"), held(call, "BETH")
    profit = wbeth * (ETH.ratio - ETH.ratio_at(30))
    return {
        "holdingInETH": places(wbeth * ETH.ratio + beth),
        "holdings": {"wbethAmount": places(wbeth), "bethAmount": places(beth)},
        "thirtyDaysProfitInETH": places(profit),
        "profit": {"amountFromWBETH": places(profit), "amountFromBETH": "0.00000000"},
    }


def quota(_: Call) -> Any:
    """How much may be staked and redeemed."""
    return {
        "leftStakingPersonalQuota": short(QUOTA),
        "leftRedemptionPersonalQuota": short(QUOTA),
        "minStakeAmount": places(ETH.least),
        "minRedeemAmount": "0.00000001",
        "redeemPeriod": ETH.days,
        "stakeable": True,
        "redeemable": True,
        "commissionFee": "0.10000000",
        "calculating": False,
    }


def stake_eth(call: Call) -> Any:
    """Stake. Fails with -6005, -6012, and -1111 beyond four places."""
    if call["amount"] != call["amount"].quantize(ETH.least):
        raise Refusal(-1111, "Parameter 'amount' has too much precision.")
    made = stake(call, ETH)
    return {
        "success": True,
        "wbethAmount": short(made.got[1]),
        "conversionRatio": short(ETH.ratio),
    }


def redeem_eth(call: Call) -> Any:
    """Redeem WBETH or BETH. Fails with -6006 and -6018."""
    made = redeem(call, ETH, call["asset"])
    return {
        "success": True,
        "arrivalTime": made.arrival_ms,
        "ethAmount": short(made.got[1]),
        "conversionRatio": short(made.rate.quantize(SMALLEST)),
    }


def wrap(call: Call) -> Any:
    """Turn BETH into WBETH. Fails with -6018."""
    amount = call["amount"]
    take(call, "BETH", amount)
    got = (amount / ETH.ratio).quantize(SMALLEST)
    give(call, "WBETH", got)
    times = (call.now_ms, call.now_ms)
    call.account.staking.note("WRAP", ("BETH", amount), ("WBETH", got), times)
    return {"success": True, "wbethAmount": short(got), "exchangeRate": short(ETH.ratio)}


def stakings(call: Call) -> Any:
    """List what was staked."""
    return page(
        call,
        (
            {
                "time": one.time_ms,
                "asset": "ETH",
                "amount": places(one.given[1]),
                "distributeAsset": "WBETH",
                "distributeAmount": places(one.got[1]),
                "conversionRatio": places(one.rate),
                "status": "SUCCESS",
            }
            for one in moves(call, "STAKE", "ETH", "purchaseId")
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
                "asset": one.given[0],
                "amount": places(one.given[1]),
                "distributeAsset": "ETH",
                "distributeAmount": places(one.got[1]),
                "conversionRatio": places(one.rate),
                "status": "SUCCESS" if one.arrival_ms <= call.now_ms else "PENDING",
            }
            for one in moves(call, "REDEEM", "ETH", "redeemId")
        ),
    )


def rewards(call: Call) -> Any:
    """List by how much the holding grew each day."""
    wbeth = held(call, "WBETH")
    daily = wbeth * ETH.ratio * ETH.apr / 365
    shown = page(
        call,
        (
            {
                "time": at,
                "amountInETH": places(daily),
                "holding": places(wbeth),
                "holdingInETH": places(wbeth * ETH.ratio_at(age)),
                "annualPercentageRate": short(ETH.apr),
            }
            for age, at in midnights(call)
            if wbeth
        ),
    )
    return {"estRewardsInETH": places(daily), **shown}


def rates(call: Call) -> Any:
    """List the rates; Binance writes the total as text."""
    shown = page(
        call,
        (
            {
                "annualPercentageRate": places(ETH.apr),
                "exchangeRate": places(ETH.ratio_at(age)),
                "time": at,
            }
            for age, at in midnights(call)
        ),
    )
    return shown | {"total": str(shown["total"])}


def wraps(call: Call) -> Any:
    """List what was wrapped."""
    return page(
        call,
        (
            {
                "time": one.time_ms,
                "fromAsset": one.given[0],
                "fromAmount": places(one.given[1]),
                "toAsset": one.got[0],
                "toAmount": places(one.got[1]),
                "exchangeRate": places(one.rate),
                "status": "SUCCESS",
            }
            for one in moves(call, "WRAP", "WBETH")
        ),
    )


def unwraps(call: Call) -> Any:
    """List what was unwrapped: one row, long ago, since nothing can be unwrapped any more."""
    last = [at for age, at in midnights(call) if age == 29]
    return page(
        call,
        (
            {
                "time": at,
                "fromAsset": "WBETH",
                "fromAmount": "0.10000000",
                "toAsset": "BETH",
                "toAmount": places(ETH.ratio_at(29) / 10),
                "exchangeRate": places(ETH.ratio_at(29)),
                "status": "SUCCESS",
            }
            for at in last
        ),
    )
