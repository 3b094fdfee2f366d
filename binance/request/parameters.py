"""Python values to the text Binance reads, chosen once per parameter from its annotation.

https://developers.binance.com/docs/binance-spot-api-docs/rest-api/request-security
"""

import re
import types
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Any, Union, get_args, get_origin
from urllib.parse import quote

import msgspec

Encode = Callable[[Any], str]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_DIGITS = 40  # more digits than any amount has; a longer number is a mistake or an attack


SPELT: Mapping[str, str] = MappingProxyType(
    {"spotBnbBurn": "spotBNBBurn", "interestBnbBurn": "interestBNBBurn"}
)
"""Names with more capitals than words."""


def wire_name(name: str) -> str:
    """Turn a parameter's name into Binance's: `start_time` is `startTime`."""
    camel = re.sub(r"_([a-z0-9])", lambda found: found[1].upper(), name)
    return SPELT.get(camel, camel)


def encoder_of(annotation: Any) -> Encode:
    """Give the function that writes values of this type, percent-encoded.

    `Annotated[kind, function]` names the function itself. The functions fail with `ValueError`;
    an annotation without a function with `TypeError`.
    """
    kinds = [kind for kind in _members(annotation) if kind is not types.NoneType]
    if len(kinds) == 1:
        kind = kinds[0]
        if get_origin(kind) is Annotated:
            encode: Encode = get_args(kind)[1]
            return encode
        if get_origin(kind) is Sequence and get_args(kind) == (str,):
            return _texts
        if isinstance(kind, type):
            for known, encode in _ENCODERS:
                if issubclass(kind, known):
                    return encode
    raise TypeError(f"no way to send {annotation}")


def _members(annotation: Any) -> tuple[Any, ...]:
    if get_origin(annotation) in {Union, types.UnionType}:
        return get_args(annotation)
    return (annotation,)


def _text(value: str) -> str:
    if value.isascii() and value.isalnum():  # almost every symbol
        return value
    if not value:
        raise ValueError("must not be empty")
    try:
        return quote(value, safe="")
    except UnicodeEncodeError:
        raise ValueError("is not valid text") from None


def _texts(values: Sequence[str]) -> str:
    if not values:
        raise ValueError("must not be empty")
    try:
        return quote(msgspec.json.encode(list(values)), safe="")
    except UnicodeEncodeError:
        raise ValueError("is not valid text") from None


def _listed(values: Sequence[str]) -> str:
    if not values:
        raise ValueError("must not be empty")
    if any("," in value for value in values):
        raise ValueError("must not contain commas")
    return quote(",", safe="").join(map(_text, values))


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _capitals(value: bool) -> str:
    return "TRUE" if value else "FALSE"


def _whole(value: int) -> str:
    if abs(value) >= 10**_DIGITS:
        raise ValueError("is too large")
    return str(value)


def _amount(value: Decimal) -> str:
    if not value.is_finite():
        raise ValueError("must be a number")
    exponent = value.as_tuple().exponent
    if value.adjusted() >= _DIGITS or (isinstance(exponent, int) and exponent < -_DIGITS):
        raise ValueError("has too many digits")
    return format(value, "f")


def _moment(value: datetime) -> str:
    if value.tzinfo is None:
        raise ValueError("must know its time zone")
    return str((value - _EPOCH) // _MILLISECOND)


# bool before int: it is one.
_ENCODERS: tuple[tuple[type, Encode], ...] = (
    (StrEnum, _text),
    (str, _text),
    (bool, _flag),
    (int, _whole),
    (Decimal, _amount),
    (datetime, _moment),
)

Listed = Annotated[Sequence[str], _listed]
"""Texts that travel separated by commas instead of as JSON."""

CapitalFlag = Annotated[bool, _capitals]
"""A flag that travels as TRUE or FALSE, as margin's do."""
