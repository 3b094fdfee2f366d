"""Staking: coins become tokens on spot and coins again; soft staking; boosts."""

from decimal import Decimal

import pytest

from sandbox.exchange import Exchange
from tests.sandbox.exchange.caller import Caller, HandClock

ETH = "/sapi/v1/eth-staking/eth"
SOL = "/sapi/v1/sol-staking/sol"
SOFT = "/sapi/v1/soft-staking"
DAY = 86_400
REFUSED: list[tuple[str, dict[str, str], int]] = [
    ("v2/eth-staking/eth/stake", {"amount": "1000"}, -6012),
    ("v2/eth-staking/eth/stake", {"amount": "0.00001"}, -1111),
    ("v1/sol-staking/sol/stake", {"amount": "0.001"}, -6005),
    ("v1/eth-staking/eth/redeem", {"amount": "1"}, -6018),
    ("v1/eth-staking/wbeth/wrap", {"amount": "1"}, -6018),
    ("v1/sol-staking/sol/redeem", {"amount": "0"}, -6006),
    ("v1/sol-staking/sol/redeem", {}, -1102),
]


WAYS = {
    "ETH": ("/sapi/v2/eth-staking/eth/stake", f"{ETH}/redeem", "WBETH", {"asset": "WBETH"}),
    "SOL": (f"{SOL}/stake", f"{SOL}/redeem", "BNSOL", {}),
}


@pytest.mark.parametrize("coin", WAYS)
async def test_there_and_back(exchange: Exchange, trader: Caller, coin: str) -> None:
    """A token is worth more than a coin; redeeming gives the coins back, to the last places."""
    stake, redeem, token, named = WAYS[coin]
    spot = exchange.accounts["trader"].balances
    coins, tokens = spot[coin].free, spot[token].free
    staked = (await trader.signed("POST", stake, amount="1")).body
    got = spot[token].free - tokens
    redeemed = (await trader.signed("POST", redeem, amount=str(got), **named)).body

    assert Decimal(staked[f"{token.lower()}Amount"]) == got < 1
    assert abs(spot[coin].free - coins) < Decimal("1E-7")
    assert spot[token].free == tokens
    assert redeemed["success"] is True
    assert redeemed["arrivalTime"] > 0


async def test_refused(trader: Caller) -> None:
    """Each refusal has Binance's number."""
    found = [
        (path, sent, (await trader.signed("POST", f"/sapi/{path}", **sent)).code)
        for path, sent, _ in REFUSED
    ]

    assert found == REFUSED


async def test_redemption_is_pending_until_it_arrives(trader: Caller, clock: HandClock) -> None:
    """The history tells when the coins arrive."""
    path = f"{SOL}/history/redemptionHistory"
    await trader.signed("POST", f"{SOL}/redeem", amount="0.5")
    (now,) = (await trader.signed("GET", path)).body["rows"]
    clock.now += 4 * DAY
    (then,) = (await trader.signed("GET", path)).body["rows"]

    assert (now["status"], then["status"]) == ("PENDING", "SUCCESS")


async def test_soft_staking_is_switched_by_a_get(trader: Caller, clock: HandClock) -> None:
    """Switched off nothing is staked; switched on, rewards come from the next day on."""
    path = f"{SOFT}/history/rewardsRecord"
    before = (await trader.signed("GET", f"{SOFT}/list")).body
    await trader.signed("GET", f"{SOFT}/set", softStaking="false")
    off = (await trader.signed("GET", f"{SOFT}/list", asset="BNB")).body
    nothing = (await trader.signed("GET", path)).body
    await trader.signed("GET", f"{SOFT}/set", softStaking="true")
    clock.now += DAY
    rewards = (await trader.signed("GET", path, asset="BNB")).body

    assert before["status"] is True
    assert {one["asset"] for one in before["rows"]} == {"BNB", "SOL", "ADA"}
    assert (off["status"], off["rows"][0]["stakedAmount"]) == (False, "0")
    assert (nothing["total"], rewards["total"]) == (0, 1)


async def test_boosts_are_claimed_once(exchange: Exchange, trader: Caller) -> None:
    """A claim pays out what waits and is written down."""
    before = exchange.accounts["trader"].balances["SOL"].free
    waits = (await trader.signed("GET", f"{SOL}/history/unclaimedRewards")).body
    await trader.signed("POST", f"{SOL}/claim")
    left = (await trader.signed("GET", f"{SOL}/history/unclaimedRewards")).body
    history = f"{SOL}/history/boostRewardsHistory"
    claimed = (await trader.signed("GET", history, type="CLAIM")).body["rows"]
    given = (await trader.signed("GET", history, type="DISTRIBUTE", size="2")).body["rows"]

    assert waits == [{"amount": "0.00910000", "rewardsAsset": "SOL"}]
    assert left == []
    assert exchange.accounts["trader"].balances["SOL"].free - before == Decimal("0.0091")
    assert (claimed[0]["amount"], len(given)) == ("0.00910000", 2)


async def test_spot_shows_what_is_staked(trader: Caller) -> None:
    """The tokens of the account are those of the staking account, and have a price."""
    spot = (await trader.signed("GET", "/api/v3/account", omitZeroBalances="true")).body["balances"]
    held = {one["asset"]: Decimal(one["free"]) for one in spot}
    eth = (await trader.signed("GET", "/sapi/v2/eth-staking/account")).body
    sol = (await trader.signed("GET", "/sapi/v1/sol-staking/account")).body

    assert held["WBETH"] == Decimal(eth["holdings"]["wbethAmount"])
    assert held["BNSOL"] == Decimal(sol["bnsolAmount"])
    assert Decimal(eth["holdingInETH"]) > held["WBETH"]
    assert trader.exchange.venue.market.value("WBETH") > trader.exchange.venue.market.value("ETH")
