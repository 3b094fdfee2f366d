"""docs/reliability.md: written by the campaigns, read by people."""

import os
import platform
import re
import textwrap
from datetime import UTC, datetime
from pathlib import Path

from tests.campaigns.finding import Finding, Report

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"
INTRODUCTION = """\
# Reliability

What requests, streams and order books promise, and how often that was tried. Each campaign runs
them over real sockets against the sandbox's exchange and takes its verdict from the exchange's own
record, never from what they say of themselves. Each has a control: the same without the guard,
which must fail, or the campaign would prove nothing.

* **N** is how often a promise was tried, **failures** how often it was broken.
* **bound** is 3/N: so many trials without a failure rule out, with 95 % certainty, a greater share
  of failures. It says nothing of faults the campaign does not produce.

`make campaign` runs all of them in full and writes this page; it takes about an hour.
`make campaign ONLY=limits` runs one and renews its section. `make test` runs a small sample of
each.
"""


def section(report: Report, seconds: float) -> str:
    """Write the section of one campaign."""
    kept = "kept" if report.kept else "**broken**"
    measures = [f"* {name}: {value}" for name, value in report.measures.items()]
    lines = [
        f"## {report.title}",
        "",
        textwrap.fill(report.story, 100),
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, {_machine()}; {seconds / 60:.1f} minutes; promises {kept}.",
        "",
        *_table(report.findings, "promise"),
        "",
        *_table(report.controls, "control, without the guard"),
        *(["", *measures] if measures else []),
        "",
    ]
    return "\n".join(lines)


def renew(text: str, titles: list[str], sections: dict[str, str]) -> str:
    """Give the page with some sections replaced, in the order of the titles."""
    old = {
        found[1]: found[0].rstrip() + "\n"
        for found in re.finditer(r"^## (.+)\n(?:(?!## ).*\n)*", text, re.MULTILINE)
    }
    known = old | sections
    return "\n".join([INTRODUCTION, *(known[title] for title in titles if title in known)])


def _table(findings: tuple[Finding, ...], head: str) -> list[str]:
    rows = [
        f"| {one.promise} | {one.trials:,} | {one.failures:,} | {one.bound} |" for one in findings
    ]
    return [f"| {head} | N | failures | bound |", "|---|---:|---:|---:|", *rows]


def _machine() -> str:
    return (
        f"{os.cpu_count()} cores {platform.machine()}, {platform.system()}, "
        f"Python {platform.python_version()}"
    )
