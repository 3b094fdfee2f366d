"""Checks what a call is given against the table, and writes the query.

Names may be Binance's (`startTime`) or in snake_case (`start_time`); None stands for a parameter
that is left out. Values are what the kind of the parameter wants, or the text Binance would be
sent: a whole number may be `5` or "5", an amount `Decimal("0.1")` or "0.1", never a float.
"""

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Protocol
from urllib.parse import quote

import msgspec

from binance.catalogue_table.row import Parameter, Row
from binance.exceptions import ParameterProblem, WrongParameters
from binance.request.parameters import encoder_of, wire_name

_ADDED = frozenset({"recvWindow", "timestamp", "signature"})
_WHOLE = re.compile(r"-?[0-9]{1,19}")
_AMOUNT = re.compile(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?")
_MOST_SHOWN = 12  # choices a problem lists
_TOO_LARGE = 2**63
_DEEPEST = 8  # levels of a list of orders or the like


class _WrongValueError(ValueError):
    """A value cannot be sent; the text says what it must be."""


_text = encoder_of(str)
_flag = encoder_of(bool)
_amount = encoder_of(Decimal)
_moment = encoder_of(datetime)


class Callee(Protocol):
    """What is known of a call: its name here, and its parameters by their names on the wire."""

    @property
    def name(self) -> str:
        """The name in errors."""

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        """The parameters in the order in which they are sent."""


def query_of(row: Row, given: Mapping[str, Any]) -> str:
    """Write the query, percent-encoded. Fails with `WrongParameters`, all problems at once."""
    return "&".join(f"{name}={value}" for name, value in values_of(row, given).items())


def values_of(row: Callee, given: Mapping[str, Any]) -> dict[str, str]:
    """Write each value, percent-encoded. Fails with `WrongParameters`, all problems at once."""
    values: dict[str, Any] = {}
    problems: list[ParameterProblem] = []
    for name, value in given.items():
        wire = name if name in row.parameters else wire_name(name)
        if wire not in row.parameters:
            problems.append(_unknown(row, name))
        elif wire in values:
            problems.append(ParameterProblem(name, "is given twice"))
        elif value is not None:
            values[wire] = value
    written = {}
    for name, parameter in row.parameters.items():
        if name not in values:
            if parameter.required:
                problems.append(ParameterProblem(name, "is required"))
            continue
        try:
            written[name] = _written(parameter, values[name])
        except ValueError as error:
            problems.append(ParameterProblem(name, str(error), _alike(parameter, values[name])))
    if problems:
        raise WrongParameters(row.name, problems)
    return written


def _unknown(row: Callee, name: str) -> ParameterProblem:
    if wire_name(name) in _ADDED:
        return ParameterProblem(name, "is added by the client itself")
    near = difflib.get_close_matches(wire_name(name[:64]), row.parameters, n=3, cutoff=0.5)
    return ParameterProblem(name, "is no parameter of it", tuple(near))


def _written(parameter: Parameter, value: Any) -> str:
    """Write a value. Fails with `ValueError`, which says what it must be."""
    if parameter.choices:
        return _choice(parameter.choices, value)
    if parameter.kind == "int" and isinstance(value, datetime):
        if "time" not in parameter.name.lower():
            raise _WrongValueError("must be a whole number")
        return _moment(value)
    return _WRITERS[parameter.kind](value)


def _choice(choices: Sequence[str], value: Any) -> str:
    if isinstance(value, bool):
        value = next((one for one in choices if one.lower() == str(value).lower()), value)
    elif isinstance(value, int):
        value = str(value)
    if not isinstance(value, str) or value not in choices:
        shown = ", ".join(choices[:_MOST_SHOWN])
        more = " …" if len(choices) > _MOST_SHOWN else ""
        raise _WrongValueError(f"must be one of {shown}{more}")
    return _text(value)


def _alike(parameter: Parameter, value: Any) -> tuple[str, ...]:
    """Give the choices that were probably meant."""
    if not isinstance(value, str) or not parameter.choices:
        return ()
    upper = {one.upper(): one for one in parameter.choices}
    near = difflib.get_close_matches(value[:64].upper(), upper, n=3, cutoff=0.5)
    return tuple(upper[one] for one in near)


def _whole(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        raise _WrongValueError("must be a whole number")
    if isinstance(value, int) and abs(value) >= _TOO_LARGE:
        raise _WrongValueError("is too large")
    written = str(value)
    if not _WHOLE.fullmatch(written):
        raise _WrongValueError("must be a whole number")
    return written


def _decimal(value: Any) -> str:
    if isinstance(value, float):
        raise _WrongValueError("must be a Decimal or a text: a float is not exact")
    if isinstance(value, bool) or not isinstance(value, (int, str, Decimal)):
        raise _WrongValueError("must be a number")
    if isinstance(value, str):
        if not _AMOUNT.fullmatch(value):
            raise _WrongValueError("must be a plain number such as 0.001")
        return value
    return _amount(Decimal(value))


def _words(value: Any) -> str:
    if not isinstance(value, str):
        raise _WrongValueError("must be a text")
    return _text(value)


def _switch(value: Any) -> str:
    if isinstance(value, str) and value in {"true", "false"}:
        return value
    if not isinstance(value, bool):
        raise _WrongValueError("must be true or false")
    return _flag(value)


def _list_of(kind: type, words: str) -> Callable[[Any], str]:
    def write(value: Any) -> str:
        if isinstance(value, str) or not isinstance(value, Sequence) or not value:
            raise _WrongValueError(f"must be a list of {words}")
        if not all(isinstance(one, kind) and not isinstance(one, bool) for one in value):
            raise _WrongValueError(f"must be a list of {words}")
        return _json(list(value))

    return write


def _object(value: Any) -> str:
    if not isinstance(value, Mapping):
        raise _WrongValueError("must be a mapping")
    return _json(dict(value))


def _json(value: Any) -> str:
    _check_inside(value, _DEEPEST)
    try:
        return quote(msgspec.json.encode(value), safe="")
    except (TypeError, ValueError, OverflowError):  # lone surrogates, foreign types
        raise _WrongValueError("has something inside that cannot be sent") from None


def _check_inside(value: Any, levels: int) -> None:
    """Refuse floats, which are not exact, and nesting without end."""
    if isinstance(value, float):
        raise _WrongValueError("has a float inside: use Decimal or text")
    if isinstance(value, Decimal):
        _amount(value)
    if isinstance(value, int) and abs(value) >= _TOO_LARGE:
        raise _WrongValueError("is too large")
    if isinstance(value, Mapping):
        value = [*value, *value.values()]
    if isinstance(value, Sequence) and not isinstance(value, str):
        if not levels:
            raise _WrongValueError("is nested too deeply")
        for one in value:
            _check_inside(one, levels - 1)


_WRITERS: Mapping[str, Callable[[Any], str]] = MappingProxyType(
    {
        "int": _whole,
        "decimal": _decimal,
        "text": _words,
        "bool": _switch,
        "ints": _list_of(int, "whole numbers"),
        "texts": _list_of(str, "texts"),
        "objects": _list_of(Mapping, "mappings"),
        "object": _object,
    }
)
