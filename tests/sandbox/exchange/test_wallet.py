"""Wallets: money that moves between them, small balances, what came from outside."""

from decimal import Decimal
from typing import Any

import pytest

from sandbox.exchange import Exchange
from tests.sandbox.exchange.caller import Caller, HandClock

TRANSFER = "/sapi/v1/asset/transfer"
BALANCE = "/sapi/v1/asset/wallet/balance"
FUNDING = "/sapi/v1/asset/get-funding-asset"
DAY_MS = 86_400_000
WAYS = {
    "FUNDING": "Funding",
    "UMFUTURE": "USDⓈ-M Futures",
    "CMFUTURE": "COIN-M Futures",
    "MARGIN": "Cross Margin",
    "OPTION": "Options",
}
REFUSED: list[tuple[str, dict[str, str], int]] = [
    ("asset/dust", {"asset": "BTC"}, -5004),
    ("asset/dust", {"asset": "DOT"}, -5003),
    ("asset/dust", {}, -1102),
    ("asset/dust-convert/convert", {"asset": "TRX", "targetAsset": "NONE"}, -5011),
    ("bnbBurn", {}, -1102),
]
UNMOVED: list[tuple[str, str, dict[str, str], int | None]] = [
    ("MAIN_FUNDING", "1000000", {}, -5013),
    ("FUNDING_MAIN", "321", {}, -5013),
    ("UMFUTURE_MAIN", "5000", {}, -5013),  # positions hold a part as margin
    ("MAIN_FUNDING", "0", {}, -5007),
    ("MAIN_FUNDING", "1", {"asset": "NONE"}, -5011),
    ("MAIN_SAVINGS", "1", {}, -1130),
    ("MARGIN_ISOLATEDMARGIN", "1", {}, -1102),
    ("MARGIN_ISOLATEDMARGIN", "1", {"toSymbol": "BTCUSDT"}, -11006),
    ("MARGIN_ISOLATEDMARGIN", "1", {"toSymbol": "ETHUSDT"}, None),  # the same money here
    ("MAIN_FUNDING", "1", {"novelty": "1"}, -1104),
]


@pytest.fixture
def owner(exchange: Exchange, trader: Caller) -> Caller:
    """Give a caller whose key may trade and transfer."""
    key = exchange.create_key(
        "trader", enable_spot_and_margin_trading=True, permits_universal_transfer=True
    )
    return Caller(exchange, trader.http, key.api_key, key.secret or "")


async def move(caller: Caller, kind: str, amount: str, asset: str = "USDT", **more: Any) -> Any:
    """Transfer and give the answer."""
    sent = {"type": kind, "asset": asset, "amount": amount, **more}
    return await caller.signed("POST", TRANSFER, **sent)


async def worths(caller: Caller) -> dict[str, Decimal]:
    """Give what each wallet is worth, in USDT."""
    rows = (await caller.signed("GET", BALANCE, quoteAsset="USDT")).body
    return {one["walletName"]: Decimal(one["balance"]) for one in rows}


async def test_transfer_there_and_back(owner: Caller) -> None:
    """What leaves one wallet arrives in the other; the total stays the same."""
    before = await worths(owner)
    for pocket, wallet in WAYS.items():
        sent = await move(owner, f"MAIN_{pocket}", "100")
        between = await worths(owner)
        await move(owner, f"{pocket}_MAIN", "100")
        history = (await owner.signed("GET", TRANSFER, type=f"MAIN_{pocket}")).body["rows"]

        assert between["Spot"] == before["Spot"] - 100
        assert between[wallet] == before[wallet] + 100
        assert sum(between.values()) == sum(before.values())
        assert await worths(owner) == before
        assert history[0]["tranId"] == sent.body["tranId"]
        assert (history[0]["amount"], history[0]["status"]) == ("100", "CONFIRMED")


