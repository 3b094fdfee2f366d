"""What holds for every order: rounding is exact, modest, final and pure; nothing breaks it."""

import time
from dataclasses import replace
from decimal import Decimal, getcontext

import msgspec
import pytest
from hypothesis import example, given, settings

from binance.enums import Side
from binance.filters import Field, Market, NoteKind, OrderDraft, Standing, prepare
from binance.filters.arithmetic import exact
from binance.filters.bounds import together
from binance.filters.facts import OpenOrders
from binance.filters.rounding import bounds_by_field, round_numbers
from binance.filters.rulebook import read
from tests.binance.filters import strategies as draw
from tests.binance.filters.listings import LOT, PRICE, D, limit, raw, symbol

LIKELY = draw.drafts(draw.likely_listings(), draw.LIKELY)
BOUNDING = {"PRICE_FILTER", "LOT_SIZE", "MARKET_LOT_SIZE", "PRECISION"}
BOUNDED = (Field.QUANTITY, Field.PRICE, Field.STOP_PRICE, Field.ICEBERG_QTY)


def values_in_place(draft: OrderDraft) -> dict[Field, bool]:
    """Tell of each number given whether every bound and step lets it through."""
    with exact():
        bounds = bounds_by_field(draft, read(draft, Standing()))
        return {
            field: all(one.within(value) and one.on_step(value) for one in own)
            for field, own in bounds.items()
            if isinstance(value := field.of(draft), Decimal)
        }


@given(LIKELY)
def test_rounded_numbers_satisfy_the_filters(draft: OrderDraft) -> None:
    """A number against which no problem stands is within all bounds and on all steps."""
    prepared = prepare(draft)
    blamed = {one.field for one in prepared.problems if one.rule in BOUNDING}

    for field, right in values_in_place(prepared.order).items():
        assert right == (field not in blamed), field


@given(LIKELY)
def test_rounding_is_modest(draft: OrderDraft) -> None:
    """Quantities never grow; prices move to the side that is no worse, by less than one step."""
    prepared = prepare(draft)

    for change in prepared.changes:
        moved = change.after - change.before
        is_price = change.field in {Field.PRICE, Field.STOP_PRICE}
        assert (moved > 0) == (is_price and draft.side == Side.SELL)
        with exact():
            both = together(bounds_by_field(draft, read(draft, Standing()))[change.field])
        assert both is not None
        assert both.grid is not None
        assert abs(moved) < both.grid.step
    changed = {change.field.name.lower(): change.before for change in prepared.changes}
    assert replace(prepared.order, **changed) == draft  # type: ignore[arg-type] # numbers as they were


@given(LIKELY)
def test_preparing_again_changes_nothing(draft: OrderDraft) -> None:
    """What was prepared is left alone, and so is what is right already."""
    prepared = prepare(draft)
    again = prepare(prepared.order)

    assert again.order == prepared.order
    assert again.changes == ()
    assert (again.problems, again.notes) == (prepared.problems, prepared.notes)
    right = {field for field, fine in values_in_place(draft).items() if fine}
    assert right.isdisjoint(change.field for change in prepared.changes)


@given(LIKELY)
def test_nearest_values_are_acceptable(draft: OrderDraft) -> None:
    """The value a problem proposes is one the bounds and steps let through."""
    for problem in prepare(draft).problems:
        field = problem.remedy or problem.field
        if problem.nearest is not None and field in BOUNDED:
            mended = replace(draft, **{field.name.lower(): problem.nearest})  # type: ignore[arg-type] # the Decimal of that field
            assert values_in_place(mended)[field]


@given(
    draw.drafts(draw.hostile_listings(), draw.HOSTILE),
    draw.markets(draw.HOSTILE),
    draw.standings(draw.HOSTILE),
)
@settings(max_examples=150)
@example(
    limit(symbol(PRICE | {"minPrice": "5", "maxPrice": "1", "tickSize": "1E-30"}, LOT)),
    Market(last_price=Decimal("sNaN")),
    Standing(on_symbol=OpenOrders(orders=10**6000)),
)
def test_nothing_hostile_breaks_it(draft: OrderDraft, market: Market, standing: Standing) -> None:
    """Any numbers, filters and facts give a result that can be shown; never an exception."""
    before = getcontext().copy()
    prepared = prepare(draft, market, standing)

    shown = [str(one) for one in (*prepared.changes, *prepared.problems, *prepared.notes)]
    assert max(map(len, shown), default=0) < 1000
    assert repr(prepare(draft, market, standing)) == repr(prepared)
    assert (getcontext().prec, getcontext().traps) == (before.prec, before.traps)
    assert getcontext().flags == before.flags


