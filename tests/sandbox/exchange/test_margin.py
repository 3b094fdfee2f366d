"""Margin: a pocket of its own that can borrow."""

from decimal import Decimal

import pytest

from sandbox.exchange import Exchange
from tests.sandbox.exchange.caller import Caller

ROOT = "/sapi/v1/margin"


@pytest.fixture
def owner(exchange: Exchange, trader: Caller) -> Caller:
    """Give a caller whose key may borrow."""
    key = exchange.create_key("trader", enable_margin=True, enable_spot_and_margin_trading=True)
    return Caller(exchange, trader.http, key.api_key, key.secret or "")


async def debt(caller: Caller, asset: str = "USDT") -> Decimal:
    """Give what is owed of an asset."""
    held = (await caller.signed("GET", f"{ROOT}/account")).body["userAssets"]
    return Decimal(next(one["borrowed"] for one in held if one["asset"] == asset))


async def borrow(caller: Caller, kind: str, amount: str, asset: str = "USDT") -> int | None:
    """Borrow or repay, and give the code of a refusal."""
    sent = {"asset": asset, "isIsolated": "FALSE", "amount": amount, "type": kind}
    return (await caller.signed("POST", f"{ROOT}/borrow-repay", **sent)).code


async def test_borrow_and_repay(owner: Caller) -> None:
    """A loan raises debt and balance, a repayment lowers both; the level follows."""
    before = (await owner.signed("GET", f"{ROOT}/account")).body["marginLevel"]
    await borrow(owner, "BORROW", "1000")
    middle = (await owner.signed("GET", f"{ROOT}/account")).body["marginLevel"]
    owed = await debt(owner)
    await borrow(owner, "REPAY", "1200")
    history = (await owner.signed("GET", f"{ROOT}/borrow-repay", type="REPAY")).body

    assert Decimal(middle) < Decimal(before)
    assert owed == 1750
    assert await debt(owner) == 550
    assert [one["amount"] for one in history["rows"]] == ["1200.00000000", "150.00000000"]


@pytest.mark.parametrize(
    ("kind", "amount", "asset", "code"),
    [
        ("BORROW", "9000000", "USDT", -3006),
        ("REPAY", "100000", "USDT", -3015),
        ("BORROW", "0.1", "BTC", None),
    ],
)
async def test_refused_loan(
    owner: Caller, kind: str, amount: str, asset: str, code: int | None
) -> None:
    """Nobody borrows more than the collateral carries, or repays more than is owed."""
    assert await borrow(owner, kind, amount, asset) == code


async def test_key_without_the_right(trader: Caller) -> None:
    """Reading works without the right to borrow, borrowing does not."""
    assert (await trader.signed("GET", f"{ROOT}/account")).status == 200
    assert await borrow(trader, "BORROW", "10") == -2015


async def test_order_that_borrows(exchange: Exchange, owner: Caller) -> None:
    """A purchase beyond the balance borrows what is missing; spot's money stays where it is."""
    spot = exchange.accounts["trader"].balances["USDT"].free
    order = {"symbol": "BTCUSDT", "side": "BUY", "type": "MARKET", "quantity": "0.1"}
    refused = await owner.signed("POST", f"{ROOT}/order", **order)
    placed = await owner.signed("POST", f"{ROOT}/order", **order, sideEffectType="MARGIN_BUY")

    assert refused.code == -2010
    assert placed.body["status"] == "FILLED"
    assert placed.body["isIsolated"] is False
    assert await debt(owner) > 750
    assert exchange.accounts["trader"].balances["USDT"].free == spot


async def test_margin_orders_stay_out_of_spot(owner: Caller) -> None:
    """An order of the margin account is found there and nowhere else."""
    order = {"symbol": "BTCUSDT", "side": "BUY", "type": "LIMIT", "timeInForce": "GTC"}
    placed = await owner.signed(
        "POST", f"{ROOT}/order", **order, quantity="0.001", price="60000", isIsolated="TRUE"
    )
    named = {"symbol": "BTCUSDT", "orderId": placed.body["orderId"]}
    here = await owner.signed("GET", f"{ROOT}/order", **named)
    there = await owner.signed("GET", "/api/v3/order", **named)

    assert here.body["status"] == "NEW"
    assert placed.body["isIsolated"] is True
    assert there.code == -2013


async def test_isolated_accounts(owner: Caller) -> None:
    """They are opened and closed; a closed one cannot be closed again."""
    path = f"{ROOT}/isolated/account"
    await owner.signed("POST", path, symbol="BTCUSDT")
    both = (await owner.signed("GET", path)).body
    one = (await owner.signed("GET", path, symbols="BTCUSDT")).body
    await owner.signed("DELETE", path, symbol="BTCUSDT")
    again = await owner.signed("DELETE", path, symbol="BTCUSDT")

    assert len(both["assets"]) == 2
    assert [pair["symbol"] for pair in one["assets"]] == ["BTCUSDT"]
    assert "totalAssetOfBtc" not in one
    assert again.code == -11006


async def test_liquidation_repays_everything(owner: Caller) -> None:
    """After a liquidation by hand nothing is owed."""
    await owner.signed("POST", f"{ROOT}/manual-liquidation", type="MARGIN")

    assert await debt(owner) == 0


@pytest.mark.parametrize(
    ("method", "path", "sent", "code"),
    [
        ("POST", "max-leverage", {"maxLeverage": "7"}, -3067),
        ("GET", "capital-flow", {"startTime": 0, "endTime": 10**12}, -4047),
        ("GET", "allPairs", {"symbol": "SHIBUSDT"}, -1121),
        ("GET", "isolated/account", {"symbols": "BTCUSDT,,"}, -1130),
        ("GET", "order", {"symbol": "BTCUSDT", "orderId": 1, "isIsolated": "true"}, -1130),
    ],
)
async def test_refused_question(
    owner: Caller, method: str, path: str, sent: dict[str, object], code: int
) -> None:
    """What Binance would not take is not taken."""
    if path == "allPairs":
        headers = {"X-MBX-APIKEY": owner.api_key}
        reply = await owner.send(method, f"{ROOT}/{path}", "symbol=SHIBUSDT", headers)
    else:
        reply = await owner.signed(method, f"{ROOT}/{path}", **sent)

    assert reply.code == code
