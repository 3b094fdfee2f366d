"""How far a price may be from the market, and what an order may be worth."""

from typing import Any

import pytest

from binance.enums import OrderType, Side
from binance.filters import Market, OrderDraft, Standing, prepare
from tests.binance.filters.listings import (
    LOT,
    PRICE,
    D,
    broken,
    contract,
    limit,
    market,
    mine,
    stop,
    symbol,
)

PERCENT = {
    "filterType": "PERCENT_PRICE",
    "multiplierUp": "1.3",
    "multiplierDown": "0.7",
    "avgPriceMins": 5,
}
BY_SIDE = {
    "filterType": "PERCENT_PRICE_BY_SIDE",
    "bidMultiplierUp": "1.2",
    "bidMultiplierDown": "0.2",
    "askMultiplierUp": "5",
    "askMultiplierDown": "0.8",
    "avgPriceMins": 1,
}
CONTRACT_PERCENT = {
    "filterType": "PERCENT_PRICE",
    "multiplierUp": "1.0500",
    "multiplierDown": "0.9500",
    "multiplierDecimal": "4",
}
MIN = {
    "filterType": "MIN_NOTIONAL",
    "minNotional": "10",
    "applyToMarket": True,
    "avgPriceMins": 5,
}
NOTIONAL = {
    "filterType": "NOTIONAL",
    "minNotional": "10",
    "applyMinToMarket": False,
    "maxNotional": "1000",
    "applyMaxToMarket": True,
    "avgPriceMins": 5,
}
AT_100 = Market(last_price=D(100), average_price=D(100), mark_price=D(100))
BUY, SELL = Side.BUY, Side.SELL


@pytest.mark.parametrize(
    ("info", "side", "price", "found"),
    [
        (symbol(PERCENT), BUY, "130", []),
        (symbol(PERCENT), BUY, "130.01", [("PERCENT_PRICE", "ABOVE_MAXIMUM", "130")]),
        (symbol(PERCENT), SELL, "69.99", [("PERCENT_PRICE", "BELOW_MINIMUM", "70")]),
        (symbol(BY_SIDE), BUY, "120", []),
        (symbol(BY_SIDE), BUY, "120.5", [("PERCENT_PRICE_BY_SIDE", "ABOVE_MAXIMUM", "120")]),
        (symbol(BY_SIDE), BUY, "20", []),
        (symbol(BY_SIDE), BUY, "19.9", [("PERCENT_PRICE_BY_SIDE", "BELOW_MINIMUM", "20")]),
        (symbol(BY_SIDE), SELL, "500", []),
        (symbol(BY_SIDE), SELL, "79", [("PERCENT_PRICE_BY_SIDE", "BELOW_MINIMUM", "80")]),
        (contract(CONTRACT_PERCENT), BUY, "105", []),
        (contract(CONTRACT_PERCENT), BUY, "105.01", [("PERCENT_PRICE", "ABOVE_MAXIMUM", "105")]),
        (contract(CONTRACT_PERCENT), BUY, "1", []),
        (contract(CONTRACT_PERCENT), SELL, "94.99", [("PERCENT_PRICE", "BELOW_MINIMUM", "95")]),
        (contract(CONTRACT_PERCENT), SELL, "1000", []),
    ],
)
def test_distance_from_the_market(
    info: Any, side: Side, price: str, found: list[tuple[str, str, str]]
) -> None:
    """Spot binds both sides both ways; futures a buyer from above and a seller from below."""
    assert broken(prepare(limit(info, side=side, price=D(price)), AT_100)) == found


def test_codes_of_the_distance_on_futures() -> None:
    """A buyer above and a seller below have Binance's codes for each."""
    info = contract(CONTRACT_PERCENT)
    above = prepare(limit(info, price=D(106)), AT_100).problems[0]
    below = prepare(limit(info, side=SELL, price=D(90)), AT_100).problems[0]

    assert (above.code, below.code) == (-4016, -4024)


@pytest.mark.parametrize(
    ("known", "minutes", "price", "missing"),
    [
        (Market(reference_price=D(50), average_price=D(100), last_price=D(100)), 5, 50, None),
        (Market(reference_price=D(50), last_price=D(100)), 0, 50, None),
        (Market(average_price=D(50), last_price=D(100)), 5, 50, None),
        (Market(average_price=D(100), last_price=D(50)), 0, 50, None),
        (Market(last_price=D(50)), 5, None, "average price"),
        (Market(average_price=D(50)), 0, None, "last price"),
        (Market(average_price=D("NaN")), 5, None, "average price"),
        (Market(average_price=D(0)), 5, None, "average price"),
    ],
)
def test_reference_price_counts_first(
    known: Market, minutes: int, price: int | None, missing: str | None
) -> None:
    """The reference price, else the average, of no minutes the last; without it nothing."""
    info = symbol(PERCENT | {"avgPriceMins": minutes})
    prepared = prepare(limit(info, price=D(66)), known)

    limits = [one.limit for one in prepared.problems]
    assert limits == ([] if price is None else [price * D("1.3")])
    assert [one.missing for one in prepared.notes if one.rule == "PERCENT_PRICE"] == (
        [missing] if missing else []
    )


