"""Histories: rows of a span of time, one page of them, newest first."""

from collections.abc import Iterable
from typing import Any

from sandbox.exchange.errors import Refusal
from sandbox.exchange.routes import Call

DAY_MS = 86_400_000
SPAN = "startTime endTime"
PAGE = "current=1 size=10"


def check_span(call: Call, days: int) -> None:
    """Check that the times asked for are not too far apart. Fails with -4047."""
    start, end = call.get("startTime"), call.get("endTime")
    if start is not None and end is not None and not 0 <= end - start <= days * DAY_MS:
        raise Refusal(-4047, f"Time interval must be within 0-{days} days")


def within(call: Call, time_ms: int) -> bool:
    """Tell whether a moment is in the span asked for."""
    start, end = call.get("startTime"), call.get("endTime")
    return (start is None or time_ms >= start) and (end is None or time_ms <= end)


def page(call: Call, rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Give the page asked for."""
    every = list(rows)
    first = (max(call["current"], 1) - 1) * call["size"]
    return {"rows": every[first : first + call["size"]], "total": len(every)}


def cut(call: Call, rows: Iterable[dict[str, Any]], usual: int) -> list[dict[str, Any]]:
    """Give the part `offset` and `limit` ask for."""
    first = call.get("offset", 0)
    return list(rows)[first : first + call.get("limit", usual)]
