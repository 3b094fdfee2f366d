"""What the matching engine would say of an order."""

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
    stop,
    symbol,
)

SPOT = symbol(PRICE, LOT)
AT_100 = Market(last_price=D(100), best_bid=D("99.99"), best_ask=D("100.00"))
BUY, SELL = Side.BUY, Side.SELL
STOP_LOSS, TAKE_PROFIT = OrderType.STOP_LOSS, OrderType.TAKE_PROFIT


@pytest.mark.parametrize(
    ("kind", "side", "at", "nearest"),
    [
        (STOP_LOSS, SELL, "99.99", None),
        (STOP_LOSS, SELL, "100", "99.99"),
        (STOP_LOSS, BUY, "100.01", None),
        (STOP_LOSS, BUY, "100", "100.01"),
        (TAKE_PROFIT, SELL, "100.01", None),
        (TAKE_PROFIT, SELL, "99", "100.01"),
        (TAKE_PROFIT, BUY, "99.99", None),
        (TAKE_PROFIT, BUY, "101", "99.99"),
    ],
)
def test_trigger_lies_on_its_side(
    kind: OrderType, side: Side, at: str, nearest: str | None
) -> None:
    """A trigger the price has reached already is refused; the next tick beyond would do."""
    prepared = prepare(stop(SPOT, type=kind, side=side, stop_price=D(at)), AT_100)

    expected = [] if nearest is None else [("TRIGGER", "WOULD_TRIGGER", nearest)]
    assert broken(prepared) == expected


def test_trigger_on_futures_has_its_code() -> None:
    """Futures refuse the same with -2021; a trailing stop may start anywhere."""
    fixed = stop(contract(), type=OrderType.STOP_MARKET, stop_price=D(101))
    trailing = stop(
        contract(),
        type=OrderType.TRAILING_STOP_MARKET,
        stop_price=D(101),
        callback_rate=D(1),
    )

    assert [one.code for one in prepare(fixed, AT_100).problems] == [-2021]
    assert prepare(trailing, AT_100).acceptable


@pytest.mark.parametrize(
    ("side", "price", "nearest"),
    [(BUY, "99.99", None), (BUY, "100", "99.99"), (SELL, "100", None), (SELL, "99.99", "100")],
)
def test_post_only_does_not_cross(side: Side, price: str, nearest: str | None) -> None:
    """A LIMIT_MAKER that would match at once is refused, and so is GTX on futures."""
    spot = limit(SPOT, type=OrderType.LIMIT_MAKER, time_in_force=None, side=side, price=D(price))
    futures = limit(contract(PRICE, LOT), time_in_force="GTX", side=side, price=D(price))

    expected = [] if nearest is None else [("POST_ONLY", "WOULD_MATCH", nearest)]
    assert broken(prepare(spot, AT_100)) == broken(prepare(futures, AT_100)) == expected


PARTS = symbol(LOT, {"filterType": "ICEBERG_PARTS", "limit": 10})


@pytest.mark.parametrize(
    ("part", "after", "found"),
    [
        ("0.1", "0.1", []),
        ("0.1009", "0.1", []),
        ("0.0999", "0.099", [("ICEBERG_PARTS", "ABOVE_MAXIMUM", "0.1")]),
        ("1", "1", []),
        ("2", "2", [("ICEBERG", "ABOVE_MAXIMUM", "1")]),
        ("0.0005", "0.0005", ["LOT_SIZE", "ICEBERG_PARTS"]),
        ("0", "0", []),
    ],
)
def test_iceberg(part: str, after: str, found: list[Any]) -> None:
    """The visible part obeys LOT_SIZE, is no more than all, and not too small a share of it."""
    prepared = prepare(limit(PARTS, iceberg_qty=D(part)))

    assert str(prepared.order.iceberg_qty) == after
    assert [one[0] if one[0] in found else one for one in broken(prepared)] == found


TRAILING = symbol(
    {
        "filterType": "TRAILING_DELTA",
        "minTrailingAboveDelta": 10,
        "maxTrailingAboveDelta": 2000,
        "minTrailingBelowDelta": 50,
        "maxTrailingBelowDelta": 300,
    }
)


@pytest.mark.parametrize(
    ("kind", "side", "delta", "nearest"),
    [
        (STOP_LOSS, BUY, 10, None),
        (STOP_LOSS, BUY, 9, "10"),
        (STOP_LOSS, SELL, 49, "50"),
        (STOP_LOSS, SELL, 301, "300"),
        (TAKE_PROFIT, SELL, 2000, None),
        (TAKE_PROFIT, SELL, 2001, "2000"),
        (TAKE_PROFIT, BUY, 300, None),
        (TAKE_PROFIT, BUY, 301, "300"),
    ],
)
def test_trailing_delta(kind: OrderType, side: Side, delta: int, nearest: str | None) -> None:
    """The pair above holds for STOP_LOSS BUY and TAKE_PROFIT SELL, the pair below for the rest."""
    draft = stop(TRAILING, type=kind, side=side, stop_price=None, trailing_delta=delta)

    assert [one[2] for one in broken(prepare(draft))] == ([] if nearest is None else [nearest])


@pytest.mark.parametrize(
    ("rate", "nearest"), [("0.1", None), ("0.09", "0.1"), ("20", None), ("20.1", "20")]
)
def test_callback_rate(rate: str, nearest: str | None) -> None:
    """Futures' trailing stop follows at 0.1 to 20 percent."""
    draft = stop(
        contract(), type=OrderType.TRAILING_STOP_MARKET, stop_price=None, callback_rate=D(rate)
    )

    assert [one[2] for one in broken(prepare(draft))] == ([] if nearest is None else [nearest])


PURSE = Standing(free_quote=D(50), free_base=D(2))


@pytest.mark.parametrize(
    ("draft", "nearest"),
    [
        (limit(SPOT, quantity=D("0.5")), None),
        (limit(SPOT, quantity=D("0.501")), "0.5"),
        (limit(SPOT, quantity=D(1), price=D(33)), None),
        (limit(SPOT, quantity=D(2), price=D(33)), "1.515"),
        (limit(SPOT, side=SELL, quantity=D(2)), None),
        (limit(SPOT, side=SELL, quantity=D("2.001")), "2"),
        (market(SPOT, quantity=D("0.51")), "0.5"),
        (market(SPOT, quote_quantity=D(50)), None),
        (market(SPOT, quote_quantity=D("50.5")), "50"),
        (market(SPOT, side=SELL, quantity=D(3)), "2"),
        (stop(SPOT, quantity=D(3)), "2"),
    ],
)
def test_balance(draft: OrderDraft, nearest: str | None) -> None:
    """An order that costs more than is free names the most that could be had."""
    problems = [one for one in prepare(draft, AT_100, PURSE).problems if one.rule == "BALANCE"]

    assert [str(one.nearest) for one in problems] == ([] if nearest is None else [nearest])


@pytest.mark.parametrize("drawn", [market(SPOT, quantity=D(1)), limit(SPOT)])
def test_unknown_balance_is_told(drawn: OrderDraft) -> None:
    """Without a balance nothing is said of it, but that."""
    prepared = prepare(drawn)

    assert "BALANCE" in {note.rule for note in prepared.notes}
    assert prepared.problems == ()
