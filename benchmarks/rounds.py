"""Shuffled, interleaved rounds, and what is read from them: medians and ratios inside a round."""

import random
from collections.abc import Mapping
from statistics import median

from benchmarks.measuring import Figures
from benchmarks.processes import Worker
from benchmarks.sections import Line, Section, Unit

Measured = dict[tuple[int, str], list[Figures]]
"""What each candidate measured round by round, by work (its id) and candidate."""


def measure(
    section: Section, workers: Mapping[str, Worker], rounds: int, shuffle: random.Random
) -> Measured:
    """Let every candidate do the work once a round, in an order that is new each time."""
    measured: Measured = {}
    for number in range(rounds):
        due = [work for work in section.work if number < (work.most_rounds or rounds)]
        turns = [(work, name) for work in due for name in section.candidates]
        # Side by side what is compared, so that both see the same weather.
        shuffle.shuffle(turns)
        order = {id(work): shuffle.random() for work in section.work}
        for work, name in sorted(turns, key=lambda turn: order[id(turn[0])]):
            if job := work.job_of(name):
                figures = workers[name].run(job, work.calls, work.at_once).figures
                measured.setdefault((id(work), name), []).append(figures)
    return measured


def typical(measured: Measured, line: Line, candidate: str) -> float | None:
    """Give the median of a candidate's figure; None when it did not do this work."""
    figures = measured.get((id(line.work), candidate))
    return None if figures is None else median(one[line.figure] for one in figures)


def ratio(measured: Measured, line: Line, candidate: str, limit: str) -> float | None:
    """Give the median over the rounds of a candidate's figure to the limit's in the same round."""
    theirs = measured.get((id(line.work), limit))
    figures = measured.get((id(line.work), candidate))
    if theirs is None or figures is None:
        return None
    pairs = zip(figures, theirs, strict=True)
    return median(_ratio(line.unit, mine[line.figure], its[line.figure]) for mine, its in pairs)


def _ratio(unit: Unit, mine: float, limit: float) -> float:
    # What is shown as a rate is measured as seconds: the quotient is the other way round.
    return limit / mine if unit.more_is_better else mine / limit
