"""A server that closes idle sockets at any moment: thirty seconds of the campaign."""

import pytest

from tests.campaigns import keep_alive


@pytest.mark.timeout(240)
async def test_keep_alive() -> None:
    """No call fails and none is sent twice; plain aiohttp shows both."""
    report = await keep_alive.campaign(keep_alive.SAMPLE)

    assert [one for one in report.findings if one.failures] == []
    assert report.kept
