"""Numbers put in place: quantities down to the step, prices to the tick that is no worse."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from binance.filters.arithmetic import tidy
from binance.filters.bounds import (
    Bounds,
    lot_bounds,
    price_bounds,
    quantity_bounds,
    quote_bounds,
    together,
)
from binance.filters.draft import OrderDraft
from binance.filters.result import Change, Field
from binance.filters.rulebook import Rulebook


def bounds_by_field(draft: OrderDraft, rules: Rulebook) -> dict[Field, list[Bounds]]:
    """Give what holds for each number of an order that has bounds."""
    prices = price_bounds(draft, rules)
    return {
        Field.QUANTITY: quantity_bounds(draft, rules),
        Field.QUOTE_QUANTITY: quote_bounds(draft),
        Field.ICEBERG_QTY: lot_bounds(draft, rules),
        Field.PRICE: prices,
        Field.STOP_PRICE: prices,
    }


def round_numbers(
    draft: OrderDraft, bounds: dict[Field, list[Bounds]]
) -> tuple[OrderDraft, tuple[Change, ...]]:
    """Round what is off its step.

    A buyer's prices go down, a seller's up, triggers too. A number that would leave its bounds
    by it stays as it is: nothing is rounded to zero, nor up to a minimum.
    """
    changes = tuple(_changes(draft, bounds))
    values = {change.field.name.lower(): change.after for change in changes}
    return (replace(draft, **values) if values else draft), changes  # type: ignore[arg-type] # each change carries the Decimal of its field


def _changes(draft: OrderDraft, bounds: dict[Field, list[Bounds]]) -> Iterator[Change]:
    for field, own in bounds.items():
        value = field.of(draft)
        if not isinstance(value, Decimal) or value <= 0:
            continue
        up = field in {Field.PRICE, Field.STOP_PRICE} and not draft.is_buy
        change = _change(field, value, own, up=up)
        if change is not None:
            yield change


def _change(field: Field, value: Decimal, bounds: list[Bounds], *, up: bool) -> Change | None:
    both = together(bounds)
    off = next((one for one in bounds if not one.on_step(value)), None)
    if both is None or both.grid is None or off is None or off.grid is None:
        return None
    after = both.grid.ceil(value) if up else both.grid.floor(value)
    if after <= 0 or not both.within(after):
        return None
    return Change(
        field=field, before=value, after=tidy(after), rule=off.rule, step=tidy(off.grid.step)
    )
