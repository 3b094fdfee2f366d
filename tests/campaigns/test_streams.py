"""A day of broken sockets: a sample of the campaign."""

import pytest

from tests.campaigns import streams


@pytest.mark.timeout(240)
def test_streams() -> None:
    """Every trade and every fill comes once; without each guard some are lost or doubled."""
    report = streams.campaign(streams.SAMPLE)

    assert [one for one in report.findings if one.failures] == []
    assert report.kept
