"""python -m tests.campaigns [NAME …]: run campaigns in full and write docs/reliability.md."""

import argparse
import asyncio
import sys
import time
from collections.abc import Callable

from tests.campaigns import books, breaker, keep_alive, limits, processes, streams
from tests.campaigns.finding import Report
from tests.campaigns.page import PAGE, renew, section

CAMPAIGNS: dict[str, tuple[str, Callable[[], Report]]] = {
    "limits": ("Limits, bans and fairness", lambda: limits.campaign(limits.FULL)),
    "processes": (
        "Several processes",
        lambda: asyncio.run(processes.campaign(processes.FULL)),
    ),
    "breaker": ("Outage", lambda: breaker.campaign(breaker.FULL)),
    "streams": ("Streams", lambda: streams.campaign(streams.FULL)),
    "books": ("Order books", lambda: books.campaign(books.FULL)),
    "keep_alive": ("Keep-alive", lambda: asyncio.run(keep_alive.campaign(keep_alive.FULL))),
}


def main() -> int:
    """Run what was asked for; the exit code tells whether every promise was kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.campaigns", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*CAMPAIGNS, []], metavar="NAME")
    names = parser.parse_args().names or list(CAMPAIGNS)
    titles = [title for title, _ in CAMPAIGNS.values()]
    kept = True
    for name in names:
        title, campaign = CAMPAIGNS[name]
        began = time.monotonic()
        report = campaign()
        text = section(report, time.monotonic() - began)
        sys.stdout.write(text + "\n")
        before = PAGE.read_text("utf-8") if PAGE.exists() else ""
        PAGE.write_text(renew(before, titles, {title: text}), "utf-8")
        kept = kept and report.kept
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
