"""What trading contracts does to positions and money."""

from decimal import Decimal
from typing import Any

import pytest

from sandbox.exchange import Exchange
from tests.sandbox.exchange.caller import HandClock
from tests.sandbox.exchange.contract_caller import COIN, USD, Contractor

BTC = {"symbol": "BTCUSDT"}
PERP = {"symbol": "BTCUSD_PERP"}


async def income(caller: Contractor, root: str = USD, **more: str) -> list[dict[str, Any]]:
    """Give the movements of money."""
    rows: list[dict[str, Any]] = (await caller.signed("GET", f"{root}/income", **more)).body
    return rows


async def test_position_grows_shrinks_and_turns(exchange: Exchange, contractor: Contractor) -> None:
    """The entry price is the average of what opened, profit comes of what closes."""
    await contractor.place("BUY", "0.05", "66000")
    exchange.set_price("BTCUSDT", "66000")
    grown = await contractor.position()
    await contractor.place("SELL", "0.04", "70000")
    exchange.set_price("BTCUSDT", "70100")
    shrunk = await contractor.position()
    await contractor.place("SELL", "0.08", "70000")
    exchange.set_price("BTCUSDT", "70200")
    turned = await contractor.position()
    profits = await income(contractor, incomeType="REALIZED_PNL")

    assert (grown["positionAmt"], grown["entryPrice"]) == ("0.1", "66060.2")
    assert (shrunk["positionAmt"], shrunk["entryPrice"]) == ("0.06", "66060.2")
    assert Decimal(turned["positionAmt"]) == Decimal("-0.02")
    assert Decimal(turned["entryPrice"]) > 70_000  # it was taken from the book at once
    assert Decimal(profits[0]["income"]) == (70_000 - Decimal("66060.2")) * Decimal("0.04")


async def test_money_is_what_was_earned_and_paid(
    exchange: Exchange, contractor: Contractor
) -> None:
    """The balance moves by the sum of income, to the last digit; trades tell the same."""
    before = await contractor.money()
    for side, quantity, price in (("BUY", "0.03", "67000"), ("SELL", "0.07", "66100")):
        await contractor.place(side, quantity)
        exchange.set_price("BTCUSDT", price)
    await contractor.place("BUY", "0.02")
    rows = await income(contractor)
    trades = (await contractor.signed("GET", f"{USD}/userTrades", **BTC)).body

    assert await contractor.money() - before == sum(Decimal(one["income"]) for one in rows)
    told = sum(Decimal(one["realizedPnl"]) - Decimal(one["commission"]) for one in trades)
    assert told == sum(Decimal(one["income"]) for one in rows)


async def test_coin_contracts_pay_in_the_coin(exchange: Exchange, contractor: Contractor) -> None:
    """A COIN-M contract is worth fixed dollars: profit is the difference in coins."""
    await contractor.place("SELL", "12", **PERP)
    await contractor.place("BUY", "100", "66000", **PERP)
    exchange.set_price("BTCUSDT", "65900")
    await contractor.place("SELL", "100", "68000", **PERP)
    exchange.set_price("BTCUSDT", "68100")
    (last,) = (await contractor.signed("GET", f"{COIN}/userTrades", **PERP, limit="1")).body

    exact = 100 * 100 * (1 / Decimal(66_000) - 1 / Decimal(68_000))
    assert Decimal(last["realizedPnl"]) == exact.quantize(Decimal("1E-8"))
    assert (last["commissionAsset"], last["marginAsset"]) == ("BTC", "BTC")


async def test_fees_in_bnb(contractor: Contractor) -> None:
    """With the discount on, the fee is taken in BNB and the dollars stay."""
    await contractor.signed("POST", f"{USD}/feeBurn", feeBurn="true")
    before = await contractor.money("BNB")
    await contractor.place("BUY", "0.01")
    (trade,) = (await contractor.signed("GET", f"{USD}/userTrades", **BTC)).body

    assert trade["commissionAsset"] == "BNB"
    assert before - await contractor.money("BNB") == Decimal(trade["commission"]) > 0


async def test_reducing_orders(exchange: Exchange, contractor: Contractor) -> None:
    """What only reduces never turns a position, and goes when the position is gone."""
    await contractor.place("SELL", "0.2", "68000", reduceOnly="true")
    wrong = await contractor.place("BUY", "0.01", "60000", reduceOnly="true")
    await contractor.place("SELL", "0.001", "68500", reduceOnly="true")
    await contractor.place("BUY", "20", symbol="XRPUSDT")
    small = await contractor.place("SELL", "5", "0.63", symbol="XRPUSDT", reduceOnly="true")
    exchange.set_price("BTCUSDT", "68100")
    position = await contractor.position()
    orders = (await contractor.signed("GET", f"{USD}/allOrders", **BTC)).body

    assert wrong.code == -2022
    assert small.status == 200  # too small to open, not to close
    assert position["positionAmt"] == "0"
    assert [(one["executedQty"], one["status"]) for one in orders] == [
        ("0.05", "EXPIRED"),
        ("0", "EXPIRED"),
    ]