@pytest.mark.parametrize(
    ("draft", "found"),
    [
        (limit(symbol(PRICE, LOT, MIN), quantity=D("0.1")), []),
        (
            limit(symbol(PRICE, LOT, MIN), quantity=D("0.099")),
            [("MIN_NOTIONAL", "BELOW_MINIMUM", "0.1")],
        ),
        (
            limit(symbol(PRICE, LOT, MIN), quantity=D("0.1"), price=D("33.33")),
            [("MIN_NOTIONAL", "BELOW_MINIMUM", "0.301")],
        ),
        (market(symbol(LOT, MIN), quantity=D("0.09")), [("MIN_NOTIONAL", "BELOW_MINIMUM", "0.1")]),
        (market(symbol(LOT, MIN | {"applyToMarket": False}), quantity=D("0.001")), []),
        (
            market(symbol(LOT, MIN), quote_quantity=D("9.99")),
            [("MIN_NOTIONAL", "BELOW_MINIMUM", "10")],
        ),
        (market(symbol(LOT, NOTIONAL), quantity=D("0.001")), []),
        (market(symbol(LOT, NOTIONAL), quantity=D(11)), [("NOTIONAL", "ABOVE_MAXIMUM", "10")]),
        (limit(symbol(LOT, NOTIONAL), quantity=D(10)), []),
        (
            limit(symbol(LOT, NOTIONAL), quantity=D(10), price=D("100.01")),
            [("NOTIONAL", "ABOVE_MAXIMUM", "9.999")],
        ),
        (limit(symbol(LOT, NOTIONAL), quantity=D("0.09")), [("NOTIONAL", "BELOW_MINIMUM", "0.1")]),
        (stop(symbol(LOT, MIN), quantity=D("0.11")), [("MIN_NOTIONAL", "BELOW_MINIMUM", "0.112")]),
        (
            limit(contract(LOT, {"filterType": "MIN_NOTIONAL", "notional": "100"}), price=D(50)),
            [("MIN_NOTIONAL", "BELOW_MINIMUM", "2")],
        ),
        (
            limit(
                contract(LOT, {"filterType": "MIN_NOTIONAL", "notional": "100"}),
                price=D(50),
                reduce_only=True,
            ),
            [],
        ),
        (
            market(contract(LOT, {"filterType": "MIN_NOTIONAL", "notional": "100"}), quantity=D(1)),
            [],
        ),
        (
            limit(
                contract({"filterType": "MIN_NOTIONAL", "notional": "100"}, contract_size=D(10)),
                quantity=D(9),
            ),
            [("MIN_NOTIONAL", "BELOW_MINIMUM", "10")],
        ),
    ],
)
def test_worth_of_an_order(draft: OrderDraft, found: list[tuple[str, str, str]]) -> None:
    """Too little or too much is told with the quantity that would do; market orders if it says so.

    Futures exempt what only reduces, and judge market orders by the mark price.
    """
    assert broken(prepare(draft, AT_100)) == found


def test_worth_of_a_market_order_needs_a_price() -> None:
    """Without the average price the worth is not checked, and that is told."""
    prepared = prepare(market(symbol(MIN), quantity=D(1)))

    assert prepared.problems == ()
    assert ("MIN_NOTIONAL", "average price") in [(n.rule, n.missing) for n in prepared.notes]


def asset(name: str, most: str) -> Standing:
    """Make an account that may move so much of an asset in one order."""
    return mine(asset_filters=[{"filterType": "MAX_ASSET", "asset": name, "limit": most}])


@pytest.mark.parametrize(
    ("standing", "quantity", "found"),
    [
        (asset("BTC", "2"), "2", []),
        (asset("BTC", "2"), "2.5", [("MAX_ASSET", "ABOVE_MAXIMUM", "2")]),
        (asset("USDT", "250"), "2.5", []),
        (asset("USDT", "250"), "2.501", [("MAX_ASSET", "ABOVE_MAXIMUM", "2.5")]),
        (asset("ETH", "0.1"), "9", []),
    ],
)
def test_assets_an_account_may_move(
    standing: Standing, quantity: str, found: list[tuple[str, str, str]]
) -> None:
    """MAX_ASSET holds for the quantity of its base, for the worth of its quote asset."""
    prepared = prepare(limit(symbol(LOT), quantity=D(quantity)), AT_100, standing)

    assert broken(prepared) == found


def test_stop_orders_are_worth_their_price_when_they_have_one() -> None:
    """A stop with a limit is judged by the limit."""
    draft = stop(
        symbol(LOT, MIN),
        type=OrderType.STOP_LOSS_LIMIT,
        time_in_force="GTC",
        price=D(5),
        stop_price=D(90),
    )

    assert broken(prepare(draft, AT_100)) == [("MIN_NOTIONAL", "BELOW_MINIMUM", "2")]
