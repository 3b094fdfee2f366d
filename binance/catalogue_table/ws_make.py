"""Make the table of WebSocket API methods: `python -m binance.catalogue_table.ws_make FILE`.

FILE is JSON: an object whose `ws_api` lists objects with product, ws_method, security, weight (a
sentence) and doc_params (name, required, type). What a method has in common with a REST endpoint
(weight, orders, whether it is a read) is taken from the table of those.
"""

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from binance.catalogue_table.make import OURS, TABLE, SourceParameter, parameter_of
from binance.catalogue_table.row import Row, write_parameter
from binance.catalogue_table.ws_row import WsRow
from binance.catalogue_table.ws_same import COIN_MARGINED, OF_A_CONNECTION, SPOT, USD_MARGINED
from binance.request.request import Api, Security

WS_TABLE = Path(__file__).with_name("ws_api.json")

_WEIGHT = re.compile(r"^Weight\(IP\): (\d+)$")
_TOKEN = WsRow(  # of margin; missing in the lists Binance gives
    name="userDataStream.subscribe.listenToken",
    method="userDataStream.subscribe.listenToken",
    api=Api.SPOT,
    security=Security.NONE,
    weights=(2,),
    own_socket=True,
    written=("listenToken! text",),
)


class _Family(NamedTuple):
    prefix: str
    api: Api
    same: Mapping[str, str]


_FAMILIES: Mapping[str, _Family] = MappingProxyType(
    {
        "spot": _Family("", Api.SPOT, SPOT),
        "derivatives-trading-usds-futures": _Family("futures.", Api.FUTURES, USD_MARGINED),
        "derivatives-trading-coin-futures": _Family(
            "coin_futures.", Api.COIN_FUTURES, COIN_MARGINED
        ),
    }
)


class WsSource(msgspec.Struct):
    """A method as the list has it."""

    product: str
    ws_method: str
    security: str | None
    weight: str | None
    doc_params: list[SourceParameter]


class _Lists(msgspec.Struct):
    ws_api: list[WsSource]


def ws_rows_of(listed: list[WsSource], rest: Mapping[str, Row]) -> list[WsRow]:
    """Make the rows, by name, `rest` by method and path. Fails with `KeyError`."""
    made = [_row(one, rest) for one in listed]
    return sorted([*made, _TOKEN], key=lambda row: row.name)


def _row(source: WsSource, rest: Mapping[str, Row]) -> WsRow:
    family = _FAMILIES[source.product]
    same = family.same.get(source.ws_method, "")
    twin = rest[same] if same else None
    return WsRow(
        name=family.prefix + source.ws_method,
        method=source.ws_method,
        api=family.api,
        security=_security(source),
        weights=_weights(source.weight, twin),
        rest=same,
        read=twin is not None and twin.read,
        orders=0 if twin is None else twin.orders,
        own_socket=source.ws_method in OF_A_CONNECTION,
        written=tuple(
            write_parameter(parameter_of(same.partition(" ")[2], one))
            for one in source.doc_params
            if one.name not in OURS
        ),
    )


def _security(source: WsSource) -> Security:
    """Spot's user streams are signed for, or belong to whoever logged on."""
    if source.ws_method == "userDataStream.subscribe.signature":
        return Security.USER_DATA
    if source.ws_method == "userDataStream.subscribe":
        return Security.NONE
    return Security(source.security or "NONE")


def _weights(told: str | None, twin: Row | None) -> tuple[int, ...]:
    """Give every figure, the one told for the method and those of the REST endpoint."""
    own = {int(found[1])} if (found := _WEIGHT.match(told or "")) else set()
    return tuple(sorted(own | set(twin.weights if twin is not None else ()))) or (1,)


def ws_written(rows: list[WsRow]) -> str:
    """Write the table, one method a line."""
    lines = ",\n".join(msgspec.json.encode(row).decode() for row in rows)
    return f"[\n{lines}\n]\n"


def main() -> None:
    """Write the table beside this script."""
    listed = msgspec.json.decode(Path(sys.argv[1]).read_bytes(), type=_Lists).ws_api
    rest = msgspec.json.decode(TABLE.read_bytes(), type=list[Row])
    rows = ws_rows_of(listed, {row.endpoint: row for row in rest})
    WS_TABLE.write_text(ws_written(rows), "utf-8")


if __name__ == "__main__":
    main()
