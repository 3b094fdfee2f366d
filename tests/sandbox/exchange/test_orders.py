"""Placing, filling and cancelling orders, and what they do to balances."""

from decimal import Decimal
from typing import Any

import pytest

from sandbox.exchange import Exchange
from tests.sandbox.exchange.caller import Caller, HandClock, Reply

ORDER = "/api/v3/order"
ZERO = Decimal(0)


async def balances(caller: Caller) -> dict[str, tuple[Decimal, Decimal]]:
    """Give free and locked by asset."""
    rows = (await caller.signed("GET", "/api/v3/account")).body["balances"]
    return {row["asset"]: (Decimal(row["free"]), Decimal(row["locked"])) for row in rows}


async def look_up(caller: Caller, client_id: str, symbol: str = "BTCUSDT") -> Reply:
    """Ask for an order by its client id."""
    return await caller.signed("GET", ORDER, symbol=symbol, origClientOrderId=client_id)


async def test_market_order_fills_at_the_book(guest: Caller) -> None:
    """A market purchase fills at the best ask; the fee comes off what is bought."""
    before = await balances(guest)
    reply = await guest.order(side="BUY", type="MARKET", quantity="0.001")
    after = await balances(guest)

    assert reply.body["status"] == "FILLED"
    assert reply.body["fills"][0] | {"tradeId": 0} == {
        "price": "67250.00000000",
        "qty": "0.00100000",
        "commission": "0.00000100",
        "commissionAsset": "BTC",
        "tradeId": 0,
    }
    assert before["USDT"][0] - after["USDT"][0] == Decimal("67.25")
    assert after["BTC"] == (Decimal("0.000999"), ZERO)


async def test_amount_of_quote(guest: Caller) -> None:
    """QuoteOrderQty buys as much as the amount pays for, to the step."""
    reply = await guest.order(side="BUY", type="MARKET", quoteOrderQty="100")

    assert reply.body["origQuoteOrderQty"] == "100.00000000"
    assert reply.body["executedQty"] == reply.body["origQty"] == "0.00148000"
    assert Decimal(reply.body["cummulativeQuoteQty"]) <= 100


async def test_large_order_walks_the_book(exchange: Exchange, guest: Caller) -> None:
    """What the best level does not hold is taken from the next ones, at their prices."""
    exchange.deposit("guest", "USDT", "5000000")
    fills = (await guest.order(side="BUY", type="MARKET", quantity="6")).body["fills"]
    prices = [Decimal(fill["price"]) for fill in fills]

    assert len(fills) > 1
    assert prices == sorted(set(prices))
    assert sum(Decimal(fill["qty"]) for fill in fills) == 6


async def test_resting_order_fills_when_the_price_comes(exchange: Exchange, guest: Caller) -> None:
    """A limit order locks its cost, rests, and fills as maker at its own price."""
    placed = await guest.limit("BUY", "66000", newClientOrderId="rest")
    assert (placed.body["status"], placed.body["fills"]) == ("NEW", [])
    assert (await balances(guest))["USDT"] == (Decimal(184), Decimal(66))

    exchange.set_price("BTCUSDT", "66000.01")
    assert (await look_up(guest, "rest")).body["status"] == "NEW"
    exchange.set_price("BTCUSDT", "65000")
    found = (await look_up(guest, "rest")).body
    trade = (await guest.signed("GET", "/api/v3/myTrades", symbol="BTCUSDT")).body[-1]

    assert (found["status"], found["cummulativeQuoteQty"]) == ("FILLED", "66.00000000")
    assert trade["isMaker"]
    assert trade["price"] == "66000.00000000"
    assert (await balances(guest))["USDT"] == (Decimal(184), ZERO)


async def test_limit_order_that_crosses_gets_the_better_price(guest: Caller) -> None:
    """A limit above the ask pays the ask, and the difference is given back."""
    reply = await guest.limit("BUY", "68000")

    assert reply.body["status"] == "FILLED"
    assert reply.body["cummulativeQuoteQty"] == "67.25000000"
    assert (await balances(guest))["USDT"] == (Decimal("182.75"), ZERO)


async def test_sale(exchange: Exchange, trader: Caller) -> None:
    """Selling locks the base asset and pays the quote asset less the fee."""
    before = await balances(trader)
    await trader.limit("SELL", "68000", "0.01", newClientOrderId="sell")
    exchange.set_price("BTCUSDT", "68000")
    after = await balances(trader)

    assert (await look_up(trader, "sell")).body["status"] == "FILLED"
    assert after["BTC"][0] == before["BTC"][0] - Decimal("0.01")
    assert after["USDT"][0] - before["USDT"][0] == Decimal(680) * Decimal("0.999")


