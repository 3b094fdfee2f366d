"""Prices and quantities: bounds, steps, precision."""

from decimal import Decimal
from typing import Any

import pytest

from binance.enums import Side
from binance.filters import Field, prepare
from binance.models.contracts import ContractInfo
from binance.models.market import SymbolInfo
from tests.binance.filters.listings import (
    CONTRACT_LOT,
    CONTRACT_PRICE,
    LOT,
    MARKET_LOT,
    PRICE,
    D,
    broken,
    contract,
    limit,
    market,
    stop,
    symbol,
)

SPOT = symbol(PRICE, LOT, MARKET_LOT)
FUTURES = contract(CONTRACT_PRICE, CONTRACT_LOT)
BUY, SELL = Side.BUY, Side.SELL


@pytest.mark.parametrize(
    ("info", "side", "before", "after"),
    [
        (SPOT, BUY, "100.019", "100.01"),
        (SPOT, SELL, "100.011", "100.02"),
        (SPOT, BUY, "100.01", "100.01"),
        (SPOT, SELL, "100.0100", "100.0100"),
        (SPOT, BUY, "99999.999999999", "99999.99"),
        (FUTURES, BUY, "100.14", "100.05"),
        (FUTURES, SELL, "100.06", "100.15"),
        (FUTURES, BUY, "100.15", "100.15"),
        (symbol(PRICE | {"tickSize": "0"}), BUY, "100.123456789", "100.12345678"),
        (symbol(PRICE | {"tickSize": "0"}), SELL, "100.12345678", "100.12345678"),
        (symbol(PRICE | {"tickSize": "5"}), BUY, "104", "100"),
    ],
)
def test_price_goes_to_the_tick_that_is_no_worse(
    info: SymbolInfo | ContractInfo, side: Side, before: str, after: str
) -> None:
    """A buyer pays no more and a seller gets no less; futures count ticks from the minimum."""
    prepared = prepare(limit(info, side=side, price=D(before)))

    assert str(prepared.order.price) == after
    assert [one.field for one in prepared.changes].count(Field.PRICE) == (before != after)
    assert prepared.problems == ()


@pytest.mark.parametrize(
    ("info", "before", "after"),
    [
        (SPOT, "0.42208", "0.422"),
        (SPOT, "0.0019999", "0.001"),
        (SPOT, "9000", "9000"),
        (FUTURES, "0.0048", "0.003"),
        (FUTURES, "0.006", "0.005"),
        (FUTURES, "0.005", "0.005"),
        (symbol(LOT | {"stepSize": "0.00000000"}), "1.123456789", "1.12345678"),
        (symbol(LOT | {"stepSize": "1", "minQty": "1"}), "1250.7", "1250"),
    ],
)
def test_quantity_goes_down_to_the_step(
    info: SymbolInfo | ContractInfo, before: str, after: str
) -> None:
    """Quantities are rounded down; futures count steps from the minimum; a step of 0 is off."""
    prepared = prepare(limit(info, quantity=D(before)))

    assert str(prepared.order.quantity) == after
    assert prepared.problems == ()


@pytest.mark.parametrize(
    ("info", "changes", "problem"),
    [
        (SPOT, {"price": "0.009"}, ("PRICE_FILTER", "BELOW_MINIMUM", "0.01")),
        (SPOT, {"price": "100000.02"}, ("PRICE_FILTER", "ABOVE_MAXIMUM", "100000")),
        (SPOT, {"quantity": "0.0009"}, ("LOT_SIZE", "BELOW_MINIMUM", "0.001")),
        (SPOT, {"quantity": "9000.001"}, ("LOT_SIZE", "ABOVE_MAXIMUM", "9000")),
        (FUTURES, {"price": "0.04"}, ("PRICE_FILTER", "BELOW_MINIMUM", "0.05")),
        (FUTURES, {"price": "200000"}, ("PRICE_FILTER", "ABOVE_MAXIMUM", "99999.95")),
        (FUTURES, {"quantity": "0.002"}, ("LOT_SIZE", "BELOW_MINIMUM", "0.003")),
        (FUTURES, {"quantity": "9001"}, ("LOT_SIZE", "ABOVE_MAXIMUM", "8999.999")),
        (symbol(PRICE | {"minPrice": "7", "maxPrice": "5"}), {}, ("PRICE_FILTER", "ABOVE_MAXIMUM")),
        (
            symbol(LOT | {"minQty": "0.0005"}),
            {"quantity": "0.0004"},
            ("LOT_SIZE", "BELOW", "0.001"),
        ),
    ],
)
def test_what_is_out_of_bounds_stays_and_is_told(
    info: SymbolInfo | ContractInfo, changes: dict[str, str], problem: tuple[str, ...]
) -> None:
    """Nothing is moved into its bounds; the problem names the nearest value that would do."""
    draft = limit(info, **{name: D(value) for name, value in changes.items()})
    prepared = prepare(draft)
    found = [one for one in broken(prepared) if one[0] == problem[0]]

    assert all(getattr(prepared.order, name) == D(value) for name, value in changes.items())
    assert found[0][1].startswith(problem[1])
    assert found[0][2] == (problem[2] if len(problem) > 2 else None)


