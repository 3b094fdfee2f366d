"""The budget, the bans and the fairness on a clock that jumps: a smaller crowd and five bans."""

import pytest

from tests.campaigns import limits


@pytest.mark.timeout(240)
def test_limits() -> None:
    """Nothing beyond the budget or inside a ban, nobody starved; each guard is missed when gone."""
    report = limits.campaign(limits.SAMPLE)

    assert [one for one in report.findings if one.failures] == []
    assert report.kept
