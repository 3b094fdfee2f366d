"""The pure order book against a truth whose whole history is known."""

from decimal import Decimal
from random import Random
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from binance.websocket.order_book import Change, OrderBook, OutOfSync, Snapshot
from binance.websocket.order_book_side import Side
from tests.binance.order_book.truth import Truth, delivered, diverges

seeds = st.integers(0, 2**32)
ONE = [(Decimal(10), Decimal(1))]
TWO = [(Decimal(20), Decimal(1))]


def live_through(seed: int, *, futures: bool, limit: int) -> tuple[OrderBook, Truth, int]:
    """Feed a book what a bad network leaves of a stream; gives how often it diverged too."""
    chance = Random(seed)  # noqa: S311 -- repeatable, not secret
    truth, book = Truth(chance, futures), OrderBook("BTCUSDT", chained=futures)
    truth.move(60)
    truth.change()
    changes = []
    for _ in range(60):
        truth.move(chance.randint(1, 4))
        changes.append(truth.change())
    wrong = 0
    for change in delivered(changes, chance):
        if chance.random() < 0.2:
            book.expect_snapshot()
        book.hear(change)
        wrong += diverges(book, truth)
        if chance.random() < 0.2:
            book.take(truth.snapshot(chance.randint(0, 150), limit))
            wrong += diverges(book, truth)
    return book, truth, wrong


@settings(max_examples=150, deadline=None)
@given(seed=seeds, futures=st.booleans(), limit=st.sampled_from([2, 6, 100]))
def test_never_diverges_silently(seed: int, futures: bool, limit: int) -> None:
    """Whatever is lost, repeated, late or stale: a book in sync equals the truth at its id."""
    book, truth, wrong = live_through(seed, futures=futures, limit=limit)

    assert wrong == 0
    truth.move(3)
    book.hear(truth.change())
    assert book.take(truth.snapshot(0, 100)) or book.is_in_sync
    assert not diverges(book, truth)


@pytest.mark.parametrize("futures", [False, True])
def test_diverges_without_the_guard(futures: bool) -> None:
    """The control: a book that applies every change as it comes shows what never was."""
    with (
        patch.object(OrderBook, "_follows", lambda *_: True),
        patch.object(OrderBook, "_is_chain", lambda *_, **__: True),
    ):
        wrong = sum(live_through(seed, futures=futures, limit=100)[2] for seed in range(20))

    assert wrong > 100


@pytest.mark.parametrize("futures", [False, True])
def test_diverges_when_unknown_levels_are_kept(futures: bool) -> None:
    """The control: levels behind the edge of a snapshot make holes look like levels."""

    def fill(side: Side, levels: list[tuple[Decimal, Decimal]], _: int) -> None:
        side._quantities = dict(levels)
        side._prices = sorted(side._quantities)

    with patch.object(Side, "fill", fill):
        wrong = sum(live_through(seed, futures=futures, limit=4)[2] for seed in range(20))

    assert wrong > 20


def test_refuses_to_be_read_out_of_sync() -> None:
    """Before the first snapshot, and from a hole on, every way to read it is refused."""
    book = OrderBook("BTCUSDT")
    with pytest.raises(OutOfSync, match="BTCUSDT"):
        book.depth()
    assert book.take(Snapshot(5, ONE, TWO, 100))
    assert book.best_bid() == ONE[0]

    book.hear(Change(6, 8, [], []))

    for read in (book.best_bid, book.best_ask, book.depth, lambda: book.update_id):
        with pytest.raises(OutOfSync):
            read()
    with pytest.raises(OutOfSync):
        book.quantity_at(Decimal(10))


def test_stale_snapshots_do_not_cost_what_was_kept() -> None:
    """However many snapshots are too old, the first that fits ends it: nothing was dropped."""
    book = OrderBook("BTCUSDT")
    for last_id in range(101, 200):
        book.hear(Change(last_id - 1, last_id, [(Decimal(last_id), Decimal(1))], []))

    assert not any(book.take(Snapshot(stale, ONE, TWO, 100)) for stale in (10, 50, 99))
    assert book.take(Snapshot(150, ONE, TWO, 100))
    assert book.update_id == 199
    assert len(book.depth().bids) == 50


