"""What /api was given: the endpoint, and its parameters as the catalogue wants them."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

import msgspec

from binance.catalogue import Catalogue
from binance.catalogue_table.row import Parameter, Row
from binance.request.parameters import wire_name
from bot.arguments import TypedError, UsageError

MOST_WORDS: Final = 40  # no endpoint has so many parameters
_METHODS: Final = frozenset({"GET", "POST", "PUT", "DELETE"})
_LISTS: Final = frozenset({"ints", "texts"})
_STRUCTURES: Final = frozenset({"object", "objects"})
_EXAMPLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "symbol": "BTCUSDT",
        "pair": "BTCUSDT",
        "asset": "USDT",
        "coin": "USDT",
        "interval": "1h",
        "period": "1h",
        "contractType": "PERPETUAL",
        "underlying": "BTCUSDT",
    }
)


class NotAPair(TypedError):  # noqa: N818 - named like its siblings in the packages
    """A word that is not KEY=VALUE."""


class GivenTwice(TypedError):  # noqa: N818 - as above
    """A parameter that stands there twice."""


class NotARead(UsageError):  # noqa: N818 - as above
    """The endpoint changes something, and /api only reads."""

    def __init__(self, row: Row) -> None:
        super().__init__(row.name)
        self.row = row


class BotWithoutKey(UsageError):  # noqa: N818 - as above
    """The endpoint wants a key and no signature, and the bot has none of its own."""

    def __init__(self, row: Row) -> None:
        super().__init__(row.name)
        self.row = row


@dataclass(frozen=True, slots=True)
class Asked:
    """One call as it was typed."""

    row: Row
    parameters: dict[str, Any]


def read(text: str, catalogue: Catalogue) -> Asked:
    """Read "spot.klines symbol=BTCUSDT interval=1h", or method and path instead of the name.

    Fails with `UnknownEndpoint`, `NotARead`, `NotAPair`, `GivenTwice`, `UsageError`.
    """
    words = text.split()
    if len(words) > MOST_WORDS:
        raise UsageError
    named = 2 if words[0] in _METHODS else 1
    row = catalogue.find(" ".join(words[:named]))
    if not row.read:
        raise NotARead(row)
    parameters: dict[str, Any] = {}
    for word in words[named:]:
        name, equals, value = word.partition("=")
        if not equals or not name:
            raise NotAPair(word)
        if name in parameters:
            raise GivenTwice(name)
        parameter = row.parameters.get(name) or row.parameters.get(wire_name(name))
        parameters[name] = value if parameter is None else _value(parameter, value)
    return Asked(row, parameters)


def example(row: Row) -> str:
    """Give a call of the endpoint that can be copied, with what it must be given."""
    given = (f"{one.name}={_sample(row, one)}" for one in row.parameters.values() if one.required)
    return " ".join(["/api", row.name, *given])


def _value(parameter: Parameter, text: str) -> Any:
    """Give a value: lists as A,B or as JSON; what cannot be read stays a text and is refused."""
    if parameter.kind in _STRUCTURES or (parameter.kind in _LISTS and text.startswith("[")):
        try:
            return msgspec.json.decode(text.encode("utf-8", "replace"))
        except (msgspec.DecodeError, RecursionError):
            return text
    if parameter.kind == "texts":
        return text.split(",")
    if parameter.kind == "ints":
        return [int(one) if one.isascii() and one.isdigit() else one for one in text.split(",")]
    return text


def _sample(row: Row, parameter: Parameter) -> str:
    known = _EXAMPLES.get(parameter.name, "")
    if parameter.choices:
        return known if known in parameter.choices else parameter.choices[0]
    if row.family == "coin_futures" and known == "BTCUSDT":
        return "BTCUSD_PERP" if parameter.name == "symbol" else "BTCUSD"
    return known or {"int": "1", "decimal": "1", "bool": "true"}.get(parameter.kind, "…")