@pytest.mark.parametrize(
    "numbers",
    [
        {"quantity": "1" * 41},
        {"quantity": "1E+999999"},
        {"price": "1E-999999"},
        {"price": "Infinity"},
        {"quantity": "NaN"},
    ],
    ids=str,
)
def test_endless_numbers_are_told(numbers: dict[str, str]) -> None:
    """A number of insane length is a problem, and is not printed in full."""
    draft = limit(symbol(PRICE, LOT), **{name: D(text) for name, text in numbers.items()})
    prepared = prepare(draft)

    assert [one.kind.name for one in prepared.problems] == ["UNUSABLE_NUMBER"]
    assert len(str(prepared.problems[0])) < 80


def test_many_filters_do_not_grow_without_bounds() -> None:
    """A thousand steps without a common measure end in time, and in nothing to round to."""
    lots = [LOT | {"stepSize": f"0.{number}"} for number in range(100_001, 102_001, 2)]
    began = time.process_time()
    prepared = prepare(limit(symbol(*lots), quantity=D("1.5")))

    assert time.process_time() - began < 5
    assert prepared.changes == ()
    assert {one.nearest for one in prepared.problems} == {None}


@pytest.mark.parametrize(
    ("filters", "note"),
    [
        ([{"filterType": "T_PLUS_SELL", "endTime": 0}], (NoteKind.UNKNOWN_FILTER, "T_PLUS_SELL")),
        ([{"filterType": "LOT_SIZE", "stepSize": []}], (NoteKind.UNREADABLE_FILTER, "LOT_SIZE")),
        ([LOT | {"stepSize": "NaN"}], (NoteKind.UNREADABLE_FILTER, "LOT_SIZE")),
        ([LOT | {"stepSize": "1E+50"}], (NoteKind.UNREADABLE_FILTER, "LOT_SIZE")),
        ([{"filterType": "ICEBERG_PARTS"}], (NoteKind.UNREADABLE_FILTER, "ICEBERG_PARTS")),
        ([7], (NoteKind.UNREADABLE_FILTER, "?")),
        ([{}], (NoteKind.UNKNOWN_FILTER, "?")),
    ],
)
def test_filters_that_cannot_be_held_are_told(
    filters: list[object], note: tuple[NoteKind, str]
) -> None:
    """Unknown and unreadable filters are noted; the others hold all the same."""
    prepared = prepare(limit(symbol(*filters, PRICE), price=D("1.019")))

    assert note in [(one.kind, one.rule) for one in prepared.notes]
    assert prepared.order.price == D("1.01")


def test_filters_that_are_no_list_are_told() -> None:
    """A listing whose filters are of another shape is noted as a whole."""
    bent = msgspec.structs.replace(symbol(), raw_filters=msgspec.Raw(b'{"a": 1}'))

    assert "filters" in [one.rule for one in prepare(limit(bent)).notes]
    assert bytes(raw()) == b"[]"


def test_a_float_is_no_amount() -> None:
    """Whatever is not a Decimal is refused, not converted."""
    problems = prepare(limit(symbol(), quantity=0.1)).problems

    assert [one.kind.name for one in problems] == ["UNUSABLE_NUMBER"]


def test_without_the_guard_against_endless_numbers_arithmetic_fails() -> None:
    """The control: the same amount is beyond exact arithmetic when it is let in."""
    draft = limit(symbol(PRICE, LOT), quantity=D("1E-999999"))
    with exact():
        bounds = bounds_by_field(draft, read(draft, Standing()))
        with pytest.raises(ArithmeticError):
            round_numbers(draft, bounds)
