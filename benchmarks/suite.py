"""The benchmarks: what is compared with what, and what is to be reached."""

from typing import Final

from benchmarks.accounts import ACCOUNTS
from benchmarks.scans import IMPORT, MARKETS, SCAN
from benchmarks.sections import (
    CPU_PER_1000,
    FEW_ROUNDS,
    MEGABYTES,
    MICROSECONDS,
    MILLISECONDS,
    RATE,
    Aim,
    Line,
    Section,
    Work,
)
from benchmarks.streams import CONSUMERS, STREAMS

OURS: Final = "ours"

_CLIENTS: Final = {
    "LIMIT": "limit",
    "LIMIT again": "limit",
    OURS: "ours",
    "python-binance": "python_binance",
    "ccxt": "ccxt_binance",
}


def _request(label: str, work: Work, rate: Aim, cpu: Aim) -> tuple[Line, Line]:
    text = f"{label}, {work.at_once} at a time"
    return (
        Line(f"{text}: calls", work, "seconds", RATE, (rate,)),
        Line(f"{text}: CPU for 1,000", work, "cpu", CPU_PER_1000, (cpu,)),
    )


def _requests() -> tuple[Line, ...]:
    rate = Aim("calls", ratio=0.9)
    kinds = (
        ("ticker price", "ticker", 1_000, Aim("G1", ratio=1.2)),
        ("account, 6 balances", "account 6", 1_000, Aim("G2", ratio=1.2)),
        ("account, 600 balances", "account 600", 300, Aim("G3", ratio=1.05)),
        ("order", "order", 1_000, Aim("G4", ratio=1.25)),
    )
    return tuple(
        line
        for label, job, calls, aim in kinds
        for at_once in (1, 10, 100)
        for line in _request(label, Work(job, calls, at_once), rate, aim)
    )


REQUESTS = Section(
    "requests",
    "Requests",
    "LIMIT is bare aiohttp with hmac and orjson: no retries, no limits, no types, and the caller"
    " writes the query himself. Ours is the whole pipeline with every stage on, typed answers and"
    " Decimals; no answer comes from the cache. *LIMIT again* is a second copy of LIMIT in a"
    " process of its own: what it differs by is noise.",
    _CLIENTS,
    _requests(),
)

_INFO = Work("exchange info", 2)
_KEPT = Work("kept", 1, most_rounds=FEW_ROUNDS)
EXCHANGE_INFO = Section(
    "exchangeInfo",
    "exchangeInfo, 3,500 symbols, 5.5 MB",
    "End to end. LIMIT reads six fields of a symbol with msgspec and leaves the filters unread;"
    " ccxt converts to its own form. The stall is the longest time something else on the loop had"
    " to wait.",
    _CLIENTS,
    (
        Line("until it is there", _INFO, "seconds", MILLISECONDS, (Aim("G6", figure=0.022),)),
        Line("longest stall", _INFO, "stall", MILLISECONDS, (Aim("G6", figure=0.010),)),
        Line("memory kept", _KEPT, "kept", MEGABYTES, (Aim("G6", figure=10e6),)),
    ),
)

_STOCK: Final = "aiogram alone"
_FILTERS: Final = "aiogram, 120 filters"
_NO_DATABASE: Final = "ours, no database"
_REPLY = Work("updates", 1_000, as_job={_FILTERS: "", _NO_DATABASE: ""})
_DISPATCH = Work(
    "dispatch 120", 500, as_job={_STOCK: "dispatch", _NO_DATABASE: "dispatch 120, no database"}
)
UPDATES = Section(
    "updates",
    "Updates",
    "A reply: 100 people at a time write a command, the bot polls, answers through a local Bot API,"
    " and each writes again; ours with every middleware, the database and the outbox, aiogram alone"
    " with one handler. Dispatch: an update that was read already, until its handler, which does"
    " nothing; ours has 120 commands.",
    {
        _STOCK: "bot_stock",
        OURS: "bot_ours",
        _NO_DATABASE: "bot_ours",
        _FILTERS: "bot_stock",
    },
    (
        Line(
            "update to reply: CPU",
            _REPLY,
            "cpu",
            MICROSECONDS,
            (Aim("at most", ratio=1.3), Aim("G10", ratio=1.0)),
        ),
        Line("dispatch: CPU", _DISPATCH, "cpu", MICROSECONDS, (Aim("G9", figure=130e-6),)),
    ),
)

_SIGN = Work("sign", 300)
_SIGN_ANEW = Work("sign anew", 300, as_job={"LIMIT": "sign", "ORM": "sign"})
PRIVATE_PATH = Section(
    "keys",
    "From a user's row to a signature",
    "Read the row, derive its key, decrypt, sign. LIMIT is one SELECT through aiosqlite in no"
    " transaction; the ORM is an SQLAlchemy session with one master key for all rows. Ours reads"
    " the row again after any write of its process, and else has it in memory, encrypted. A session"
    " begins, reads and rolls back, each through aiosqlite's thread and shielded from cancellation:"
    " that is what a read costs more than LIMIT's.",
    {"LIMIT": "row_bare", OURS: "row_ours", "ORM": "row_orm"},
    (
        Line("after a write", _SIGN_ANEW, "cpu", MICROSECONDS, (Aim("G11", figure=150e-6),)),
        Line("else", _SIGN, "cpu", MICROSECONDS, (Aim("G11", figure=20e-6),)),
    ),
)

_REST = Work("memory", 1, most_rounds=FEW_ROUNDS)
MEMORY = Section(
    "memory",
    "Memory at rest",
    "Resident memory of a bot that has started and waits for updates. Ours is `python -m bot run`:"
    " on a database that exists: what it has more is SQLAlchemy (17 MB), cryptography (11),"
    " structlog (4), our own modules (about 16).",
    {_STOCK: "rest_stock", OURS: "rest_ours"},
    (Line("resident", _REST, "resident", MEGABYTES, (Aim("G14", ratio=1.25),)),),
)

SECTIONS: Final = (
    REQUESTS,
    SCAN,
    MARKETS,
    EXCHANGE_INFO,
    UPDATES,
    PRIVATE_PATH,
    STREAMS,
    CONSUMERS,
    ACCOUNTS,
    IMPORT,
    MEMORY,
)