async def test_fee_in_bnb(exchange: Exchange, guest: Caller) -> None:
    """With the discount switched on the fee is paid in BNB, and is less."""
    exchange.accounts["guest"].pays_fees_in_bnb = True
    exchange.deposit("guest", "BNB", "1")
    fill = (await guest.order(side="BUY", type="MARKET", quantity="0.001")).body["fills"][0]

    assert fill["commissionAsset"] == "BNB"
    worth = Decimal(fill["commission"]) * Decimal("612.3")
    assert worth == pytest.approx(Decimal("67.25") * Decimal("0.00075"), rel=Decimal("0.01"))


async def test_client_id_is_unique_among_open_orders_only(guest: Caller) -> None:
    """An id in use is refused; once its order is filled the id is taken again."""
    first = await guest.limit("BUY", "60000", newClientOrderId="same")
    again = await guest.limit("BUY", "60000", newClientOrderId="same")
    market = {"side": "BUY", "type": "MARKET", "quantity": "0.001", "newClientOrderId": "twice"}
    bought = [(await guest.order(**market)).status for _ in range(2)]

    assert first.status == 200
    assert (again.code, again.body["msg"]) == (-2010, "Duplicate order sent.")
    assert bought == [200, 200]
    assert guest.exchange.venue.ledger.executions == {"same": 1, "twice": 2}
    newest = (await look_up(guest, "twice")).body["orderId"]
    assert newest == max(guest.exchange.accounts["guest"].orders)


async def test_cancel(guest: Caller) -> None:
    """Cancelling gives the money back; a second time there is nothing to cancel."""
    await guest.limit("BUY", "60000", newClientOrderId="gone")
    named = {"symbol": "BTCUSDT", "origClientOrderId": "gone"}
    reply = await guest.signed("DELETE", ORDER, **named, newClientOrderId="cancel-1")
    again = await guest.signed("DELETE", ORDER, **named)

    assert reply.body["status"] == "CANCELED"
    assert (reply.body["origClientOrderId"], reply.body["clientOrderId"]) == ("gone", "cancel-1")
    assert (await balances(guest))["USDT"] == (Decimal(250), ZERO)
    assert (again.code, again.body["msg"]) == (-2011, "Unknown order sent.")


async def test_cancel_restrictions(exchange: Exchange, guest: Caller) -> None:
    """ONLY_NEW does not cancel a partly filled order."""
    order = (await guest.limit("BUY", "60000")).body["orderId"]
    exchange.app.fill("guest", order, Decimal("0.0004"))
    named = {"symbol": "BTCUSDT", "orderId": order}
    refused = await guest.signed("DELETE", ORDER, **named, cancelRestrictions="ONLY_NEW")
    wrong = await guest.signed("DELETE", ORDER, **named, cancelRestrictions="NEVER")
    taken = await guest.signed("DELETE", ORDER, **named)

    assert refused.code == -2011
    assert wrong.code == -1145
    assert taken.body["executedQty"] == "0.00040000"
    assert (await balances(guest))["USDT"] == (Decimal(226), ZERO)


async def test_cancel_all(trader: Caller) -> None:
    """All open orders of a symbol go at once; then there is none to cancel."""
    reply = await trader.signed("DELETE", "/api/v3/openOrders", symbol="BTCUSDT")
    again = await trader.signed("DELETE", "/api/v3/openOrders", symbol="BTCUSDT")

    assert {order["status"] for order in reply.body} == {"CANCELED"}
    assert len(reply.body) == 3
    assert again.code == -2011


async def test_looking_up(guest: Caller) -> None:
    """An order is found by either id; both must agree, and one must be there."""
    number = (await guest.limit("BUY", "60000", newClientOrderId="a")).body["orderId"]
    other = (await guest.limit("BUY", "60000", newClientOrderId="b")).body["orderId"]
    base: dict[str, Any] = {"symbol": "BTCUSDT"}

    assert (await guest.signed("GET", ORDER, **base, orderId=number)).status == 200
    both = {**base, "orderId": other, "origClientOrderId": "a"}
    assert (await guest.signed("GET", ORDER, **both)).code == -2039
    assert (await guest.signed("GET", ORDER, **base)).code == -1102
    assert (await guest.signed("GET", ORDER, **base, orderId=1)).code == -2013


async def test_nobody_sees_the_orders_of_others(guest: Caller, trader: Caller) -> None:
    """An order of another account does not exist."""
    number = (await trader.limit("BUY", "60000")).body["orderId"]

    assert (await guest.signed("GET", ORDER, symbol="BTCUSDT", orderId=number)).code == -2013
    assert (await guest.signed("GET", "/api/v3/openOrders")).body == []


