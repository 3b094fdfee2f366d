"""Minutes of total failure on a clock that jumps: one outage of each kind."""

import pytest

from tests.campaigns import breaker


@pytest.mark.timeout(240)
def test_breaker() -> None:
    """A failing upstream is left alone and soon used again; without the breaker it is stormed."""
    report = breaker.campaign(breaker.SAMPLE)

    assert [one for one in report.findings if one.failures] == []
    assert report.kept
