"""python -m benchmarks [--rounds N] [SECTION …]: run, print, and write docs/performance.md.

With sections named, or fewer than 12 rounds, the page is left as it is.
"""

import argparse
import os
import random

from benchmarks.processes import ROOT, Worker, server, workers
from benchmarks.report import heading, missed, profile_text, section_text
from benchmarks.rounds import measure
from benchmarks.sections import Line, Section
from benchmarks.suite import OURS, SECTIONS

_PAGE = ROOT / "docs" / "performance.md"
_ROUNDS = 13
_FEWEST_ROUNDS = 12  # below, the median of a ratio says little
_USUAL_AT_ONCE = 10
_PROFILE_CPU_SECONDS = 1.0


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--rounds", type=int, default=_ROUNDS)
    parser.add_argument("sections", nargs="*", choices=[[], *(one.name for one in SECTIONS)])
    asked = parser.parse_args()
    chosen = [one for one in SECTIONS if not asked.sections or one.name in asked.sections]
    load = os.getloadavg()[0]
    with server() as urls:
        texts = [_run(section, urls, asked.rounds) for section in chosen]
    page = heading(asked.rounds, (load, os.getloadavg()[0])) + "".join(texts)
    if asked.sections or asked.rounds < _FEWEST_ROUNDS:
        print(f"\n{_PAGE.name} is left as it is")
    else:
        _PAGE.write_text(page, "utf-8")


def _run(section: Section, urls: dict[str, str], rounds: int) -> str:
    shuffle = random.Random()  # noqa: S311 -- an order, no secret
    with workers(section.candidates, urls) as running:
        measured = measure(section, running, rounds, shuffle)
        text = section_text(section, measured)
        print(text, flush=True)
        for line in _to_explain(missed(section, measured)):
            profile = _profile(section, line, running)
            print(profile, flush=True)
            text += profile
    return text


def _to_explain(lines: list[Line]) -> list[Line]:
    """Choose one line for each job: the profile of the others is much the same."""
    chosen: dict[str, Line] = {}
    for line in lines:
        if line.figure in {"seconds", "cpu"}:
            other = chosen.get(line.work.job)
            if other is None or line.work.at_once == _USUAL_AT_ONCE:
                chosen[line.work.job] = line
    return list(chosen.values())


def _profile(section: Section, line: Line, running: dict[str, Worker]) -> str:
    """Look at the limit and at ours while they do the work of a line."""
    profiles = {}
    for name in (next(iter(section.candidates)), OURS):
        job, at_once = line.work.job_of(name), line.work.at_once
        cpu = running[name].run(job, line.work.calls, at_once).figures["cpu"]
        calls = max(line.work.calls, int(_PROFILE_CPU_SECONDS / cpu))
        looked = running[name].run(job, calls, at_once, profile=True)
        cpu = looked.figures["cpu"]
        profiles[name] = {place: share * cpu for place, share in looked.profile.items()}
    return profile_text(line, profiles)


if __name__ == "__main__":
    main()
