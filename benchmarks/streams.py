"""Benchmarks of market streams: a mixture, an array over the whole market, many consumers."""

from typing import Final

from benchmarks.sections import MICROSECONDS, Aim, Line, Section, Unit, Work

_OURS: Final = "ours"
_NUMBERS: Final = "ours, Decimals"
_PRECISE: Final = Unit(lambda seconds: f"{seconds * 1e6:,.2f} µs")
_MIXED = Work("mixed", 10_000, as_job={_NUMBERS: ""})
_TICKERS = Work("tickers", 10, as_job={_NUMBERS: "tickers as numbers"})
_SHARED = Work("shared", 5_000)
STREAMS = Section(
    "streams",
    "Market streams",
    "CPU of a message, from the socket to whoever wants it. LIMIT is bare aiohttp and msgspec with"
    " Decimals, rows of the array as text, and nobody to hand them over to. Ours goes through the"
    " shared socket into a consumer's queue: ids are looked at, prices of trades and best prices"
    " are Decimals at once, candles and levels when they are read. Of each row of the array symbol,"
    " close and volume are read: as text, and as Decimals where the column says so. python-binance"
    " gives dictionaries of text; Binance's own SDK makes a model of each message.",
    {
        "LIMIT": "stream_limit",
        "LIMIT again": "stream_limit",
        _OURS: "stream_ours",
        _NUMBERS: "stream_ours",
        "python-binance": "stream_python_binance",
        "Binance's SDK": "stream_sdk",
    },
    (
        Line(
            "a message of a mixture",
            _MIXED,
            "cpu",
            _PRECISE,
            (Aim("at most", ratio=1.3), Aim("G7", figure=4.0e-6)),
        ),
        Line(
            "an array of 2,000 symbols",
            _TICKERS,
            "cpu",
            MICROSECONDS,
            (Aim("G8", figure=800e-6),),
        ),
    ),
)
CONSUMERS = Section(
    "consumers",
    "500 streams, 5,000 consumers",
    "CPU of a message that goes to ten consumers, and what each further consumer of a stream costs"
    " a message: the difference to one consumer of each stream, divided by nine. Reading the queue"
    " is part of it.",
    {_OURS: "stream_ours"},
    (
        Line("a message to ten consumers", _SHARED, "cpu", _PRECISE),
        Line("each further consumer", _SHARED, "extra", _PRECISE),
    ),
)
