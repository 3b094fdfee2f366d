"""A method's signature as the parameters of an endpoint: read once, written for every call."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, get_type_hints

from binance.exceptions import RequestInvalid
from binance.request.parameters import Encode, encoder_of, wire_name
from binance.request.parts import parts_in, parts_names, parts_writer

_MISSING = object()


class Parameter(NamedTuple):
    """How one parameter is written."""

    name: str
    prefix: str  # "startTime="; empty when the value is several parameters
    encode: Encode
    required: bool
    wire_names: tuple[str, ...]  # what Binance calls it, or its parts


class Signature:
    """The parameters of an endpoint, in order."""

    __slots__ = ("_defaults", "_positions", "_signature", "parameters")

    def __init__(self, method: Callable[..., Any]) -> None:
        """Read the method. Fails with `TypeError` when a parameter cannot be sent."""
        hints = get_type_hints(method, include_extras=True)
        declared = list(inspect.signature(method).parameters.values())[1:]  # without self
        self.parameters = tuple(
            _parameter(one.name, hints[one.name], required=one.default is one.empty)
            for one in declared
        )
        self._signature = inspect.Signature(declared)
        self._defaults = tuple(
            _MISSING if one.default is one.empty else one.default for one in declared
        )
        self._positions = {one.name: position for position, one in enumerate(declared)}

    def values(self, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Sequence[Any]:
        """Give every parameter its value, as calling the method would."""
        if len(args) == len(self._defaults) and not kwargs:
            return args
        values = [*args, *self._defaults[len(args) :]]
        for name, value in kwargs.items():
            position = self._positions.get(name, -1)
            if position < len(args):
                self._refuse(args, kwargs)
            values[position] = value
        if _MISSING in values or len(values) > len(self._defaults):
            self._refuse(args, kwargs)
        return values

    def write(self, values: Sequence[Any]) -> str:
        """Write the query, percent-encoded. Fails with `RequestInvalid`."""
        parts = []
        for (name, prefix, encode, required, _), value in zip(self.parameters, values, strict=True):
            if value is not None:
                try:
                    parts.append(prefix + encode(value))
                except ValueError as error:
                    raise RequestInvalid(name, str(error)) from None
            elif required:
                raise RequestInvalid(name, "is required")
        return "&".join(parts)

    def by_name(self, values: Sequence[Any]) -> dict[str, Any]:
        """Give the values under their names."""
        return dict(zip(self._positions, values, strict=True))

    def _refuse(self, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> None:
        """Fail as Python does when the arguments do not fit."""
        self._signature.bind(*args, **kwargs)


def _parameter(name: str, annotation: Any, *, required: bool) -> Parameter:
    kind = parts_in(annotation)
    wire = wire_name(name)
    if kind is not None:
        return Parameter(name, "", parts_writer(wire, kind), required, parts_names(wire, kind))
    return Parameter(name, f"{wire}=", encoder_of(annotation), required, (wire,))
