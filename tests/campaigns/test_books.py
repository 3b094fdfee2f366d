"""Books of which a bad network drops, repeats and delays changes: a sample of the campaign."""

import pytest

from tests.campaigns import books


@pytest.mark.timeout(240)
def test_books() -> None:
    """No book is wrong silently; without the rules some are, without the budget some are dear."""
    report = books.campaign(books.SAMPLE)

    assert [one for one in report.findings if one.failures] == []
    assert report.kept
