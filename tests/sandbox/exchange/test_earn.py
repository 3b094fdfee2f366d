"""Earn: what is lent leaves spot and comes back; histories grow."""

from decimal import Decimal
from typing import Any

import pytest

from sandbox.exchange import Exchange
from tests.sandbox.exchange.caller import Caller, HandClock

FLEXIBLE = "/sapi/v1/simple-earn/flexible"
LOCKED = "/sapi/v1/simple-earn/locked"
DUAL = "/sapi/v1/dci/product"
DAY = 86_400
REFUSED: list[tuple[str, dict[str, str], int]] = [
    ("flexible/subscribe", {"productId": "NONE", "amount": "1"}, -6001),
    ("flexible/subscribe", {"productId": "LINK001", "amount": "1"}, -6004),
    ("flexible/subscribe", {"productId": "BTC001", "amount": "0.000001"}, -6005),
    ("flexible/subscribe", {"productId": "USDC001", "amount": "3000"}, -6012),
    ("flexible/subscribe", {"productId": "BTC001", "amount": "101"}, -6014),
    ("flexible/subscribe", {"productId": "BTC001"}, -1102),
    ("flexible/redeem", {"productId": "ETH001", "amount": "1"}, -6003),
    ("flexible/redeem", {"productId": "BTC001", "amount": "1"}, -6006),
    ("flexible/redeem", {"productId": "BTC001"}, -6016),
    ("locked/subscribe", {"projectId": "None*30", "amount": "1"}, -6020),
    ("locked/subscribe", {"projectId": "Sol*60", "amount": "0.01"}, -6005),
    ("locked/redeem", {"positionId": "1"}, -6003),
    ("locked/setRedeemOption", {"positionId": "1", "redeemTo": "MOON"}, -1130),
]


async def rows(caller: Caller, path: str, **sent: object) -> list[dict[str, Any]]:
    """Read the rows of a page."""
    found: list[dict[str, Any]] = (await caller.signed("GET", path, **sent)).body["rows"]
    return found


async def test_flexible_there_and_back(exchange: Exchange, trader: Caller) -> None:
    """Lent money leaves spot, where LD and the asset stand for it; redeemed, it is back."""
    spot = exchange.accounts["trader"].balances
    before = spot["USDC"].free
    made = await trader.signed("POST", f"{FLEXIBLE}/subscribe", productId="USDC001", amount="200")
    held = await rows(trader, f"{FLEXIBLE}/position", asset="USDC")
    between = (spot["USDC"].free, spot["LDUSDC"].free)
    part = await trader.signed("POST", f"{FLEXIBLE}/redeem", productId="USDC001", amount="50")
    left = await rows(trader, f"{FLEXIBLE}/position", asset="USDC")
    await trader.signed("POST", f"{FLEXIBLE}/redeem", productId="USDC001", redeemAll="true")
    lent = await rows(trader, f"{FLEXIBLE}/history/subscriptionRecord", asset="USDC")
    returned = await rows(trader, f"{FLEXIBLE}/history/redemptionRecord", asset="USDC")

    assert between == (before - Decimal(200), Decimal(200))
    assert (held[0]["totalAmount"], left[0]["totalAmount"]) == ("200.00000000", "150.00000000")
    assert await rows(trader, f"{FLEXIBLE}/position", asset="USDC") == []
    assert (spot["USDC"].free, spot["LDUSDC"].free) == (before, Decimal(0))
    assert [one["purchaseId"] for one in lent] == [made.body["purchaseId"]]
    assert [one["amount"] for one in returned] == ["150.00000000", "50.00000000"]
    assert returned[1]["redeemId"] == part.body["redeemId"]


async def test_refused(trader: Caller) -> None:
    """Each refusal has Binance's number."""
    found = [
        (path, sent, (await trader.signed("POST", f"/sapi/v1/simple-earn/{path}", **sent)).code)
        for path, sent, _ in REFUSED
    ]

    assert found == REFUSED


async def test_both_wallets_pay(exchange: Exchange, trader: Caller) -> None:
    """With ALL spot pays first and funding the rest."""
    account = exchange.accounts["trader"]
    spot = account.balances["USDT"].free
    sent = {"productId": "USDT001", "amount": str(spot + 100), "sourceAccount": "ALL"}
    await trader.signed("POST", f"{FLEXIBLE}/subscribe", **sent)
    (newest, *_) = await rows(trader, f"{FLEXIBLE}/history/subscriptionRecord")

    assert account.balances["USDT"].free == 0
    assert account.cash.funding["USDT"] == Decimal("220.5")
    assert newest["amtFromFunding"] == "100"


async def test_rewards_come_daily(trader: Caller, clock: HandClock) -> None:
    """A position earns from the day after it was made."""
    path = f"{FLEXIBLE}/history/rewardsRecord"
    await trader.signed("POST", f"{FLEXIBLE}/subscribe", productId="SOL001", amount="3.65")
    first = await rows(trader, path, asset="SOL")
    clock.now += 3 * DAY
    later = await rows(trader, path, asset="SOL")
    bonus = await rows(trader, path, asset="SOL", type="BONUS")

    assert (first, bonus) == ([], [])
    assert [one["rewards"] for one in later] == ["0.00026300"] * 3


