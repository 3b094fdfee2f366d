"""What every model has in common, and how times are read."""

from datetime import UTC, datetime
from typing import Any, dataclass_transform

import msgspec

_MICROSECONDS = 10**14  # whoever sends more means microseconds: as milliseconds it is the year 5138


class Timestamp(datetime):
    """A moment, aware and in UTC; on the wire milliseconds since 1970, seldom microseconds."""


class Number(int):
    """A whole number that some endpoints write as text, ids of orders above all."""


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(msgspec.field,))
class ModelMeta(msgspec.StructMeta):
    """Tells type checkers what models inherit, and msgspec that a datetime is a `Timestamp`."""

    def __new__(
        cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **settings: Any
    ) -> "ModelMeta":
        """Make a model."""
        annotations = namespace.get("__annotations__", {})
        for field, kind in annotations.items():
            if kind is datetime:
                annotations[field] = Timestamp
            elif kind == datetime | None:
                annotations[field] = Timestamp | None
        # msgspec inherits every setting but this one.
        return super().__new__(cls, name, bases, namespace, **{"kw_only": True, **settings})


class Model(msgspec.Struct, metaclass=ModelMeta, frozen=True, rename="camel", gc=False):
    """A value of Binance: frozen, snake_case here, camelCase on the wire; unknown fields pass."""


def decode_hook(kind: type, value: Any) -> Any:
    """Give msgspec what it cannot read by itself."""
    if kind is Timestamp:
        return moment(value)
    if kind is Number:
        return _number(value)
    # What msgspec wants to hear of a type that its hook does not know.
    raise NotImplementedError(f"no way to read {kind.__name__}")


def moment(value: Any) -> Timestamp:
    """Read a time. Fails with `ValueError` when it is none."""
    if isinstance(value, str):
        return _written_moment(value)
    if not isinstance(value, int):
        raise ValueError("expected milliseconds")  # noqa: TRY004 -- msgspec names the field then
    try:
        unit = 1_000 if value < _MICROSECONDS else 1_000_000
        return Timestamp.fromtimestamp(value / unit, UTC)
    except (OverflowError, OSError) as error:
        raise ValueError("no such moment") from error


def _written_moment(text: str) -> Timestamp:
    """Read milliseconds as text, which earn writes, or a day and a time, which withdrawals have."""
    if text.isdecimal():
        return moment(int(text))
    try:
        read = Timestamp.fromisoformat(text)
        return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise ValueError("expected a time") from None


def _number(value: Any) -> Number:
    if isinstance(value, int) or (isinstance(value, str) and value.isdecimal()):
        return Number(value)
    raise ValueError("expected a whole number")


def decoder_of(answer: Any) -> msgspec.json.Decoder[Any]:
    """Build the reader of an answer of this type. Made once, used for every call."""
    return msgspec.json.Decoder(answer, dec_hook=decode_hook)
