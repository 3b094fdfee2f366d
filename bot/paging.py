"""Long lists, ten rows at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of a list: its rows, its number from zero, and how many pages there are."""

    rows: Sequence[Row]
    number: int
    pages: int


def page(rows: Sequence[Row], number: int, size: int = 10) -> Page[Row]:
    """Give page `number`, from zero; a number outside the list gives the nearest page."""
    pages = max(1, -(-len(rows) // size))
    number = min(max(number, 0), pages - 1)
    return Page(rows[number * size : (number + 1) * size], number, pages)