async def test_both_sides_of_a_contract(contractor: Contractor) -> None:
    """In hedge mode long and short are held side by side; each is closed for itself."""
    trader = contractor.exchange.accounts["trader"]
    for wallet in (trader.futures, trader.coin_futures):
        wallet.positions.clear()
    await contractor.signed("POST", f"{USD}/positionSide/dual", dualSidePosition="true")
    answers = [
        await contractor.place(side, quantity, positionSide=which, **more)
        for side, quantity, which, more in (
            ("BUY", "0.02", "LONG", {}),
            ("SELL", "0.03", "SHORT", {}),
            ("SELL", "0.05", "LONG", {}),
            ("SELL", "0.01", "LONG", {}),
            ("BUY", "0.01", "BOTH", {}),
            ("BUY", "0.01", "SHORT", {"reduceOnly": "true"}),
        )
    ]
    held = (await contractor.signed("GET", "/fapi/v3/positionRisk", **BTC)).body
    dual = (await contractor.signed("GET", f"{COIN}/positionSide/dual")).body

    assert [one.code for one in answers] == [None, None, -2022, None, -4061, -1106]
    assert {one["positionSide"]: one["positionAmt"] for one in held} == {
        "LONG": "0.01",
        "SHORT": "-0.03",
    }
    assert dual == {"dualSidePosition": True}


async def test_closing_orders_end_with_the_position(
    exchange: Exchange, contractor: Contractor
) -> None:
    """In hedge mode two orders that would close the same long never make it a short."""
    trader = contractor.exchange.accounts["trader"]
    for wallet in (trader.futures, trader.coin_futures):
        wallet.positions.clear()
    await contractor.signed("POST", f"{USD}/positionSide/dual", dualSidePosition="true")
    await contractor.place("BUY", "0.02", positionSide="LONG")
    for price in ("68000", "68100"):
        await contractor.place("SELL", "0.02", price, positionSide="LONG")
    exchange.set_price("BTCUSDT", "68500")
    orders = (await contractor.signed("GET", f"{USD}/allOrders", **BTC)).body

    assert trader.futures.held() == []
    assert [one["status"] for one in orders] == ["FILLED", "FILLED", "EXPIRED"]


async def test_funding(clock: HandClock, exchange: Exchange, contractor: Contractor) -> None:
    """At the funding time longs pay shorts, or the reverse, by the rate of the contract."""
    await contractor.place("BUY", "0.073")
    before = await contractor.money()
    clock.now = (clock.ms // 28_800_000 + 1) * 28_800.0 + 1
    rows = await income(contractor, incomeType="FUNDING_FEE")
    later = await income(contractor, incomeType="FUNDING_FEE")
    market = exchange.venue.market
    expected = {
        name: -amount * market.mark_price(name) * market.perpetual(name).funding_rate
        for name, amount in (("BTCUSDT", Decimal("0.123")), ("ETHUSDT", Decimal("-0.8")))
    }

    assert {one["symbol"]: Decimal(one["income"]) for one in rows} == {
        name: paid.quantize(Decimal("1E-8")) for name, paid in expected.items() if paid
    }
    assert later == rows
    assert await contractor.money() - before == sum(Decimal(one["income"]) for one in rows)


async def isolate(contractor: Contractor) -> None:
    """Hold 0.1 XRP-ish contracts with a margin of their own."""
    sent = {"symbol": "XRPUSDT"}
    await contractor.signed("POST", f"{USD}/marginType", **sent, marginType="ISOLATED")
    await contractor.signed("POST", f"{USD}/leverage", **sent, leverage="50")
    await contractor.place("BUY", "10000", **sent)


async def test_isolated_margin(contractor: Contractor) -> None:
    """An isolated position holds its own margin, which may be added to and taken back."""
    await isolate(contractor)
    before = await contractor.position("XRPUSDT")
    path, sent = f"{USD}/positionMargin", {"symbol": "XRPUSDT", "amount": "20"}
    added = await contractor.signed("POST", path, **sent, type="1")
    after = await contractor.position("XRPUSDT")
    much = await contractor.signed("POST", path, **sent | {"amount": "200"}, type="2")
    crossed = await contractor.signed("POST", path, **sent | BTC, type="1")
    history = await contractor.signed("GET", f"{path}/history", symbol="XRPUSDT")

    value = Decimal(before["notional"])
    assert abs(Decimal(before["isolatedWallet"]) - value / 50) < Decimal("0.1")
    assert Decimal(after["isolatedWallet"]) - Decimal(before["isolatedWallet"]) == 20
    assert Decimal(after["liquidationPrice"]) < Decimal(before["liquidationPrice"])
    assert added.body["type"] == 1
    assert [one.code for one in (much, crossed)] == [-4051, -4049]
    assert [one["amount"] for one in history.body] == ["20.00000000"]


async def test_liquidation(exchange: Exchange, contractor: Contractor) -> None:
    """Beyond its liquidation price a position is taken over; only its own margin is lost."""
    await isolate(contractor)
    before = await contractor.money()
    held = await contractor.position("XRPUSDT")
    exchange.set_price("XRPUSDT", "0.55")
    forced = (await contractor.signed("GET", f"{USD}/forceOrders", symbol="XRPUSDT")).body

    assert (await contractor.position("XRPUSDT"))["positionAmt"] == "0"
    assert [one["origQty"] for one in forced] == ["10000"]
    assert forced[0]["clientOrderId"].startswith("autoclose-")
    assert Decimal(held["isolatedWallet"]) > 100
    assert await contractor.money() < before


@pytest.mark.parametrize("quantity", ["0.01", "0.3"])
async def test_margin_is_held_and_given_back(contractor: Contractor, quantity: str) -> None:
    """An open order takes margin from what is available; cancelling gives it back."""
    before = (await contractor.signed("GET", "/fapi/v3/account")).body["availableBalance"]
    order = await contractor.place("BUY", quantity, "66000")
    during = (await contractor.signed("GET", "/fapi/v3/account")).body["availableBalance"]
    await contractor.signed("DELETE", f"{USD}/order", **BTC, orderId=order.body["orderId"])
    after = (await contractor.signed("GET", "/fapi/v3/account")).body["availableBalance"]

    assert Decimal(before) - Decimal(during) == Decimal(quantity) * 66_000 / 10
    assert after == before
