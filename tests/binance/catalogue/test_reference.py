"""The page of endpoints is what `make docs` would write now."""

from pathlib import Path

from binance.catalogue import Catalogue
from binance.reference import declarations, page

PAGE = Path(__file__).parents[3] / "docs" / "binance.md"


def test_page_of_endpoints_is_current() -> None:
    """docs/binance.md agrees with the declarations and the table; `make docs` writes it."""
    assert PAGE.read_text("utf-8") == page()


def test_coverage_counts_every_endpoint_once() -> None:
    """The sums of the columns are the last row, and the last row is everything."""
    rows = [line.split("|")[1:-1] for line in page().splitlines() if line.startswith("| `")]
    counts = [list(map(int, cells[1:5])) for cells in rows if len(cells) == 6]
    last = next(line for line in page().splitlines() if line.startswith("| **all**"))
    total = list(map(int, last.split("|")[2:6]))

    assert total[1] == len(Catalogue()) == 769
    assert [sum(column) for column in zip(*counts, strict=True)] == total
    assert total[2] + total[3] == total[1]
    assert total[0] == len({(one.endpoint.api, one.endpoint.name) for one in declarations()})
