"""Parameters of endpoints: their kinds, and Binance's answers to malformed ones."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sandbox.exchange.errors import Refusal, illegal, missing

SYMBOL_RANGE = r"^[\w\-._&&[^a-z]]{1,50}$"
NUMBER_RANGE = r"^([0-9]{1,20})(\.[0-9]{1,20})?$"
LONG_RANGE = r"^[0-9]{1,20}$"
CLIENT_ID_RANGE = r"^[a-zA-Z0-9-_]{1,36}$"

Kind = Callable[[str, str], Any]  # name and text to value


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter of an endpoint; an optional one without a default stays absent."""

    name: str
    kind: Kind
    required: bool = False
    default: Any = None


def text(_name: str, value: str) -> str:
    """Take any text."""
    return value


def symbol(name: str, value: str) -> str:
    """Take a symbol's name; lower-case letters are outside the legal range."""
    if not re.fullmatch(r"[\w\-.]{1,50}", value) or re.search(r"[a-z]", value):
        raise illegal(name, SYMBOL_RANGE)
    return value


def symbols(name: str, value: str) -> list[str]:
    """Take a JSON list of symbols without spaces."""
    try:
        names = json.loads(value)
    except ValueError:
        names = None
    if not isinstance(names, list) or not all(isinstance(item, str) for item in names):
        raise illegal(name, r'^\["[\w\-._&&[^a-z]]{1,50}"(,"[\w\-._&&[^a-z]]{1,50}"){0,}\]$')
    if len(set(names)) != len(names):
        raise Refusal(-1151, "Symbol is present multiple times in the list.")
    return [symbol(name, item) for item in names]


def long(name: str, value: str) -> int:
    """Take a whole number."""
    if not re.fullmatch(r"[0-9]{1,20}", value):
        raise illegal(name, LONG_RANGE)
    return int(value)


def decimal(name: str, value: str) -> Decimal:
    """Take a plain decimal number of at most eight places."""
    if not re.fullmatch(r"[0-9]{1,20}(\.[0-9]{1,20})?", value):
        raise illegal(name, NUMBER_RANGE)
    number = Decimal(value)
    if number != number.quantize(Decimal("1E-8")):
        raise Refusal(-1111, f"Parameter '{name}' has too much precision.")
    return number


def boolean(name: str, value: str) -> bool:
    """Take `true` or `false`."""
    if value.lower() not in {"true", "false"}:
        raise Refusal(-1130, f"Data sent for parameter '{name}' is not valid.")
    return value.lower() == "true"


def client_id(name: str, value: str) -> str:
    """Take a client order id."""
    if not re.fullmatch(r"[a-zA-Z0-9_-]{1,36}", value):
        raise illegal(name, CLIENT_ID_RANGE)
    return value


def up_to(limit: int) -> Kind:
    """Make a kind for a count that is cut at a limit."""

    def count(name: str, value: str) -> int:
        number = long(name, value)
        if number < 1:
            raise Refusal(-1130, f"Data sent for parameter '{name}' is not valid.")
        return min(number, limit)

    return count


def one_of(
    *values: str, code: int = -1130, message: str = "Data sent for parameter '{}' is not valid."
) -> Kind:
    """Make a kind for one of some words."""

    def word(name: str, value: str) -> str:
        if value not in values:
            raise Refusal(code, message.format(name))
        return value

    return word


def read(params: Iterable[Param], sent: Mapping[str, str]) -> dict[str, Any]:
    """Turn what was sent into values. Fails with -1100…-1106, -1130 and codes of the kinds."""
    known = {param.name: param for param in params}
    strangers = [name for name in sent if name not in known]
    if strangers and len(sent) > len(known):
        raise Refusal(
            -1101, f"Too many parameters; expected '{len(known)}' and received '{len(sent)}'."
        )
    values: dict[str, Any] = {}
    for name, param in known.items():
        if name in sent:
            if not sent[name]:
                raise Refusal(-1105, f"Parameter '{name}' was empty.")
            values[name] = param.kind(name, sent[name])
        elif param.required:
            raise missing(name)
        elif param.default is not None:
            values[name] = param.default
    if strangers:
        known_sent = len(sent) - len(strangers)
        raise Refusal(
            -1104,
            "Not all sent parameters were read;"
            f" read '{known_sent}' parameter(s) but was sent '{len(sent)}'.",
        )
    return values
