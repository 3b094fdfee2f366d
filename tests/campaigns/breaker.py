"""Outage: Binance fails for minutes, and is left alone until it is well again.

The verdict reads the exchange's ledger: which requests arrived while it was down, when they
stopped, and when they came back.
"""

import math
from bisect import bisect, bisect_left
from collections import Counter, defaultdict, deque
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import fmean
from typing import Any
from unittest.mock import patch

from binance.request.circuit_breaker import CircuitBreaker
from binance.request.request import Request
from binance.request.retry import RetryBudget
from tests.campaigns.finding import Finding, Report
from tests.campaigns.outage import TIMEOUT, Arrival, Attempt, Crowd, Spells, Weather, live_through
from tests.campaigns.virtual_time import virtually

KINDS = ("reset", "html", "silence")
FEWEST, SHARE, WINDOW = 20, 0.5, 30.0  # when the breaker should open; the last in seconds
FAILURES = ("ConnectionLost", "RequestTimeout", "ServerFault")
QUIET = 3.0  # seconds without a request: the circuit is open


@dataclass(frozen=True, slots=True)
class Plan:
    """How many outages of which length; times in seconds."""

    crowd: Crowd
    outages: int  # of each kind
    lasts: float
    flaps: int  # times the upstream goes off and on again
    flap: float = 5.0  # it is off for so long, then on for as long
    calm: float = 45.0  # before the first outage
    after: float = 30.0
    controls: tuple[str, ...] = KINDS
    control_lasts: float = 120.0


FULL = Plan(Crowd(users=1_000, every=30.0), outages=10, lasts=600.0, flaps=30)
SAMPLE = Plan(
    Crowd(users=120, every=4.0),
    outages=1,
    lasts=45.0,
    flaps=3,
    calm=8.0,
    after=16.0,
    controls=("html",),
    control_lasts=15.0,
)


def campaign(plan: Plan) -> Report:
    """Live through the outages with the breaker, and through one of each kind without it."""
    seen = [(kind, _outage(plan, kind, seed)) for kind in KINDS for seed in range(plan.outages)]
    flapping = _flapping(plan)
    without = replace(plan, lasts=plan.control_lasts)
    with (
        patch.object(CircuitBreaker, "__call__", _pass_on),
        patch.object(RetryBudget, "spend", lambda *_: True),
    ):
        control = [(kind, _outage(without, kind, 0)) for kind in plan.controls]
    recoveries = [_recovery(weather) for _, weather in seen]
    crowd = plan.crowd
    return Report(
        title="Outage",
        story=(
            f"{crowd.users:,} users call every {crowd.every:g} seconds, every fifth time to place "
            f"an order, on a clock that jumps. {len(seen)} times Binance fails for "
            f"{plan.lasts:g} seconds: every request is reset, answered with the page of a proxy, "
            f"or never answered. Then it goes off and on {plan.flaps} times, {plan.flap:g} seconds "
            "each. The control has neither a circuit breaker nor a budget for retries."
        ),
        findings=(*_findings(seen), _oscillations(plan, flapping)),
        controls=_findings(control)[:2],
        measures={
            "seconds until calls passed again": f"{min(recoveries):.1f} to {max(recoveries):.1f}",
            "requests in an outage": _loads(seen),
            "requests in an outage, control": _loads(control),
            "times the circuit opened while flapping": str(len(_openings(flapping))),
        },
    )


def _findings(seen: list[tuple[str, Weather]]) -> tuple[Finding, ...]:
    outages = [weather for _, weather in seen]
    admitted, upstream = map(sum, zip(*(_admitted(one) for one in outages), strict=True))
    late = sum(_opened_at(one) > _threshold(one) + 2 for one in outages)
    probes = [probe for one in outages for probe in _probes(one)]
    refused = [(call, _opened_at(one)) for one in outages for call in _refused(one)]
    return (
        Finding(
            "At most 1.1 requests for each call let through while Binance is down",
            admitted,
            max(round(upstream - 1.1 * admitted), 0),
        ),
        Finding("The circuit opens within 2 s of the threshold", len(outages), late),
        Finding(
            "Calls pass again within 15 s of the healing",
            len(outages),
            sum(_recovery(one) > 15 for one in outages),
        ),
        Finding(
            "No order finds out whether Binance is back",
            len(probes),
            sum(probe.method != "GET" for probe in probes),
        ),
        Finding(
            "A refused call is told within 1 s, or as the circuit opens, when to come back",
            len(refused),
            sum(
                not call.retry_after or call.ended > max(call.began, opened) + 1.01
                for call, opened in refused
            ),
        ),
    )


