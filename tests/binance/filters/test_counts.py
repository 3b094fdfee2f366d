"""How many orders may be open, and how much may be held."""

from dataclasses import replace
from typing import Any

import pytest

from binance.filters import OpenOrders, Purpose, Standing, prepare
from tests.binance.filters.listings import D, broken, contract, limit, market, mine, stop, symbol

ORDERS = {"filterType": "MAX_NUM_ORDERS", "maxNumOrders": 5}
ALGO = {"filterType": "MAX_NUM_ALGO_ORDERS", "maxNumAlgoOrders": 2}
ICEBERG = {"filterType": "MAX_NUM_ICEBERG_ORDERS", "maxNumIcebergOrders": 2}
LISTS = {"filterType": "MAX_NUM_ORDER_LISTS", "maxNumOrderLists": 20}
AMENDS = {"filterType": "MAX_NUM_ORDER_AMENDS", "maxNumOrderAmends": 10}
EVERYWHERE = [
    {"filterType": "EXCHANGE_MAX_NUM_ORDERS", "maxNumOrders": 5},
    {"filterType": "EXCHANGE_MAX_NUM_ALGO_ORDERS", "maxNumAlgoOrders": 2},
    {"filterType": "EXCHANGE_MAX_NUM_ICEBERG_ORDERS", "maxNumIcebergOrders": 2},
    {"filterType": "EXCHANGE_MAX_NUM_ORDER_LISTS", "maxNumOrderLists": 20},
]
SPOT = symbol(ORDERS, ALGO, ICEBERG, LISTS, AMENDS)


def here(**counts: int) -> Standing:
    """Make the standing of an account with so many open orders on the symbol."""
    return Standing(on_symbol=OpenOrders(**counts))


@pytest.mark.parametrize(
    ("draft", "standing", "rule"),
    [
        (limit(SPOT), here(orders=4), None),
        (limit(SPOT), here(orders=5), "MAX_NUM_ORDERS"),
        (market(SPOT, quantity=D(1)), here(orders=5), None),
        (limit(SPOT, purpose=Purpose.OCO), here(orders=3), None),
        (limit(SPOT, purpose=Purpose.OTO), here(orders=4), "MAX_NUM_ORDERS"),
        (limit(SPOT, purpose=Purpose.OPO), here(orders=4), "MAX_NUM_ORDERS"),
        (limit(SPOT, purpose=Purpose.OTOCO), here(orders=2), None),
        (limit(SPOT, purpose=Purpose.OPOCO), here(orders=3), "MAX_NUM_ORDERS"),
        (limit(SPOT, purpose=Purpose.CANCEL_REPLACE), here(orders=5), None),
        (stop(SPOT), here(algo_orders=1), None),
        (stop(SPOT), here(algo_orders=2), "MAX_NUM_ALGO_ORDERS"),
        (limit(SPOT), here(algo_orders=2), None),
        (limit(SPOT, iceberg_qty=D("0.5")), here(iceberg_orders=2), "MAX_NUM_ICEBERG_ORDERS"),
        (limit(SPOT, iceberg_qty=D(0)), here(iceberg_orders=2), None),
        (limit(SPOT, purpose=Purpose.OTOCO), here(lists=20), "MAX_NUM_ORDER_LISTS"),
        (limit(SPOT, purpose=Purpose.OTOCO), here(lists=19), None),
        (limit(SPOT), here(lists=20), None),
        (limit(SPOT, purpose=Purpose.AMEND), Standing(amendments=9), None),
        (limit(SPOT, purpose=Purpose.AMEND), Standing(amendments=10), "MAX_NUM_ORDER_AMENDS"),
        (
            limit(contract({"filterType": "MAX_NUM_ORDERS", "limit": 5})),
            here(orders=5),
            "MAX_NUM_ORDERS",
        ),
    ],
)
def test_room_for_another_order(draft: Any, standing: Standing, rule: str | None) -> None:
    """Lists count two or three orders and one list; market orders and replacements none."""
    assert [one[0] for one in broken(prepare(draft, standing=standing))] == [rule][: bool(rule)]


@pytest.mark.parametrize(
    ("draft", "counts", "rule"),
    [
        (limit(symbol()), {"orders": 5}, "EXCHANGE_MAX_NUM_ORDERS"),
        (stop(symbol()), {"algo_orders": 2}, "EXCHANGE_MAX_NUM_ALGO_ORDERS"),
        (
            limit(symbol(), iceberg_qty=D("0.5")),
            {"iceberg_orders": 2},
            "EXCHANGE_MAX_NUM_ICEBERG_ORDERS",
        ),
        (limit(symbol(), purpose=Purpose.OCO), {"lists": 20}, "EXCHANGE_MAX_NUM_ORDER_LISTS"),
    ],
)
def test_room_on_the_exchange(draft: Any, counts: dict[str, int], rule: str) -> None:
    """The filters of the exchange count the orders of all symbols."""
    full = replace(mine(exchange_filters=EVERYWHERE), on_exchange=OpenOrders(**counts))
    less = {name: count - 1 for name, count in counts.items()}

    assert [one[0] for one in broken(prepare(draft, standing=full))] == [rule]
    assert prepare(draft, standing=replace(full, on_exchange=OpenOrders(**less))).acceptable


def test_futures_count_algo_orders_over_all_symbols() -> None:
    """USDⓈ-M takes 200 algo orders without showing a filter for it."""
    draft = stop(contract(), type="STOP_MARKET")
    full = Standing(on_exchange=OpenOrders(algo_orders=200))

    problem = prepare(draft, standing=full).problems[0]
    assert (problem.rule, problem.code, problem.limit) == ("MAX_NUM_ALGO_ORDERS", -4045, D(200))


def test_amendments_have_a_code_of_their_own() -> None:
    """Too many amendments are refused with -2038, not as a filter."""
    draft = limit(SPOT, purpose=Purpose.AMEND)

    assert prepare(draft, standing=Standing(amendments=10)).problems[0].code == -2038


def test_unknown_counts_are_told() -> None:
    """What is not known is not checked, and named."""
    prepared = prepare(stop(SPOT))

    assert prepared.problems == ()
    assert {note.rule for note in prepared.notes} >= {"MAX_NUM_ORDERS", "MAX_NUM_ALGO_ORDERS"}
    assert "MAX_NUM_ICEBERG_ORDERS" not in {note.rule for note in prepared.notes}


POSITION = {"filterType": "MAX_POSITION", "maxPosition": "10"}
HOLDING = Standing(free_base=D(4), locked_base=D(2), open_buy_quantity=D("1.5"))


@pytest.mark.parametrize(
    ("side", "quantity", "found"),
    [
        ("BUY", "2.5", []),
        ("BUY", "2.6", [("MAX_POSITION", "ABOVE_MAXIMUM", "2.5")]),
        ("SELL", "3", []),
    ],
)
def test_position(side: str, quantity: str, found: list[tuple[str, str, str]]) -> None:
    """A buyer's holdings, locked amounts and open orders count together with the order."""
    draft = limit(symbol(POSITION), side=side, quantity=D(quantity))

    assert broken(prepare(draft, standing=HOLDING)) == found


def test_position_that_is_full_already() -> None:
    """Without any room no quantity would do."""
    full = replace(HOLDING, free_base=D(8))

    assert broken(prepare(limit(symbol(POSITION)), standing=full)) == [
        ("MAX_POSITION", "ABOVE_MAXIMUM", None)
    ]