def test_late_change_mends_the_book() -> None:
    """A change that was only late is not worth a snapshot."""
    book = OrderBook("BTCUSDT", chained=True)
    book.take(Snapshot(5, ONE, TWO, 100))
    book.hear(Change(3, 7, [], []))
    book.hear(Change(9, 12, [(Decimal(11), Decimal(3))], []))
    with pytest.raises(OutOfSync):
        book.depth()

    book.hear(Change(7, 9, [(Decimal(11), Decimal(2))], []))

    assert book.update_id == 12
    assert book.quantity_at(Decimal(11)) == 3


def test_futures_want_the_exact_predecessor() -> None:
    """A change of futures that reaches back behind the last one is no successor; spot's may."""
    spot, futures = OrderBook("BTCUSDT"), OrderBook("BTCUSDT", chained=True)
    for book in (spot, futures):
        book.take(Snapshot(5, ONE, TWO, 100))
        book.hear(Change(3, 8, [], []))
        book.hear(Change(6, 10, [], []))

    assert spot.update_id == 10
    assert not futures.is_in_sync


def test_empty_side_of_a_shallow_snapshot_is_no_empty_side() -> None:
    """When the price leaves what was known, the book asks anew instead of showing nobody."""
    book = OrderBook("BTCUSDT")
    book.take(Snapshot(5, ONE, TWO, 1))
    assert book.reach == 1

    book.hear(Change(5, 6, [(Decimal(10), Decimal(0))], [(Decimal(9), Decimal(4))]))

    with pytest.raises(OutOfSync):
        book.depth()
    assert book.take(Snapshot(6, [(Decimal(8), Decimal(1))], [(Decimal(9), Decimal(4))], 1))
    assert book.best_ask() == (Decimal(9), Decimal(4))


def test_deeper_snapshot_replaces_a_shallow_one_without_a_pause() -> None:
    """A book in sync is deepened: changes heard meanwhile are applied to the new levels too."""
    book = OrderBook("BTCUSDT")
    book.take(Snapshot(5, ONE, TWO, 1))
    book.expect_snapshot()
    book.hear(Change(5, 6, [(Decimal(9), Decimal(7))], []))
    assert book.best_bid() == ONE[0]
    older = [*ONE, (Decimal(9), Decimal(2)), (Decimal(8), Decimal(1))]

    assert book.take(Snapshot(5, older, TWO, 100))

    assert book.update_id == 6
    assert book.depth().bids == [*ONE, (Decimal(9), Decimal(7)), (Decimal(8), Decimal(1))]
    assert not book.take(Snapshot(4, older, TWO, 100))
    assert book.update_id == 6
    assert book.reach is None


def test_broken_stream_is_forgotten() -> None:
    """After a break nothing that was heard counts."""
    book = OrderBook("BTCUSDT")
    book.take(Snapshot(5, ONE, TWO, 100))

    book.lose()

    assert not book.is_in_sync
    assert not book.has_heard
    book.hear(Change(5, 6, [], []))
    assert not book.is_in_sync


def test_expectation_that_is_given_up_costs_no_memory() -> None:
    """Changes kept for a snapshot that never came are let go."""
    book = OrderBook("BTCUSDT")
    book.take(Snapshot(5, ONE, TWO, 100))
    book.expect_snapshot()
    book.hear(Change(5, 6, [], []))
    before = book.has_heard

    book.forget_expectation()

    assert (before, book.has_heard) == (True, False)
    assert book.update_id == 6


def test_side_does_not_grow_for_ever() -> None:
    """A side grown far beyond any snapshot loses its worse half, and knows it."""
    side = Side(buying=True)
    side.fill([], 100)

    side.change((Decimal(price), Decimal(1)) for price in range(1, 20_002))

    assert len(side) == 10_000
    assert side.best(1) == [(Decimal(20_001), Decimal(1))]
    side.change([(Decimal(10), Decimal(5))])
    assert side.quantity(Decimal(10)) == 0
    assert not side.is_whole
    assert side.best(0) == []