@pytest.mark.parametrize(
    ("side", "kind", "stop", "reached"),
    [
        ("SELL", "STOP_LOSS_LIMIT", "66000", "65999"),
        ("SELL", "TAKE_PROFIT_LIMIT", "68000", "68000"),
        ("BUY", "STOP_LOSS_LIMIT", "68000", "68001"),
        ("BUY", "TAKE_PROFIT_LIMIT", "66000", "66000"),
    ],
)
async def test_stop_order_waits_for_its_price(
    exchange: Exchange, trader: Caller, side: str, kind: str, stop: str, reached: str
) -> None:
    """A stop order works only once the last price reaches its stop price."""
    limit = "60000" if side == "SELL" else "70000"
    wanted = {"side": side, "type": kind, "timeInForce": "GTC", "quantity": "0.001"}
    placed = await trader.order(**wanted, price=limit, stopPrice=stop, newClientOrderId="stop")
    assert placed.body.keys() == {
        "symbol",
        "orderId",
        "orderListId",
        "clientOrderId",
        "transactTime",
    }
    assert (await look_up(trader, "stop")).body["isWorking"] is False

    exchange.set_price("BTCUSDT", reached)
    assert (await look_up(trader, "stop")).body["status"] == "FILLED"


@pytest.mark.parametrize(("kind", "stop"), [("STOP_LOSS", "66000"), ("TAKE_PROFIT", "68000")])
async def test_stop_order_at_market(
    exchange: Exchange, trader: Caller, kind: str, stop: str
) -> None:
    """Without a limit a triggered order fills at the market."""
    await trader.order(
        side="SELL", type=kind, quantity="0.001", stopPrice=stop, newClientOrderId="s"
    )
    exchange.set_price("BTCUSDT", stop)
    found = (await look_up(trader, "s")).body

    assert (found["status"], found["price"]) == ("FILLED", "0.00000000")


async def test_time_in_force(exchange: Exchange, guest: Caller) -> None:
    """IOC takes what is there, FOK all or nothing; the rest expires and nothing stays locked."""
    exchange.deposit("guest", "USDT", "10000000")
    common = {"quantity": "20", "price": "67251"}
    part = (await guest.limit("BUY", **common, timeInForce="IOC")).body
    nothing = (await guest.limit("BUY", **common, timeInForce="FOK")).body

    assert (part["status"], nothing["status"]) == ("EXPIRED", "EXPIRED")
    assert 0 < Decimal(part["executedQty"]) < 20
    assert nothing["executedQty"] == "0.00000000"
    assert (await balances(guest))["USDT"][1] == 0


async def test_answers_by_type(guest: Caller) -> None:
    """LIMIT and MARKET answer in full unless asked otherwise, a test order with nothing."""
    ack = await guest.limit("BUY", "60000", newOrderRespType="ACK")
    result = await guest.limit("BUY", "60000", newOrderRespType="RESULT")
    wanted = {"symbol": "BTCUSDT", "side": "BUY", "type": "MARKET", "quantity": "0.001"}
    test = await guest.signed("POST", "/api/v3/order/test", **wanted)
    rates = await guest.signed(
        "POST", "/api/v3/order/test", **wanted, computeCommissionRates="true"
    )

    assert "status" not in ack.body
    assert "fills" not in result.body
    assert result.body["status"] == "NEW"
    assert test.body == {}
    assert rates.body["standardCommissionForOrder"]["taker"] == "0.00100000"
    assert guest.exchange.accounts["guest"].fills == []


async def test_history(trader: Caller, clock: HandClock) -> None:
    """The trader comes with open orders, old orders and fills, newest last."""
    opened = (await trader.signed("GET", "/api/v3/openOrders")).body
    orders = (await trader.signed("GET", "/api/v3/allOrders", symbol="ETHUSDT")).body
    trades = (await trader.signed("GET", "/api/v3/myTrades", symbol="ETHUSDT")).body
    wide = {"startTime": clock.ms - 90_000_000, "endTime": clock.ms}
    refused = await trader.signed("GET", "/api/v3/myTrades", symbol="ETHUSDT", **wide)

    assert len(opened) == 13
    assert {order["status"] for order in orders} == {"FILLED", "NEW"}
    assert [trade["time"] for trade in trades] == sorted(trade["time"] for trade in trades)
    assert [trade["id"] for trade in trades] == sorted({trade["id"] for trade in trades})
    assert refused.code == -1127


async def test_wallet_and_assets(trader: Caller) -> None:
    """The wallet tells free and locked, and what it is worth in BTC on request."""
    path = "/sapi/v3/asset/getUserAsset"
    rows = (await trader.signed("POST", path, needBtcValuation="true")).body
    one = (await trader.signed("POST", path, asset="BTC")).body
    bitcoin = next(row for row in rows if row["asset"] == "BTC")

    assert Decimal(bitcoin["btcValuation"]) == Decimal("0.84213")
    assert [row["asset"] for row in one] == ["BTC"]
    assert one[0]["btcValuation"] == "0"
