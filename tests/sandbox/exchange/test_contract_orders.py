"""Orders on contracts: taken, refused, changed, filled when the price comes by."""

import json
from decimal import Decimal
from typing import Any

from sandbox.exchange import Exchange
from tests.sandbox.exchange.caller import HandClock
from tests.sandbox.exchange.contract_caller import COIN, USD, Contractor

BTC = {"symbol": "BTCUSDT"}


async def test_order_rests_until_the_price_comes_by(
    exchange: Exchange, contractor: Contractor
) -> None:
    """A purchase below the market rests and is filled at its price as the maker."""
    placed = await contractor.place("BUY", "0.02", "66000")
    exchange.set_price("BTCUSDT", "66100")  # the contract is 4 bips below
    resting = await contractor.signed("GET", f"{USD}/openOrders", **BTC)
    exchange.set_price("BTCUSDT", "65900")
    order = await contractor.signed("GET", f"{USD}/order", **BTC, orderId=placed.body["orderId"])
    trades = await contractor.signed("GET", f"{USD}/userTrades", **BTC)

    assert placed.body["status"] == "NEW"
    assert [one["orderId"] for one in resting.body] == [placed.body["orderId"]]
    assert (order.body["status"], order.body["avgPrice"]) == ("FILLED", "66000")
    assert [(one["maker"], one["price"]) for one in trades.body] == [(True, "66000")]
    assert "avgPrice" not in placed.body


async def test_acknowledged_order_knows_no_trade(contractor: Contractor) -> None:
    """Without RESULT the answer to a market order says NEW, and the query says FILLED."""
    placed = await contractor.place("BUY", "0.01", newOrderRespType="ACK")
    order = await contractor.signed("GET", f"{USD}/order", **BTC, orderId=placed.body["orderId"])

    assert (placed.body["status"], placed.body["executedQty"]) == ("NEW", "0")
    assert (order.body["status"], order.body["executedQty"]) == ("FILLED", "0.01")


REFUSED: list[tuple[dict[str, Any], int]] = [
    ({"type": "STOP_MARKET"}, -4120),
    ({"type": "TRAILING_STOP_MARKET"}, -4120),
    ({"type": "LIMIT_MAKER"}, -1116),
    ({"side": "HOLD"}, -1117),
    ({"symbol": "NOUSDT"}, -1121),
    ({"timeInForce": "DAY"}, -1115),
    ({"timeInForce": ""}, -1105),
    ({"price": "60000.001"}, -1111),
    ({"price": "80000"}, -4016),
    ({"quantity": "0.0000001"}, -1111),
    ({"quantity": "0"}, -4003),
    ({"symbol": "XRPUSDT", "quantity": "5", "price": "0.6"}, -4164),
    ({"quantity": "3"}, -2019),
    ({"newClientOrderId": "x" * 37}, -4015),
    ({"newClientOrderId": "a b"}, -1100),
    ({"positionSide": "LONG"}, -4061),
    ({"positionSide": "UP"}, -4060),
    ({"reduceOnly": "true"}, -2022),
    ({"timeInForce": "GTX", "price": "67300"}, -5022),
    ({"timeInForce": "FOK"}, -5021),
    ({"timeInForce": "GTD"}, -1102),
    ({"timeInForce": "GTD", "goodTillDate": "1795168900000"}, -5040),
    ({"goodTillDate": "1795169900000"}, -1106),
    ({"priceMatch": "QUEUE"}, -1106),
    ({"priceMatch": "NEAR"}, -5037),
    ({"selfTradePreventionMode": "NEVER"}, -5039),
    ({"icebergQty": "0.001"}, -1104),
    ({"stopPrice": "60000"}, -1104),
]


