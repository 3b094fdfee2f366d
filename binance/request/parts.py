"""Values that are several parameters on the wire: the legs of an order list, a peg."""

from collections.abc import Iterator
from typing import Any, NamedTuple, get_args, get_type_hints

from binance.models.parts import Parts
from binance.request.parameters import Encode, encoder_of, wire_name


class _Part(NamedTuple):
    name: str
    wire: str
    encode: Encode


def parts_in(annotation: Any) -> type[Parts] | None:
    """Give the class of parts an annotation names, alone or beside None."""
    for kind in (annotation, *get_args(annotation)):
        if isinstance(kind, type) and issubclass(kind, Parts):
            return kind
    return None


def parts_names(prefix: str, kind: type[Parts]) -> tuple[str, ...]:
    """Give Binance's names of the parts of an argument."""
    names: list[str] = []
    for _, wire, annotation in _fields(prefix, kind):
        inner = parts_in(annotation)
        names += parts_names(wire, inner) if inner else [wire]
    return tuple(names)


def parts_writer(prefix: str, kind: type[Parts]) -> Encode:
    """Give the function that writes the parts of an argument; it fails with `ValueError`."""
    plain: list[_Part] = []
    nested: list[_Part] = []
    for name, wire, annotation in _fields(prefix, kind):
        inner = parts_in(annotation)
        if inner:
            nested.append(_Part(name, wire, parts_writer(wire, inner)))
        else:
            plain.append(_Part(name, wire, encoder_of(annotation)))

    def write(value: Parts) -> str:
        texts = [f"{part.wire}={text}" for part, text in _texts(plain, value)]
        return "&".join(texts + [text for _, text in _texts(nested, value)])

    return write


def _texts(parts: list[_Part], value: Parts) -> Iterator[tuple[_Part, str]]:
    for part in parts:
        given = getattr(value, part.name)
        if given is None:
            continue
        try:
            yield part, part.encode(given)
        except ValueError as error:
            raise ValueError(f"{part.name} {error}") from None


def _fields(prefix: str, kind: type[Parts]) -> Iterator[tuple[str, str, Any]]:
    hints = get_type_hints(kind, include_extras=True)
    for name in kind.__struct_fields__:
        own = wire_name(name)
        yield name, prefix + own[0].upper() + own[1:], hints[name]
