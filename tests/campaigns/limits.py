"""Limits: the budget is kept, nothing is sent inside a ban, and nobody is starved."""

from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory
from unittest.mock import patch

from binance.request.rate_limiter import RateLimiter
from binance.request.request import Request, Response
from binance.request.shared_window import SharedWindow
from tests.campaigns import bans, crowd
from tests.campaigns.finding import Finding, Report
from tests.campaigns.virtual_time import virtually

SPAN = 5  # turns over which honest users are compared


@dataclass(frozen=True, slots=True)
class Plan:
    """A crowd, a crowd without limiter, and bans."""

    people: crowd.Plan
    rush: crowd.Plan  # without limiter
    exile: bans.Plan


FULL = Plan(
    people=crowd.Plan(honest=800, hostile=200, turn=120.0, turns=15),
    rush=crowd.Plan(honest=800, hostile=200, turn=120.0, turns=1),
    exile=bans.Plan(bans=50, restarts=20, users=10, moments=20),
)
SAMPLE = Plan(
    people=crowd.Plan(honest=80, hostile=20, turn=120.0, turns=5, limit=600, foreign=150),
    rush=crowd.Plan(honest=80, hostile=20, turn=30.0, turns=1, limit=600, foreign=150),
    exile=bans.Plan(bans=5, restarts=2, users=2, moments=3),
)


def campaign(plan: Plan) -> Report:
    """Gather the crowd, go through the bans, and then both without the guard."""
    people = virtually(lambda: crowd.gather_crowd(plan.people))
    exile = _exile(plan)
    born_anew = virtually(lambda: bans.live_in_exile(plan.exile, bans.forgetful))
    with (
        patch.object(SharedWindow, "fits", _first_come),
        patch.object(SharedWindow, "rank", lambda *_: 0),
    ):
        queue = virtually(lambda: crowd.gather_crowd(replace(plan.people, turns=SPAN)))
    with patch.object(RateLimiter, "__call__", _send):
        rush = virtually(lambda: crowd.gather_crowd(plan.rush))
        outlaws = _exile(plan)
    return Report(
        title="Limits, bans and fairness",
        story=_story(plan),
        findings=(*_of_crowd(people), *_of_bans(exile)),
        controls=(
            Finding("No limiter: no request beyond the budget", *_over(rush)),
            Finding("No limiter: no request inside a ban", outlaws.calls, outlaws.sent),
            Finding("First come, first served: Jain's index ≥ 0.95", *_unfair(queue)),
            Finding("No memory: no request inside a ban", born_anew.calls, born_anew.sent),
        ),
        measures=_measures(people, queue, rush),
    )


def _exile(plan: Plan) -> bans.Exile:
    with TemporaryDirectory() as folder:
        start = bans.Remembering(Path(folder))
        return virtually(lambda: bans.live_in_exile(plan.exile, start))


def _story(plan: Plan) -> str:
    people, exile = plan.people, plan.exile
    return (
        f"On a clock that jumps, {people.honest + people.hostile:,} users share an address with a "
        f"stranger who uses {people.foreign:,} of its {people.limit:,} weight a minute. "
        f"{people.honest:,} users call once in {people.turn:g} seconds; {people.hostile:,} call "
        f"again a second after every answer, for {people.turn * people.turns / 60:g} minutes. "
        f"Then {exile.bans} bans of two minutes to three days, met while calls are on their way; "
        f"in {exile.restarts} of them the process ends and another one starts on the same "
        "database. Users call every host inside the bans, half a second before their end too."
    )


def _of_crowd(people: crowd.Crowd) -> tuple[Finding, ...]:
    return (
        Finding("No request goes beyond the budget", *_over(people)),
        Finding(
            "Honest users are served alike: Jain's index ≥ 0.95 in ten minutes",
            *_unfair(people),
        ),
        Finding(
            "A refused call is told when to come back",
            len(people.refusals),
            sum(seconds <= 0 for seconds in people.refusals),
        ),
    )


def _of_bans(exile: bans.Exile) -> tuple[Finding, ...]:
    return (
        Finding("Nothing is sent inside a ban, restarts or not", exile.calls, exile.sent),
        Finding(
            "A call inside a ban is told when it ends, or waits for it", exile.calls, exile.untold
        ),
        Finding("Calls pass again after a ban", exile.bans, exile.locked_out),
    )


def _unfair(people: crowd.Crowd) -> tuple[int, int]:
    spans = people.fairness(SPAN)
    return len(spans), sum(index < 0.95 for index in spans)


def _over(people: crowd.Crowd) -> tuple[int, int]:
    return len(people.charges), people.over_budget()


def _measures(people: crowd.Crowd, queue: crowd.Crowd, rush: crowd.Crowd) -> dict[str, str]:
    waits = sorted(people.honest_waits)
    served = [charge for charge in people.charges if charge.key in people.honest]
    turns = people.fairness(1)
    return {
        "Jain's index": ", ".join(f"{index:.3f}" for index in people.fairness(SPAN)),
        "Jain's index of single turns, the first and the lowest after it": (
            f"{turns[0]:.3f}, {min(turns[1:]):.3f}"
        ),
        "weight that went to honest users": f"{_weight(served) / _weight(people.charges):.0%}",
        "an honest user's wait": (
            f"mean {fmean(waits):.2f} s, 99 of 100 within {waits[len(waits) * 99 // 100]:.1f} s"
        ),
        "calls that failed for another reason than a limit": f"{people.failed:,}",
        "Jain's index, first come, first served": f"{queue.fairness(SPAN)[0]:.3f}",
        "requests a minute without limiter": f"{len(rush.charges) * 60 / rush.plan.turn:,.0f}",
    }


def _weight(charges: list[crowd.Charge]) -> int:
    return sum(charge.weight for charge in charges)


def _first_come(window: SharedWindow, amount: int, _request: Request, _now: float) -> bool:
    """Stand in for fairness: whoever fits may go."""
    return window.used + amount <= window.budget


async def _send(limiter: RateLimiter, request: Request) -> Response:
    """Stand in for the limiter: let everything through."""
    return await limiter._send(request)
