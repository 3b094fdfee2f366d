"""The methods of Binance's WebSocket APIs by name, and what a call to one is made of."""

import difflib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import unquote

import msgspec

from binance.catalogue_table.arguments import values_of
from binance.catalogue_table.ws_row import WsRow
from binance.credentials import Credentials
from binance.exceptions import UnknownEndpoint
from binance.request.pools import exchange_of
from binance.request.request import Api, Endpoint, Security
from binance.request.signer import ws_api_payload

_TABLE: Final = Path(__file__).parents[1] / "catalogue_table" / "ws_api.json"
_LONGEST_NAME: Final = 64  # characters of a name that are looked at
_AS_JSON: Final = frozenset({"texts", "ints", "object", "objects"})

Json = str | int | bool | list[Any] | dict[str, Any]


class Values(NamedTuple):
    """Parameters twice: as text, which is what is signed, and as they travel in JSON."""

    texts: dict[str, str]
    sent: dict[str, Json]


@cache
def methods() -> Mapping[str, WsRow]:
    """Give every method by its name; read once and not before it is needed."""
    rows = msgspec.json.decode(_TABLE.read_bytes(), type=list[WsRow])
    return {row.name: row for row in rows}


def find(name: str) -> WsRow:
    """Give the method of this name. Fails with `UnknownEndpoint`.

    Methods of spot have Binance's own name ("order.place"), "spot." before it does not matter;
    those of futures begin with "futures." or "coin_futures.".
    """
    wanted = name.strip()[:_LONGEST_NAME].removeprefix("spot.")
    found = methods().get(wanted)
    if found is None:
        known = {one.lower(): one for one in methods()}
        found = methods().get(known.get(wanted.lower(), ""))
        if found is None:
            near = difflib.get_close_matches(wanted.lower(), known, n=3, cutoff=0.5)
            raise UnknownEndpoint(wanted, [known[one] for one in near])
    return found


def read_values(row: WsRow, given: Mapping[str, Any]) -> Values:
    """Check parameters. Fails with `WrongParameters`, all problems at once."""
    texts = {name: unquote(text) for name, text in values_of(row, given).items()}
    return Values(texts, {name: _json(row, name, text) for name, text in texts.items()})


def authorised(
    values: Values, security: Security, credentials: Credentials, moment: str, window: str
) -> dict[str, Json]:
    """Give the parameters with the key and, where one is wanted, a signature of this moment.

    What is signed is sorted by name and not percent-encoded, unlike in a query. `moment` is the
    server's time, `window` how long it is good for; both in milliseconds.
    """
    sent = values.sent | {"apiKey": credentials.api_key}
    if not security.signed:
        return sent
    own = {"apiKey": credentials.api_key, "recvWindow": window, "timestamp": moment}
    signature = credentials.sign(ws_api_payload(values.texts | own).encode())
    return sent | {
        "recvWindow": int(window),
        "timestamp": int(moment),
        "signature": signature,
    }


@cache
def endpoint_of(name: str) -> Endpoint:
    """Give what the stages of a request want to know of a method."""
    row = methods()[name]
    return Endpoint(
        name=row.endpoint,
        method="WS",
        path=row.method,
        api=row.api,
        security=row.security,
        pool=exchange_of(row.api),
        decoder=msgspec.json.Decoder(float_hook=Decimal),
        cache_seconds=0.0,
        repeatable=row.read,
        urgent=False,
        teaches_limits=False,
        keyed=row.security is not Security.NONE,
        signed=row.security.signed,
        orders=row.orders,
    )


def _json(row: WsRow, name: str, text: str) -> Json:
    kind = row.parameters[name].kind
    if kind == "int":
        return int(text)
    if kind == "bool" and row.api is Api.SPOT:  # futures document their flags as texts
        return text == "true"
    if kind in _AS_JSON:
        read: Json = msgspec.json.decode(text)
        return read
    return text