@pytest.mark.parametrize(
    ("root", "project", "asset"),
    [(LOCKED, "Ada*60", "ADA"), ("/sapi/v1/onchain-yields/locked", "Lista-30d", "BNB")],
)
async def test_locked_there_and_back(
    exchange: Exchange, trader: Caller, root: str, project: str, asset: str
) -> None:
    """A position is found by its id, changed, and redeemed before its end."""
    spot = exchange.accounts["trader"].balances[asset]
    before = spot.free
    sent = {"projectId": project, "amount": "2", "autoSubscribe": "false"}
    position = (await trader.signed("POST", f"{root}/subscribe", **sent)).body["positionId"]
    named = {"positionId": position}
    between = spot.free
    await trader.signed("POST", f"{root}/setAutoSubscribe", **named, autoSubscribe="true")
    await trader.signed("POST", f"{root}/setRedeemOption", **named, redeemTo="FLEXIBLE")
    (held,) = await rows(trader, f"{root}/position", **named)
    quota = (await trader.signed("GET", f"{root}/personalLeftQuota", projectId=project)).body
    redeemed = (await trader.signed("POST", f"{root}/redeem", **named)).body["redeemId"]
    again = await trader.signed("POST", f"{root}/redeem", **named)
    (record,) = await rows(trader, f"{root}/history/redemptionRecord", **named)

    assert (between, spot.free) == (before - 2, before)
    assert (held["autoSubscribe"], held["redeemTo"], held["type"]) == (True, "FLEXIBLE", "AUTO")
    assert Decimal(quota["leftPersonalQuota"]) % 10 == 8
    assert record["redeemId"] == redeemed
    assert again.code == -6003


async def test_account_is_the_sum_of_positions(exchange: Exchange, trader: Caller) -> None:
    """What is lent is worth what the market says."""
    shown = (await trader.signed("GET", "/sapi/v1/simple-earn/account")).body
    chain = (await trader.signed("GET", "/sapi/v1/onchain-yields/account")).body
    price = exchange.venue.market.price

    free = Decimal(1500) + Decimal("0.03") * price("BTCUSDT")
    locked = Decimal("2.5") * price("BNBUSDT")
    assert Decimal(shown["totalFlexibleAmountInUSDT"]) == free
    assert Decimal(shown["totalLockedInUSDT"]) == locked
    assert Decimal(shown["totalAmountInUSDT"]) == free + locked
    assert Decimal(chain["totalAmountInBTC"]) == Decimal("0.012")


@pytest.mark.parametrize("coin", ["bfusd", "rwusd"])
async def test_dollars_there_and_back(exchange: Exchange, trader: Caller, coin: str) -> None:
    """Bought one to one, held on spot, given back less the fee."""
    root, spot = f"/sapi/v1/{coin}", exchange.accounts["trader"].balances
    before = spot["USDT"].free
    poor = await trader.signed("POST", f"{root}/redeem", amount="1", type="FAST")
    await trader.signed("POST", f"{root}/subscribe", asset="USDT", amount="100")
    held = (await trader.signed("GET", f"{root}/account")).body[f"{coin}Amount"]
    got = await trader.signed("POST", f"{root}/redeem", amount="40", type="FAST")
    wrong = await trader.signed("POST", f"{root}/subscribe", asset="BTC", amount="1")
    (record,) = await rows(trader, f"{root}/history/redemptionHistory")

    assert (poor.code, wrong.code) == (-6018, -5011)
    assert held == "100"
    assert (got.body["receiveAmount"], got.body["fee"]) == ("39.96", "0.04")
    assert spot[coin.upper()].free == 60
    assert spot["USDT"].free == before - 100 + Decimal("39.96")
    assert record["receiveAmount"] == "39.96"


@pytest.mark.parametrize(
    ("option", "amount", "moved", "paid"),
    [
        ("CALL BTC USDT", "0.1", "90000", "USDT"),
        ("CALL BTC USDT", "0.1", "60000", "BTC"),
        ("PUT USDT BTC", "1000", "50000", "BTC"),
    ],
)
async def test_dual_investment_settles(
    trader: Caller, clock: HandClock, option: str, amount: str, moved: str, paid: str
) -> None:
    """On its day it comes back with interest, as the other coin when the strike was passed."""
    kind, invest, exercised = option.split()
    query = f"optionType={kind}&investCoin={invest}&exercisedCoin={exercised}"
    exchange = trader.exchange
    offers = (await trader.send("GET", f"{DUAL}/list", query, {})).body
    offer = offers["list"][0]
    named = {"id": offer["id"], "orderId": offer["orderId"]}
    await trader.signed("POST", f"{DUAL}/subscribe", **named, depositAmount=amount)
    open_ = (await trader.signed("GET", f"{DUAL}/positions", status="PURCHASE_SUCCESS")).body
    worth = (await trader.signed("GET", f"{DUAL}/accounts")).body["totalAmountInUSDT"]
    exchange.set_price("BTCUSDT", moved)
    before = exchange.accounts["trader"].balances[paid].free
    clock.now = offer["settleDate"] / 1000
    (settled,) = (await trader.signed("GET", f"{DUAL}/positions")).body["list"]
    came = exchange.accounts["trader"].balances[paid].free - before

    assert (open_["total"], settled["purchaseStatus"]) == (1, "SETTLED")
    assert Decimal(worth) > 900
    assert settled["settleAsset"] == paid
    assert settled["isExercised"] is (paid == exercised)
    assert came == Decimal(settled["settleAmount"]) > 0