async def test_refused_transfer(owner: Caller) -> None:
    """Nothing moves that is not there, to wallets that are not, or with words nobody knows."""
    before = await worths(owner)
    found = [
        (kind, amount, more, (await move(owner, kind, amount, **{"asset": "USDT"} | more)).code)
        for kind, amount, more, _ in UNMOVED
    ]

    assert found == UNMOVED
    assert await worths(owner) == before


async def test_margin_knows_its_transfers(owner: Caller) -> None:
    """What went into margin and out of it is in margin's own history, newest first."""
    await move(owner, "MAIN_MARGIN", "70")
    await move(owner, "MARGIN_FUNDING", "30")
    rows = (await owner.signed("GET", "/sapi/v1/margin/transfer", asset="USDT")).body["rows"]
    told = [(one["type"], one["transFrom"], one["transTo"], one["amount"]) for one in rows[:3]]

    assert told == [
        ("ROLL_OUT", "CROSS_MARGIN", "FUNDING", "30.00000000"),
        ("ROLL_IN", "SPOT", "CROSS_MARGIN", "70.00000000"),
        ("ROLL_IN", "SPOT", "CROSS_MARGIN", "3000.00000000"),
    ]


async def test_transfer_wants_its_right(trader: Caller) -> None:
    """A key that may trade may not transfer."""
    assert (await move(trader, "MAIN_FUNDING", "1")).code == -2015


async def test_everything_is_counted_once(owner: Caller) -> None:
    """With details, the wallets show all assets; what is lent is in Earn and not on spot."""
    rows = (await owner.signed("GET", BALANCE, quoteAsset="BTC", needBalanceDetail="true")).body
    valued = {
        one["walletName"]: sum(Decimal(held["btcValuation"]) for held in one["assetBalances"])
        for one in rows
    }
    spot = {held["asset"] for held in rows[0]["assetBalances"]}
    lent = next(one for one in rows if one["walletName"] == "Earn")

    for one in rows:
        assert abs(valued[one["walletName"]] - Decimal(one["balance"])) < Decimal("1E-6")
    assert {"LDUSDT", "WBETH"} <= spot
    assert {held["asset"] for held in lent["assetBalances"]} == {"USDT", "BTC", "BNB"}


async def test_dust_becomes_bnb(exchange: Exchange, owner: Caller, clock: HandClock) -> None:
    """Small balances vanish, BNB comes less the fee, the log grows; not twice in a short time."""
    offered = (await owner.signed("POST", "/sapi/v1/asset/dust-btc")).body
    before = exchange.accounts["trader"].balances["BNB"].free
    done = (await owner.signed("POST", "/sapi/v1/asset/dust", asset="TRX,VET")).body
    came = exchange.accounts["trader"].balances["BNB"].free - before
    log = (await owner.signed("GET", "/sapi/v1/asset/dribblet")).body
    exchange.deposit("trader", "TRX", "1")
    again = await owner.signed("POST", "/sapi/v1/asset/dust", asset="TRX")
    clock.now += 6 * 3600
    later = await owner.signed("POST", "/sapi/v1/asset/dust", asset="TRX")

    assert [one["asset"] for one in offered["details"]] == ["SHIB", "TRX", "VET"]
    assert came == Decimal(done["totalTransfered"]) > 0
    first = log["userAssetDribblets"][0]
    assert first["totalTransferedAmount"] == done["totalTransfered"]
    assert {one["fromAsset"] for one in first["userAssetDribbletDetails"]} == {"TRX", "VET"}
    assert again.code == -5006
    assert later.status == 200


async def test_refused_change(owner: Caller) -> None:
    """What Binance would not take is not taken."""
    found = [
        (path, sent, (await owner.signed("POST", f"/sapi/v1/{path}", **sent)).code)
        for path, sent, _ in REFUSED
    ]

    assert found == REFUSED


