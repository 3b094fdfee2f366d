"""Benchmarks of the client as somebody else's program uses it: scans, and its import."""

from typing import Final

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

_OURS: Final = "ours"
_IN_TURN: Final = "one after the other"
_AIOHTTP: Final = "aiohttp alone"

_SCAN = Work("scan", 400, 64)
SCAN = Section(
    "scan",
    "A scan of 400 symbols, 64 at a time, 20 ms a round trip",
    "Time of one call in the whole scan; 400 times that is how long it takes. Ours is"
    " `binance.gather` with every stage on and typed answers. httpx sends everything over one"
    " HTTP/2 connection, without any feature either; its server is `h2`, in the server's process.",
    {
        "LIMIT": "limit",
        "LIMIT again": "limit",
        _OURS: "scan_ours",
        "httpx, HTTP/2": "httpx_http2",
        "python-binance": "python_binance",
        "ccxt": "ccxt_binance",
    },
    (
        Line(
            "each of 400 calls",
            _SCAN,
            "seconds",
            MICROSECONDS,
            (Aim("at most", ratio=1.15), Aim("G5", ratio=1.1)),
        ),
        Line("CPU for 1,000", _SCAN, "cpu", CPU_PER_1000),
    ),
)

_MARKETS = Work("side by side", 200, 5, as_job={_IN_TURN: "in turn"})
MARKETS = Section(
    "markets",
    "Four markets, 50 symbols each, 5 at a time, 20 ms a round trip",
    "The last two candles of spot, USDⓈ-M, COIN-M and mark prices by `binance.gather`, over one"
    " client: one market after the other, and all four side by side.",
    {_IN_TURN: "scan_ours", _OURS: "scan_ours"},
    (Line("calls", _MARKETS, "seconds", RATE, (Aim("side by side", ratio=3.6),)),),
)

_IMPORT = Work("import", 1, most_rounds=FEW_ROUNDS)
_ABOVE = Work("import", 1, as_job={_AIOHTTP: ""}, most_rounds=FEW_ROUNDS)
IMPORT = Section(
    "import",
    "Import",
    "`import binance.client` in a new process, its code compiled already, beside other clients with"
    " everything they import. Memory is what is resident above a process that imported aiohttp"
    " alone.",
    {
        _AIOHTTP: "import_aiohttp",
        _OURS: "import_ours",
        "python-binance": "import_python_binance",
        "ccxt": "import_ccxt",
    },
    (
        Line(
            "CPU until it is there",
            _IMPORT,
            "imported",
            MILLISECONDS,
            (Aim("at most", figure=0.35),),
        ),
        Line("memory above", _ABOVE, "above", MEGABYTES, (Aim("at most", figure=25e6),)),
    ),
)
