"""What an order book says: spread, depth, walls, the cost of a market order."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.order_book import Book, depth_near, market_cost, market_sizes, wall

D = Decimal
BOOK = Book(
    bids=[(D(99), D(10)), (D("98.5"), D(4)), (D(90), D(100))],
    asks=[(D(101), D(5)), (D(102), D(20))],
)
LEVELS = st.lists(
    st.tuples(
        st.decimals(D("0.01"), 10**5, places=2),
        st.decimals(D("0.00001"), 10**4, places=5),
    ),
    min_size=1,
    max_size=40,
)


def test_mid_and_spread() -> None:
    """The mid price lies between the best prices; the spread is measured against it."""
    assert (BOOK.mid, BOOK.spread, BOOK.spread_percent) == (D(100), D(2), D(2))


def test_depth_counts_what_is_near() -> None:
    """Levels within the distance count; where the book ends before it, that is said."""
    bids = depth_near(BOOK, BOOK.bids, D("1.5"))
    asks = depth_near(BOOK, BOOK.asks, D(2))

    assert (bids.value, bids.whole) == (D(1384), True)
    assert (asks.value, asks.whole) == (D(2545), False)


def test_a_wall_stands_out() -> None:
    """The largest level counts as a wall when it is five times the median."""
    even = [(D(100) - D(n) / 10, D(1)) for n in range(1, 10)]
    walled = [*even[:4], (D("99.5"), D(50)), *even[5:]]
    asks = [(D(100), D(1))]

    found = wall(Book(walled, asks), walled, D(1))

    assert found is not None
    assert (found.price, found.quantity, round(found.distance, 2)) == (
        D("99.5"),
        D(50),
        D("-0.45"),
    )
    assert wall(Book(even, asks), even, D(1)) is None
    assert wall(BOOK, BOOK.bids, D(1)) is None


def test_a_market_order_walks_the_book() -> None:
    """The average price counts every level taken; the cost is against the mid price."""
    cost = market_cost(BOOK, BOOK.asks, D(1525))

    assert cost is not None
    assert cost.average == D(1525) / 15
    assert round(cost.slippage, 4) == D("1.6667")


def test_a_thin_book_has_no_price() -> None:
    """An order larger than the side cannot be priced."""
    assert market_cost(BOOK, BOOK.asks, D(10**6)) is None


@pytest.mark.parametrize(("quote", "small"), [("USDT", "1000"), ("BTC", "0.01"), ("BNB", "1")])
def test_sizes_suit_the_quote_asset(quote: str, small: str) -> None:
    """A thousand bitcoins would be no example."""
    assert market_sizes(quote) == (D(small), D(small) * 10)


@given(LEVELS, st.decimals(D("0.01"), 10**8, places=2))
def test_average_lies_within_the_levels(
    levels: list[tuple[Decimal, Decimal]], size: Decimal
) -> None:
    """A fill is never better than the best level nor worse than the worst."""
    asks = sorted(levels)
    book = Book([(asks[0][0] / 2, D(1))], asks)

    cost = market_cost(book, asks, size)

    offered = sum(price * quantity for price, quantity in asks)
    assert (cost is None) == (size > offered)
    if cost is not None:
        rounding = cost.average * D("1e-20")
        assert asks[0][0] - rounding <= cost.average <= asks[-1][0] + rounding


@given(LEVELS, st.decimals(D("0.1"), 100, places=1))
def test_depth_grows_with_the_distance(
    levels: list[tuple[Decimal, Decimal]], percent: Decimal
) -> None:
    """Farther out there is never less on offer."""
    asks = sorted(levels)
    book = Book([(asks[0][0] / 2, D(1))], asks)

    near, far = depth_near(book, asks, percent), depth_near(book, asks, percent * 2)

    assert near.value <= far.value
    assert near.whole >= far.whole
