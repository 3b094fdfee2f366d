"""Tables: what was measured as lines of Markdown, printed and kept in docs/performance.md."""

import os
import platform
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.rounds import Measured, ratio, typical
from benchmarks.sections import Aim, Line, Section
from benchmarks.suite import OURS

_LIBRARIES = (
    "aiohttp",
    "aiogram",
    "uvloop",
    "msgspec",
    "orjson",
    "httpx",
    "python-binance",
    "ccxt",
)
_SHOWN_PLACES = 16
_OWN = ("binance/", "bot/", "storage/")

Profiles = Mapping[str, dict[str, float]]
"""Seconds of CPU a call by place, for each candidate that was looked at."""


def heading(rounds: int, load: tuple[float, float]) -> str:
    """Give the beginning of the page: when, where, and how busy the machine was."""
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return (
        "# Performance\n\n"
        "Written by `make bench`.\n\n"
        f"{datetime.now(UTC):%Y-%m-%d} · {_processor()}, {os.cpu_count()} cores · Python"
        f" {platform.python_version()} · {libraries}\n\n"
        f"Median of {rounds} rounds; in a round every candidate does the same work once, in"
        " shuffled order. A number in brackets is the ratio to the first column, taken inside"
        " each round. Client and server are separate processes on separate cores, on loopback."
        " For calls a larger ratio is better, for everything else a smaller one. Where an aim is"
        " missed, the table below shows where our time goes and where the first column's does,"
        " by file, sampled a thousand times a second of CPU.\n\n"
        f"The machine's load was {load[0]:.1f} before and {load[1]:.1f} after: the benchmarks"
        " themselves make about 1.5. With more, the figures are too high and the ratios noisy.\n"
    )


def section_text(section: Section, measured: Measured) -> str:
    """Give the table of a section."""
    names = list(section.candidates)
    header = ["", *names, "aim", ""]
    rows = [_row(section, line, measured) for line in section.lines]
    return f"\n## {section.title}\n\n{section.text}\n\n" + _table(header, rows)


def missed(section: Section, measured: Measured) -> list[Line]:
    """Give the lines whose aims were not reached."""
    return [
        line
        for line in section.lines
        if not all(_reached(section, line, aim, measured) for aim in line.aims)
    ]


def profile_text(line: Line, profiles: Profiles) -> str:
    """Give where the time of one call goes, most of it first."""
    ours = profiles[OURS]
    places = sorted(ours, key=ours.__getitem__, reverse=True)[:_SHOWN_PLACES]
    rows = [[f"`{place}`", *_each(profiles, {place})] for place in places]
    rows.append(["everything else", *_each(profiles, _places(profiles) - set(places))])
    rows.append(["together", *_each(profiles, _places(profiles))])
    own = {place for place in _places(profiles) if place.startswith(_OWN)}
    rows.append(["of it this project's files", *_each(profiles, own)])
    label = line.label.partition(":")[0]
    return f"\n{label}: where the CPU goes, µs a call\n\n" + _table(["", *profiles], rows)


def _places(profiles: Profiles) -> set[str]:
    return set().union(*profiles.values())


def _each(profiles: Profiles, places: set[str]) -> list[str]:
    """Give for each candidate what it spends in these places."""
    spent = (sum(one.get(place, 0.0) for place in places) for one in profiles.values())
    return [f"{seconds * 1e6:,.1f}" for seconds in spent]


def _row(section: Section, line: Line, measured: Measured) -> list[str]:
    limit = next(iter(section.candidates))
    cells = [line.label]
    for name in section.candidates:
        figure, relation = typical(measured, line, name), ratio(measured, line, name, limit)
        if figure is None:
            cells.append("")
        elif name == limit or relation is None:
            cells.append(line.unit.show(figure))
        else:
            cells.append(f"{line.unit.show(figure)} ({relation:.2f})")
    reached = [_reached(section, line, aim, measured) for aim in line.aims]
    cells.append(", ".join(_aim(line, aim) for aim in line.aims))
    cells.append(" ".join("✓" if one else "✗" for one in reached))
    return cells


def _aim(line: Line, aim: Aim) -> str:
    sign = "≥" if line.unit.more_is_better else "≤"
    if aim.ratio is not None:
        return f"{aim.name} {sign} {aim.ratio:.2f}"
    return f"{aim.name} {sign} {line.unit.show(aim.figure or 0.0)}"


def _reached(section: Section, line: Line, aim: Aim, measured: Measured) -> bool:
    if aim.ratio is not None:
        relation = ratio(measured, line, OURS, next(iter(section.candidates)))
        if relation is None:
            return False
        return relation >= aim.ratio if line.unit.more_is_better else relation <= aim.ratio
    figure = typical(measured, line, OURS)
    return figure is not None and aim.figure is not None and figure <= aim.figure


def _table(header: list[str], rows: Iterable[list[str]]) -> str:
    lines = [header, ["---"] + ["---:"] * (len(header) - 1), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
