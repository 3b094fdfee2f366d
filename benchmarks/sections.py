"""What a benchmark is made of: candidates, the work they do, and the lines of its table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

FEW_ROUNDS = 3  # for what takes seconds and hardly varies


class Unit(NamedTuple):
    """How a figure is shown, and whether more of it is better."""

    show: Callable[[float], str]
    more_is_better: bool = False


RATE = Unit(lambda seconds: f"{1 / seconds:,.0f}/s", more_is_better=True)
CPU_PER_1000 = Unit(lambda seconds: f"{seconds * 1000:.3f} s")
MICROSECONDS = Unit(lambda seconds: f"{seconds * 1e6:,.0f} µs")
MILLISECONDS = Unit(lambda seconds: f"{seconds * 1e3:,.1f} ms")
MEGABYTES = Unit(lambda size: f"{size / 1e6:,.1f} MB")


@dataclass(frozen=True)
class Work:
    """A job every candidate does once in each round."""

    job: str
    calls: int
    at_once: int = 1
    as_job: Mapping[str, str] = field(default_factory=dict)
    """Another name of the job, for candidates that have it under that name; "" for none."""
    most_rounds: int | None = None  # it does no more of them

    def job_of(self, candidate: str) -> str:
        """Give the name of the job; "" when this candidate has no such thing."""
        return self.as_job.get(candidate, self.job)


@dataclass(frozen=True)
class Aim:
    """What this project wants to reach: a ratio to the first candidate, or a figure of its own."""

    name: str  # as in "G1"
    ratio: float | None = None
    figure: float | None = None  # seconds or bytes


@dataclass(frozen=True)
class Line:
    """One line of a table: a figure of some work."""

    label: str
    work: Work
    figure: str
    unit: Unit
    aims: tuple[Aim, ...] = ()


@dataclass(frozen=True)
class Section:
    """One benchmark. The first candidate is the limit, `ours` is this project."""

    name: str
    title: str
    text: str
    candidates: Mapping[str, str]  # module by the name in the table
    lines: tuple[Line, ...]

    @property
    def work(self) -> tuple[Work, ...]:
        """Everything to be measured."""
        return tuple({id(line.work): line.work for line in self.lines}.values())