def test_bounds_of_zero_are_off() -> None:
    """A filter of zeros lets everything through."""
    nothing = {"minPrice": "0", "maxPrice": "0", "tickSize": "0"}
    free = symbol(PRICE | nothing, LOT | {"minQty": "0", "maxQty": "0", "stepSize": "0"})

    prepared = prepare(limit(free, price=D("0.00000001"), quantity=D("123456789012")))

    assert (prepared.changes, prepared.problems) == ((), ())


def test_seller_is_not_rounded_over_the_maximum() -> None:
    """A seller's price between the last tick and the maximum is told, not moved."""
    narrow = symbol(PRICE | {"maxPrice": "100.005"})
    prepared = prepare(limit(narrow, side=SELL, price=D("100.003")))

    assert prepared.changes == ()
    assert broken(prepared) == [("PRICE_FILTER", "OFF_STEP", "100")]


@pytest.mark.parametrize(
    ("field", "value", "rounded"),
    [("stop_price", "89.999", "90"), ("quantity", "1.2345", "1.234")],
)
def test_stop_price_follows_the_same_ticks(field: str, value: str, rounded: str) -> None:
    """Trigger prices obey PRICE_FILTER; a seller's goes up."""
    prepared = prepare(stop(SPOT, **{field: D(value)}))

    assert str(getattr(prepared.order, field)) == rounded


def test_change_says_what_and_why() -> None:
    """A change carries the figures, the filter and the step, and can be shown as it is."""
    change = prepare(limit(SPOT, quantity=D("0.42208"))).changes[0]

    assert (change.field, change.rule, change.step) == (Field.QUANTITY, "LOT_SIZE", D("0.001"))
    assert (change.before, change.after) == (D("0.42208"), D("0.422"))
    assert str(change) == "0.42208 → 0.422, step 0.001"
    assert str(prepare(limit(SPOT, price=D("9.999"))).changes[0]) == "9.999 → 9.99, tick 0.01"


@pytest.mark.parametrize(
    ("own", "quantity", "after", "problems"),
    [
        ({}, "1.2345", "1.234", []),
        ({"stepSize": "0.5"}, "1.4", "1", []),
        ({"stepSize": "0.0025", "minQty": "0.0025"}, "1.2345", "1.23", []),
        ({}, "50.001", "50.001", [("MARKET_LOT_SIZE", "ABOVE_MAXIMUM", "50")]),
        ({"minQty": "2"}, "1", "1", [("MARKET_LOT_SIZE", "BELOW_MINIMUM", "2")]),
        (
            {"stepSize": "0.5"},
            "0.4",
            "0.4",
            [("MARKET_LOT_SIZE", "OFF_STEP", "0.5")],
        ),
    ],
)
def test_market_orders_obey_both_lot_sizes(
    own: dict[str, str], quantity: str, after: str, problems: list[Any]
) -> None:
    """A market order's quantity lies on both steps and within both bounds."""
    prepared = prepare(market(symbol(LOT, MARKET_LOT | own), quantity=D(quantity)))

    assert str(prepared.order.quantity) == after
    assert broken(prepared) == problems


def test_steps_that_never_meet_are_told() -> None:
    """Two filters without a common value leave nothing to round to."""
    even, odd = CONTRACT_LOT | {"minQty": "0.002"}, CONTRACT_LOT
    prepared = prepare(limit(contract(even, odd), quantity=D("0.0045")))

    assert prepared.changes == ()
    assert {one[2] for one in broken(prepared) if one[0] == "LOT_SIZE"} == {None}


def test_amount_of_quote_has_the_precision_of_the_quote_asset() -> None:
    """What is to be spent is cut to the places the asset has."""
    prepared = prepare(market(SPOT, quote_quantity=D("10.123456789")))

    assert prepared.order.quote_quantity == D("10.12345678")
    assert prepared.changes[0].rule == "PRECISION"


def test_problem_says_what_and_why() -> None:
    """A problem can be shown as it is, with its limit and what would do."""
    draft = limit(SPOT, quantity=D("0.0009"), price=None)
    least = "limit 0.001, nearest quantity 0.001"

    assert [str(one) for one in prepare(draft).problems] == [
        "TYPE: price is refused, missing",
        f"LOT_SIZE: quantity 0.0009 is refused, below the minimum, {least}",
    ]


@pytest.mark.parametrize(("value", "code"), [("0", -1013), ("-1", -1100), ("-0", -1013)])
@pytest.mark.parametrize("field", ["quantity", "price"])
def test_amounts_are_above_zero(field: str, value: str, code: int) -> None:
    """Zero and less are told, with Binance's code for each."""
    prepared = prepare(limit(SPOT, **{field: Decimal(value)}))

    assert [(one.kind.name, one.code) for one in prepared.problems] == [("NOT_POSITIVE", code)]
