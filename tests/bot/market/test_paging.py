"""Long lists, page by page."""

from hypothesis import given
from hypothesis import strategies as st

from bot.paging import page


@given(st.lists(st.integers(), max_size=60), st.integers(1, 12))
def test_pages_hold_every_row_once(rows: list[int], size: int) -> None:
    """Turning all pages shows every row once, in order."""
    pages = page(rows, 0, size).pages

    assert [row for number in range(pages) for row in page(rows, number, size).rows] == rows


@given(st.lists(st.integers(), max_size=60), st.integers())
def test_any_number_gives_a_page(rows: list[int], number: int) -> None:
    """A number outside the list gives the nearest page; an empty list has one."""
    found = page(rows, number)

    assert 0 <= found.number < found.pages
    assert bool(found.rows) == bool(rows)
