"""The part of docs/binance.md on market streams: `make docs`."""

from collections.abc import Iterator
from typing import Any, Final, get_args, get_type_hints

from binance.websocket.coverage import DOCUMENTED, Documented, module_of

_INTRODUCTION: Final = """## Market streams

{followed} of the {total} streams of Binance's documentation have a function that names them, and
typed events; all of them ride on shared sockets.

```python
from binance.websocket import streams

async with binance.streams.subscribe(streams.agg_trade("BTCUSDT"), backfill=True) as events:
    async for event in events:
        print(event)  # AggTrade, or Gap where something is missing
```

A plain name (`"btcusdt@aggTrade"`, with `market=` for others than spot) does too, also one this
version does not know: its events come as `UnknownEvent` with the message as it was.

| market | stream | function | event |
|---|---|---|---|
"""


def section() -> str:
    """Give the part as Markdown."""
    followed = sum(row.function is not None for row in DOCUMENTED)
    head = _INTRODUCTION.format(followed=followed, total=len(DOCUMENTED))
    return head + "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    for row in DOCUMENTED:
        cells = (row.product, f"`{row.pattern}`", *_function(row))
        yield "| " + " | ".join(cells) + " |"


def _function(row: Documented) -> tuple[str, str]:
    if row.function is None:
        return f"– ({row.note})", ""
    (event,) = get_args(get_type_hints(row.function)["return"])
    module = module_of(row.function).replace("_", ".", 1)
    return f"`{module}.{row.function.__name__}`", f"`{_event(event)}`"


def _event(event: Any) -> str:
    inner = get_args(event)
    return f"list[{inner[0].__name__}]" if inner else str(event.__name__)