async def test_refused_order(contractor: Contractor) -> None:
    """Each mistake is answered with its own code, and nothing is placed."""
    wanted = {**BTC, "side": "BUY", "type": "LIMIT", "timeInForce": "GTC", "quantity": "0.01"}
    wanted |= {"price": "60000"}
    replies = [
        await contractor.signed("POST", f"{USD}/order", **wanted | one) for one, _ in REFUSED
    ]
    opened = await contractor.signed("GET", f"{USD}/openOrders", **BTC)

    assert [(one, reply.code) for (one, _), reply in zip(REFUSED, replies, strict=True)] == REFUSED
    assert opened.body == []


REFUSED_COIN: list[tuple[dict[str, Any], int]] = [
    ({"quantity": "0.5"}, -1111),
    ({"stopPrice": "60000"}, -1106),
    ({"closePosition": "true"}, -1106),
    ({"type": "STOP", "stopPrice": "60000"}, -4120),
    ({"quantity": "100000"}, -2019),
    ({"timeInForce": "GTD"}, -1115),
    ({"symbol": "BTCUSDT"}, -1121),
]


async def test_refused_coin_order(contractor: Contractor) -> None:
    """COIN-M counts whole contracts and knows its own parameters."""
    wanted = {"symbol": "BTCUSD_PERP", "side": "BUY", "type": "LIMIT", "timeInForce": "GTC"}
    wanted |= {"quantity": "1", "price": "60000"}
    codes = [
        (one, (await contractor.signed("POST", f"{COIN}/order", **wanted | one)).code)
        for one, _ in REFUSED_COIN
    ]

    assert codes == REFUSED_COIN


async def test_same_client_id_is_taken_once(exchange: Exchange, contractor: Contractor) -> None:
    """While an order is open its client id is taken; afterwards it may be used again."""
    for code in (None, -4116):
        reply = await contractor.place("BUY", "0.01", "60000", newClientOrderId="a.b:/c-1")
        assert reply.code == code
    await contractor.signed("DELETE", f"{USD}/order", **BTC, origClientOrderId="a.b:/c-1")
    again = await contractor.place("BUY", "0.01", "60000", newClientOrderId="a.b:/c-1")

    assert again.status == 200
    assert exchange.venue.ledger.executions["a.b:/c-1"] == 2


async def test_what_is_not_filled_at_once_expires(contractor: Contractor) -> None:
    """IOC takes what there is below its price; the rest is gone, and the reason told."""
    reply = await contractor.place("BUY", "0.05", "60000", timeInForce="IOC")

    assert (reply.body["status"], reply.body["executedQty"]) == ("EXPIRED", "0")


async def test_price_follows_the_book(contractor: Contractor) -> None:
    """OPPONENT takes the other side's best price, QUEUE rests at its own side's."""
    book = (await contractor.get(f"{USD}/ticker/bookTicker", **BTC)).body
    taken, rests = [
        await contractor.signed(
            "POST",
            f"{USD}/order",
            **BTC,
            side="BUY",
            type="LIMIT",
            timeInForce="GTC",
            quantity="0.001",
            priceMatch=how,
            newOrderRespType="RESULT",
        )
        for how in ("OPPONENT", "QUEUE")
    ]

    assert Decimal(taken.body["price"]) == Decimal(book["askPrice"])
    assert Decimal(rests.body["price"]) == Decimal(book["bidPrice"])
    assert (taken.body["status"], rests.body["status"]) == ("FILLED", "NEW")


async def test_order_ends_at_its_date(clock: HandClock, contractor: Contractor) -> None:
    """A GTD order is gone when its time has come."""
    until = clock.ms + 700_000
    order = await contractor.place(
        "BUY", "0.01", "60000", timeInForce="GTD", goodTillDate=str(until)
    )
    clock.now += 701
    gone = await contractor.signed("GET", f"{USD}/order", **BTC, orderId=order.body["orderId"])

    assert order.body["goodTillDate"] == until // 1000 * 1000
    assert gone.body["status"] == "EXPIRED"


