"""The parts of docs/binance.md on the WebSocket APIs and on user data: `make docs`."""

from collections.abc import Iterator
from typing import Any, Final, get_args

from binance.catalogue_table.ws_row import WsRow
from binance.models.user_events import SpotEvent
from binance.models.user_events_futures import FuturesEvent
from binance.models.user_events_margin import MarginRiskEvent, PortfolioMarginEvent
from binance.models.user_events_options import OptionsEvent
from binance.request.request import Api
from binance.websocket.ws_api_methods import methods

_METHODS: Final = """## WebSocket APIs

All {documented} methods of Binance's documentation ({spot} of spot, {usd} of USDⓈ-M, {coin} of
COIN-M) can be called by name, and {more} besides; they share limits, bans and errors with the calls
over HTTP. Names are Binance's; those of futures begin with `futures.` and `coin_futures.`.

```python
depth = await binance.ws_api.call("depth", symbol="BTCUSDT", limit=20)
order = await account.ws_api.call("order.status", symbol="BTCUSDT", order_id=12)
```

Those marked *own socket* belong to a connection: `async with account.ws_api.own_socket() as own`.

| method | as over HTTP | key | weight | |
|---|---|---|--:|---|
"""
_EVENTS: Final = """## User data

`binance.user_data.follow` tells what happens to an account, and each of its fills exactly once as a
`Fill`; `binance/websocket/user_data.py` begins with an example. Spot, margin and both futures are
followed; the events of margin risks, options and portfolio margin have models to be read with.

| account | event | model |
|---|---|---|
"""
_UNDOCUMENTED: Final = frozenset(
    {"userDataStream.subscribe.listenToken"}
)  # found in margin's pages
_KINDS: Final = {
    "spot, margin": SpotEvent,
    "futures, coin_futures": FuturesEvent,
    "margin risks": MarginRiskEvent,
    "options": OptionsEvent,
    "portfolio margin": PortfolioMarginEvent,
}


def section() -> str:
    """Give both parts as Markdown."""
    rows = list(methods().values())
    counted = [row.api for row in rows if row.name not in _UNDOCUMENTED]
    head = _METHODS.format(
        documented=len(counted),
        spot=counted.count(Api.SPOT),
        usd=counted.count(Api.FUTURES),
        coin=counted.count(Api.COIN_FUTURES),
        more=len(rows) - len(counted),
    )
    told = head + "\n".join(map(_line, rows))
    return told + "\n\n" + _EVENTS + "\n".join(_events()) + "\n"


def _line(row: WsRow) -> str:
    weights = str(row.weights[0])
    if len(row.weights) > 1:
        weights += f"–{row.weights[-1]}"
    rest = f"`{row.rest}`" if row.rest else ""
    note = "own socket" if row.own_socket else ""
    return f"| `{row.name}` | {rest} | {row.security} | {weights} | {note} |"


def _events() -> Iterator[str]:
    for account, kinds in _KINDS.items():
        models: tuple[Any, ...] = get_args(kinds)
        for model in models:
            tag = model.__struct_config__.tag
            yield f"| {account} | `{tag}` | `{model.__name__}` |"
