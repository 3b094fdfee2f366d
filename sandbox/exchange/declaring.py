"""Routes in few words: `takes("symbol! limit:..1000=500 side!:BUY|SELL")`.

A word is a parameter: `!` marks a mandatory one, `:` names its kind (those known by their name need
none), `=` gives a default. A kind is one of `KINDS`, words with `|` between them, or `..1000` for
a count cut at a thousand.
"""

import re
from typing import Any

from sandbox.exchange import params
from sandbox.exchange.errors import Refusal
from sandbox.exchange.params import Kind, Param
from sandbox.exchange.routes import Handler, Route, Security, Weight


def flag(name: str, value: str) -> bool:
    """Take `TRUE` or `FALSE`, in capitals as margin wants them."""
    if value not in {"TRUE", "FALSE"}:
        raise Refusal(-1130, f"Data sent for parameter '{name}' is not valid.")
    return value == "TRUE"


def listed(name: str, value: str) -> list[str]:
    """Take texts separated by commas."""
    if not all(value.split(",")):
        raise Refusal(-1130, f"Data sent for parameter '{name}' is not valid.")
    return value.split(",")


KINDS: dict[str, Kind] = {
    "text": params.text,
    "long": params.long,
    "decimal": params.decimal,
    "boolean": params.boolean,
    "client": params.client_id,
    "symbol": params.symbol,
    "symbols": params.symbols,
    "flag": flag,
    "listed": listed,
}
BY_NAME: dict[str, str] = {
    "symbol": "symbol",
    "symbols": "symbols",
    "isolatedSymbol": "symbol",
    "isIsolated": "flag",
    "side": "BUY|SELL",
    "limit": "..1000",
    "size": "..100",
    "current": "long",
}
_WORD = re.compile(r"(?P<name>\w+)(?P<must>!?)(?::(?P<kind>[^=]+))?(?:=(?P<default>.+))?")


def takes(words: str) -> tuple[Param, ...]:
    """Read the parameters of an endpoint. Fails with `ValueError` and `KeyError`."""
    return tuple(_param(word) for word in words.split())


def _param(word: str) -> Param:
    found = _WORD.fullmatch(word)
    if found is None:
        raise ValueError(f"{word} is no parameter")
    name, must, kind, default = found.group("name", "must", "kind", "default")
    read = _kind(kind or BY_NAME.get(name) or _kind_of_name(name))
    value: Any = None if default is None else read(name, default)
    return Param(name, read, required=bool(must), default=value)


def _kind(text: str) -> Kind:
    if text.startswith(".."):
        return params.up_to(int(text[2:]))
    return params.one_of(*text.split("|")) if "|" in text else KINDS[text]


def _kind_of_name(name: str) -> str:
    """Guess by the end of the name: ids and times are whole numbers, amounts decimals."""
    if name.endswith("ClientOrderId"):
        return "client"
    if name.endswith(("Id", "Time")):
        return "long"
    return "decimal" if name.endswith(("Qty", "Price", "quantity", "amount", "Amount")) else "text"


def _route(
    method: str, path: str, handler: Handler, weight: Weight, words: str, **more: Any
) -> Route:
    return Route(
        method=method, path=path, handler=handler, weight=weight, params=takes(words), **more
    )


def get(path: str, handler: Handler, weight: Weight = 1, words: str = "", **more: Any) -> Route:
    """Declare a public read."""
    return _route("GET", path, handler, weight, words, **more)


def own(path: str, handler: Handler, weight: Weight = 1, words: str = "", **more: Any) -> Route:
    """Declare a signed read of somebody's own."""
    return _route("GET", path, handler, weight, words, security=Security.USER_DATA, **more)


def write(
    method: str, path: str, handler: Handler, weight: Weight = 1, words: str = "", **more: Any
) -> Route:
    """Declare a signed write; it wants the right to trade unless told otherwise."""
    more = {"security": Security.TRADE, "right": "enable_spot_and_margin_trading"} | more
    return _route(method, path, handler, weight, words, **more)