async def test_dust_becomes_another_asset(exchange: Exchange, owner: Caller) -> None:
    """The target is credited with what was promised, less nothing more than the fee."""
    path = "/sapi/v1/asset/dust-convert"
    offered = (
        await owner.signed("POST", f"{path}/query-convertible-assets", targetAsset="USDC")
    ).body
    promised = {one["asset"]: one["toTargetAssetOffExchange"] for one in offered["details"]}
    before = exchange.accounts["trader"].balances["USDC"].free
    await owner.signed("POST", f"{path}/convert", asset="VET", targetAsset="USDC")
    came = exchange.accounts["trader"].balances["USDC"].free - before

    assert abs(came - Decimal(promised["VET"])) < Decimal("1E-6")


async def test_fees_in_bnb(owner: Caller) -> None:
    """The switch is kept, and fees follow it."""
    fee = "/sapi/v1/asset/tradeFee"
    before = (await owner.signed("GET", fee, symbol="BTCUSDT")).body[0]["takerCommission"]
    await owner.signed("POST", "/sapi/v1/bnbBurn", spotBNBBurn="true")
    after = (await owner.signed("GET", fee, symbol="BTCUSDT")).body[0]["takerCommission"]
    state = (await owner.signed("GET", "/sapi/v1/bnbBurn")).body

    assert (before, after) == ("0.001", "0.00075")
    assert state == {"spotBNBBurn": True, "interestBNBBurn": False}


async def test_deposits_are_found(owner: Caller, clock: HandClock) -> None:
    """By coin, time and place in the list; a span that is too long is refused."""
    path = "/sapi/v1/capital/deposit/hisrec"
    every = (await owner.signed("GET", path)).body
    usdt = (await owner.signed("GET", path, coin="USDT")).body
    recent = (await owner.signed("GET", path, startTime=clock.ms - 20 * DAY_MS)).body
    second = (await owner.signed("GET", path, offset="1", limit="1")).body
    long = await owner.signed("GET", path, startTime=0, endTime=clock.ms)

    assert [one["coin"] for one in every] == ["SOL", "USDT", "ETH", "BTC", "USDT"]
    assert len(usdt) == 2
    assert [one["coin"] for one in recent] == ["SOL", "USDT"]
    assert second == every[1:2]
    assert long.code == -4047


async def test_withdrawals_by_id(owner: Caller) -> None:
    """Those named are given; withdrawing itself does not exist here."""
    path = "/sapi/v1/capital/withdraw"
    every = (await owner.signed("GET", f"{path}/history")).body
    named = (await owner.signed("GET", f"{path}/history", idList=every[1]["id"])).body
    out = await owner.signed("POST", f"{path}/apply", coin="BTC", address="x", amount="1")

    assert named == every[1:2]
    assert every[0]["applyTime"].startswith("2026-11-")
    assert out.status == 404


@pytest.mark.parametrize("kind", ["SPOT", "MARGIN", "FUTURES"])
async def test_snapshots(owner: Caller, kind: str) -> None:
    """Seven days, oldest first; another count than 7 to 30 is refused."""
    path = "/sapi/v1/accountSnapshot"
    days = (await owner.signed("GET", path, type=kind)).body["snapshotVos"]
    few = await owner.signed("GET", path, type=kind, limit="3")
    times = [one["updateTime"] for one in days]

    assert len(days) == 7
    assert times == sorted(times)
    assert {one["type"] for one in days} == {kind.lower()}
    assert few.code == -1130


async def test_wallets_of_others_are_empty(guest: Caller) -> None:
    """A customer without a past has empty histories, not those of the trader."""
    funding = (await guest.signed("POST", FUNDING)).body
    dividends = (await guest.signed("GET", "/sapi/v1/asset/assetDividend")).body
    deposits = (await guest.signed("GET", "/sapi/v1/capital/deposit/hisrec")).body

    assert (funding, deposits) == ([], [])
    assert dividends == {"rows": [], "total": 0}