async def test_changed_order(contractor: Contractor) -> None:
    """Price and quantity are changed and remembered; what does not change is refused."""
    order = (await contractor.place("BUY", "0.01", "60000")).body
    named = {**BTC, "side": "BUY", "orderId": order["orderId"]}
    changed = await contractor.signed(
        "PUT", f"{USD}/order", **named, quantity="0.02", price="60100", modifyId="9"
    )
    same = await contractor.signed("PUT", f"{USD}/order", **named, quantity="0.02", price="60100")
    dear = await contractor.signed("PUT", f"{USD}/order", **named, quantity="5", price="60100")
    other = await contractor.signed(
        "PUT", f"{USD}/order", **named | {"side": "SELL"}, quantity="0.03", price="60100"
    )
    reducing = await contractor.signed(
        "PUT", f"{USD}/order", **named, quantity="0.03", price="60100", reduceOnly="true"
    )
    history = await contractor.signed("GET", f"{USD}/orderAmendment", **BTC)

    assert (changed.body["price"], changed.body["origQty"]) == ("60100", "0.02")
    assert [one.code for one in (same, dear, other, reducing)] == [-5027, -2019, -1117, -5047]
    assert [one["modifyId"] for one in history.body] == [9]
    assert history.body[0]["amendment"]["price"] == {"before": "60000", "after": "60100"}


async def test_each_of_a_batch_is_answered(contractor: Contractor) -> None:
    """Refusals stand in the answer beside what was placed; more than five are refused."""
    good = {**BTC, "side": "BUY", "type": "LIMIT", "timeInForce": "GTC", "quantity": "0.01"}
    listed = [good | {"price": "60000"}, good | {"price": "1"}, good | {"type": "STOP"}]
    reply = await contractor.signed("POST", f"{USD}/batchOrders", batchOrders=json.dumps(listed))
    many = await contractor.signed("POST", f"{USD}/batchOrders", batchOrders=json.dumps(listed * 2))
    number = reply.body[0]["orderId"]
    gone = await contractor.signed(
        "DELETE", f"{USD}/batchOrders", **BTC, orderIdList=json.dumps([number, number])
    )

    assert [one.get("code") for one in reply.body] == [None, -4164, -4120]
    assert many.code == -4082
    assert [one.get("code") for one in gone.body] == [None, -2011]


async def test_cancelled_by_the_countdown(clock: HandClock, contractor: Contractor) -> None:
    """Without another call everything of the symbol is cancelled; zero ends the countdown."""
    await contractor.place("BUY", "0.01", "60000")
    for wait, seconds, left in (("30000", 29, 1), ("0", 40, 1), ("30000", 31, 0)):
        await contractor.signed("POST", f"{USD}/countdownCancelAll", **BTC, countdownTime=wait)
        clock.now += seconds
        opened = await contractor.signed("GET", f"{USD}/openOrders", **BTC)
        assert len(opened.body) == left


async def test_orders_are_counted_over_both_exchanges(
    exchange: Exchange, contractor: Contractor
) -> None:
    """The headers tell one count for both; over the limit orders are refused with 429."""
    await contractor.place("BUY", "0.01", "60000")
    second = await contractor.place("BUY", "1", "60000", symbol="BTCUSD_PERP")
    exchange.venue.contracts.counts.limits[10] = 2
    third = await contractor.place("BUY", "0.01", "60000")

    assert second.headers["X-MBX-ORDER-COUNT-10S"] == "2"
    assert second.headers["X-MBX-ORDER-COUNT-1M"] == "2"
    assert (third.status, third.code) == (429, -1015)


async def test_key_without_the_right(exchange: Exchange, contractor: Contractor) -> None:
    """Reading works without the right to trade contracts, placing does not."""
    key = exchange.create_key("trader", enable_spot_and_margin_trading=True)
    caller = Contractor(exchange, contractor.http, key.api_key, key.secret or "")

    assert (await caller.signed("GET", "/fapi/v3/account")).status == 200
    assert (await caller.place("BUY", "0.01", "60000")).code == -2015