def _outage(plan: Plan, kind: str, seed: int) -> Weather:
    ends = plan.calm + plan.lasts
    return virtually(
        lambda: live_through(
            plan.crowd, [(plan.calm, ends)], kind=kind, until=ends + plan.after, seed=seed
        )
    )


def _flapping(plan: Plan) -> Weather:
    spells: Spells = [
        (plan.calm + 2 * plan.flap * number, plan.calm + 2 * plan.flap * number + plan.flap)
        for number in range(plan.flaps)
    ]
    return virtually(
        lambda: live_through(
            plan.crowd, spells, kind="html", until=spells[-1][1] + plan.after, seed=99
        )
    )


def _oscillations(plan: Plan, weather: Weather) -> Finding:
    cycle = 2 * plan.flap
    openings = Counter(
        int((moment - weather.downs[0][0]) // cycle) for moment in _openings(weather)
    )
    return Finding(
        "While Binance flaps the circuit opens at most once in 10 s",
        plan.flaps,
        sum(number > 1 for number in openings.values()),
    )


def _openings(weather: Weather) -> list[float]:
    """Give the moments at which a flow of requests ended for a while."""
    moments = [one.at for one in weather.arrivals]
    return [
        moment
        for number, (moment, following) in enumerate(pairwise(moments))
        if following - moment >= QUIET and bisect(moments, moment - 1.0) <= number - 5
    ]


def _served(weather: Weather) -> list[tuple[Attempt, int]]:
    """Give the calls that began while the upstream was down, with the requests of each."""
    begins, ends = weather.downs[0]
    arrivals, attempts = defaultdict(list), defaultdict(list)
    for arrival in weather.arrivals:
        arrivals[arrival.key].append(arrival.at)
    for call in weather.attempts:
        attempts[call.key].append(call)
    return [
        (call, bisect_left(arrivals[key], until) - bisect_left(arrivals[key], call.began))
        for key, calls in attempts.items()
        for call, until in zip(calls, [*(one.began for one in calls[1:]), math.inf], strict=True)
        if begins <= call.began < ends
    ]


def _admitted(weather: Weather) -> tuple[int, int]:
    """Give the calls let through to the failing upstream, and all requests it took."""
    requests = [number for _, number in _served(weather) if number]
    questions = sum(not one.key for one in weather.during(*weather.downs[0]))  # the layer's own
    return len(requests) + questions, sum(requests) + questions


def _refused(weather: Weather) -> list[Attempt]:
    return [call for call, number in _served(weather) if not number and call.error == "CircuitOpen"]


def _opened_at(weather: Weather) -> float:
    """Give the moment of the first call that was turned away."""
    return min((call.ended for call in _refused(weather)), default=math.inf)


def _threshold(weather: Weather) -> float:
    """Give the moment at which half of 20 calls or more in 30 s had failed."""
    sent = {(call.key, call.began) for call, number in _served(weather) if number}
    ended = sorted(
        (call.ended, call.error in FAILURES)
        for call in weather.attempts
        if call.began < weather.downs[0][0] or (call.key, call.began) in sent
    )
    window: deque[tuple[float, bool]] = deque()
    failures = 0
    for moment, failed in ended:
        window.append((moment, failed))
        failures += failed
        while window[0][0] <= moment - WINDOW:
            failures -= window.popleft()[1]
        if len(window) >= FEWEST and failures >= len(window) * SHARE:
            return moment
    return weather.downs[0][1]


def _probes(weather: Weather) -> list[Arrival]:
    """Give the requests that arrived when all calls from before the opening had ended."""
    _, ends = weather.downs[0]
    return weather.during(_opened_at(weather) + TIMEOUT, ends)


def _recovery(weather: Weather) -> float:
    """Give the seconds from the healing until ten requests have arrived."""
    _, ends = weather.downs[0]
    after = [one.at for one in weather.during(ends, math.inf)]
    return after[9] - ends if len(after) > 9 else math.inf


def _loads(seen: list[tuple[str, Weather]]) -> str:
    """Tell how many requests arrived in an outage, on average, by kind."""
    loads: defaultdict[str, list[int]] = defaultdict(list)
    for kind, weather in seen:
        loads[kind].append(len(weather.during(*weather.downs[0])))
    return ", ".join(f"{kind} {fmean(numbers):.0f}" for kind, numbers in loads.items())


async def _pass_on(breaker: CircuitBreaker, request: Request) -> Any:
    """Stand in for the breaker: let everything through."""
    return await breaker._call(request)
