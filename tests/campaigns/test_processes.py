"""Real processes over a real Redis: two minutes and one ban."""

import pytest

from tests.binance.sharing.redis_server import NEEDED
from tests.campaigns import processes

pytestmark = NEEDED


@pytest.mark.timeout(120)
async def test_processes() -> None:
    """Four processes are as one: budget, ban, question; without sharing they are four."""
    report = await processes.campaign(processes.SAMPLE)

    assert [one for one in report.findings if one.failures] == []
    assert report.kept
