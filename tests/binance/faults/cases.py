"""The faults of the matrix: how each is injected, and what it is to whoever called."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from binance.exceptions import (
    ApiError,
    BinanceError,
    ConnectionLost,
    Forbidden,
    IpBanned,
    RegionBlocked,
    RequestTimeout,
    ServerFault,
    TooManyRequests,
    UnreadableAnswer,
)


@dataclass(frozen=True)
class Case:
    """One fault of the sandbox, and the error of a call that cannot get around it."""

    kind: str
    error: type[BinanceError]
    options: dict[str, Any] = field(default_factory=dict)
    passes: bool = True  # a read gets its answer when the fault comes once
    executes: bool = True  # a write may be executed all the same


CASES = {
    "reset": Case("reset", ConnectionLost),
    "hang-up": Case("hang_up", ConnectionLost),
    "silence": Case("silence", RequestTimeout, passes=False),  # one silence takes all the time
    "late-answer": Case("delay", RequestTimeout, {"seconds": 60}, passes=False),
    "slow-body": Case("slow_body", RequestTimeout, {"seconds": 60}, passes=False),
    "cut-body": Case("truncated", ConnectionLost),
    "500-json": Case("error", ServerFault, {"status": 500, "code": -1000}),
    "503-json": Case("error", ServerFault, {"status": 503, "code": -1001}),
    "unknown-outcome": Case("error", ServerFault, {"status": 400, "code": -1007}),
    "502-html": Case("html", ServerFault, {"status": 502}),
    "503-html": Case("html", ServerFault, {"status": 503}),
    "504-empty": Case("empty", ServerFault, {"status": 504}),
    "broken-json": Case("broken_json", UnreadableAnswer),
    "redirect": Case("redirect", UnreadableAnswer),
    "403": Case("forbidden", Forbidden, passes=False, executes=False),
    "451": Case("blocked", RegionBlocked, passes=False, executes=False),
    "418": Case("banned", IpBanned, passes=False, executes=False),
    "418-bare": Case("banned", IpBanned, {"retry_after": None}, passes=False, executes=False),
    "429": Case("too_many", TooManyRequests, {"retry_after": 30}, passes=False, executes=False),
    "429-bare": Case(
        "too_many", TooManyRequests, {"retry_after": None}, passes=False, executes=False
    ),
    "400": Case("error", ApiError, {"status": 400, "code": -1100}, passes=False, executes=False),
}

EVERY = [pytest.param(case, id=name) for name, case in CASES.items()]
ONCE = [pytest.param(case, id=name) for name, case in CASES.items() if case.passes]
UNKNOWN = [pytest.param(case, id=name) for name, case in CASES.items() if case.executes]
