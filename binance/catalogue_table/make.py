"""Make the table from a list of Binance's endpoints: `python -m binance.catalogue_table.make FILE`.

FILE is JSON: a list of objects with product, name, method, path, host, security, weight (a
sentence) and doc_params (name, required, type). Facts are taken over, sentences are not.
"""

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import msgspec

from binance.catalogue_table.consequences import GUARDED, ORDERS, is_read
from binance.catalogue_table.names import Address, names_of
from binance.catalogue_table.row import Parameter, Row, write_parameter
from binance.catalogue_table.weights import cost_of
from binance.request.parameters import SPELT
from binance.request.request import Api, Security

TABLE = Path(__file__).with_name("endpoints.json")

OURS = frozenset({"recvWindow", "timestamp", "signature"})
"""Parameters the request layer adds."""

_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "LONG": "int",
        "STRING": "text",
        "DECIMAL": "decimal",
        "BOOLEAN": "bool",
        "ENUM[true,false]": "bool",
        "ARRAY<str>": "texts",
        "ARRAY<int>": "ints",
    }
)
_ENUM = re.compile(r"ENUM\[(.+)\]")
_ALSO: Mapping[tuple[str, str], tuple[str, ...]] = MappingProxyType(
    {  # choices that are missing in the lists Binance gives
        ("/api/v3/orderList/oco", "belowType"): ("LIMIT_MAKER",),
        ("/api/v3/orderList/opoco", "pendingBelowType"): ("LIMIT_MAKER",),
        ("/api/v3/orderList/otoco", "pendingBelowType"): ("LIMIT_MAKER",),
    }
)
_FREE = frozenset(
    {  # symbols: the list names the types of transfer that want them
        ("/sapi/v1/asset/transfer", "fromSymbol"),
        ("/sapi/v1/asset/transfer", "toSymbol"),
    }
)
_LIKE: Mapping[str, str] = MappingProxyType(
    {  # listed without parameters; both exchanges are one engine since June 2026
        "POST /dapi/v1/algoOrder": "POST /fapi/v1/algoOrder",
        "GET /dapi/v1/openAlgoOrders": "GET /fapi/v1/openAlgoOrders",
    }
)
_APIS: Mapping[str, Api] = MappingProxyType(
    {
        "https://fapi.binance.com": Api.FUTURES,
        "https://dapi.binance.com": Api.COIN_FUTURES,
        "https://eapi.binance.com": Api.OPTIONS,
        "https://papi.binance.com": Api.PORTFOLIO_MARGIN,
        "https://www.binance.com": Api.ALPHA,
    }
)


class SourceParameter(msgspec.Struct):
    """A parameter as the list has it."""

    name: str
    required: bool
    type: str


class Source(msgspec.Struct):
    """An endpoint as the list has it."""

    product: str
    name: str
    method: str
    path: str
    host: str
    security: str
    doc_params: list[SourceParameter]
    weight: str | None = None


def rows_of(listed: list[Source]) -> list[Row]:
    """Make the rows, by name. Fails with `ValueError` on what cannot be read."""
    addresses = [Address(one.product, one.method, one.path) for one in listed]
    names = names_of(addresses)
    known = {f"{one.method} {one.path}": one.doc_params for one in listed}
    for one in listed:
        one.doc_params = known.get(_LIKE.get(f"{one.method} {one.path}", ""), one.doc_params)
    made = [_row(one, names[address]) for one, address in zip(listed, addresses, strict=True)]
    return sorted(made, key=lambda row: row.name)


def written(rows: list[Row]) -> str:
    """Write the table, one endpoint a line."""
    lines = ",\n".join(msgspec.json.encode(row).decode() for row in rows)
    return f"[\n{lines}\n]\n"


def _row(source: Source, name: str) -> Row:
    endpoint = f"{source.method} {source.path}"
    cost = cost_of(endpoint, source.weight)
    signed = "USER_DATA" if source.security == "SIGNED" else source.security
    return Row(
        name=name,
        sdk=source.name,
        method=source.method,
        path=source.path,
        api=_api(source),
        security=Security(signed),
        weights=cost.weights,
        limit=cost.limit,
        read=is_read(endpoint),
        orders=ORDERS.get(endpoint, 0),
        guarded=endpoint in GUARDED,
        written=tuple(
            write_parameter(parameter_of(source.path, one))
            for one in source.doc_params
            if one.name not in OURS
        ),
    )


def _api(source: Source) -> Api:
    return _APIS.get(source.host) or Api(source.path.split("/")[1])


def parameter_of(path: str, source: SourceParameter) -> Parameter:
    """Read a parameter of an endpoint."""
    choices: tuple[str, ...] = ()
    kind = _KINDS.get(source.type)
    if kind is None and (found := _ENUM.fullmatch(source.type)):
        kind = "text"
        if (path, source.name) not in _FREE:
            choices = (*found[1].split(","), *_ALSO.get((path, source.name), ()))
    if kind is None:
        kind = "objects" if source.type.startswith("ARRAY<") else "object"
    name = SPELT.get(source.name, source.name)  # Binance's own client loses the capitals
    return Parameter(name, source.required, kind, choices)


def main() -> None:
    """Write the table beside this script."""
    listed = msgspec.json.decode(Path(sys.argv[1]).read_bytes(), type=list[Source])
    TABLE.write_text(written(rows_of(listed)), "utf-8")


if __name__ == "__main__":
    main()
