"""Cuts what is written in one go, so that other writers get their turn in between."""

from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

MOST: Final = 500  # rows in one transaction

T = TypeVar("T")


def parts_of(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    """Give the rows, at most 500 at a time."""
    return (rows[first : first + MOST] for first in range(0, len(rows), MOST))
