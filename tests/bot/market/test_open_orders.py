"""What open orders wait for, how far that is, and what they hold back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binance.enums import OrderType, Side
from bot.services.open_orders import (
    Role,
    distance,
    entries,
    filled_percent,
    reserved,
    role,
    target,
)
from tests.bot.market.examples import BTC, SOL, order

D = Decimal


@pytest.mark.parametrize(
    ("kind", "price", "stop", "expected"),
    [
        (OrderType.LIMIT, "10", "0", (Role.LIMIT, D(10))),
        (OrderType.LIMIT_MAKER, "10", "0", (Role.LIMIT, D(10))),
        (OrderType.STOP_LOSS, "0", "9", (Role.STOP_LOSS, D(9))),
        (OrderType.STOP_LOSS_LIMIT, "8", "9", (Role.STOP_LOSS, D(9))),
        (OrderType.TAKE_PROFIT_LIMIT, "12", "11", (Role.TAKE_PROFIT, D(11))),
        (OrderType.MARKET, "0", "0", (Role.MARKET, None)),
        (OrderType("NEW_KIND"), "7", "0", (Role.LIMIT, D(7))),
    ],
)
def test_roles(
    kind: OrderType, price: str, stop: str, expected: tuple[Role, Decimal | None]
) -> None:
    """A stop waits for its stop price, a limit order for its price; new kinds break nothing."""
    found = order(1, SOL, Side.SELL, price, type=kind, stop_price=D(stop))

    assert (role(found), target(found)) == expected


def test_trailing_orders_are_their_own_kind() -> None:
    """A trailing stop is told apart from a fixed one."""
    found = order(1, SOL, Side.SELL, "0", type=OrderType.STOP_LOSS, trailing_delta=150)

    assert role(found) is Role.TRAILING


def test_distance_needs_both_prices() -> None:
    """The distance is in percent of the last price, and None without one."""
    found = order(1, SOL, Side.BUY, "90")

    assert distance(found, D(100)) == -10
    assert distance(found, None) is None
    assert distance(found, D(0)) is None


def test_newest_first_and_lists_together() -> None:
    """Orders of one list make one entry, even with others placed in between."""
    orders = [
        order(1, SOL, Side.BUY, "1", order_list_id=5),
        order(2, BTC, Side.BUY, "1"),
        order(3, SOL, Side.BUY, "1", order_list_id=5),
        order(4, BTC, Side.BUY, "1", order_list_id=5),
    ]

    found = [[each.order_id for each in entry.orders] for entry in entries(orders)]

    assert found == [[4], [1, 3], [2]]


def test_filled_part() -> None:
    """The filled part is in percent; an order of unknown size is not filled."""
    assert filled_percent(order(1, SOL, Side.BUY, "1", executed_qty=D("2.1"))) == 50
    assert filled_percent(order(1, SOL, Side.BUY, "1", orig_qty=D(0))) == 0


def test_a_list_reserves_once() -> None:
    """The two legs of an OCO sell the same coins."""
    legs = [order(n, SOL, Side.SELL, "1", order_list_id=5) for n in (1, 2)]

    assert reserved(legs, {"SOLUSDT": SOL}) == {"SOL": D("4.2")}
    assert reserved(legs, {}) == {}


@given(st.lists(st.tuples(st.integers(0, 40), st.sampled_from([-1, 1, 2])), max_size=30))
def test_every_order_is_shown_once(rows: list[tuple[int, int]]) -> None:
    """Grouping loses no order and doubles none."""
    orders = [order(n, SOL, Side.BUY, "1", order_list_id=in_list) for n, in_list in set(rows)]
    unique = {(each.order_id, each.order_list_id): each for each in orders}

    found = [each for entry in entries(unique.values()) for each in entry.orders]

    assert len(found) == len(unique)
