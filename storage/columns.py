"""Column types: exact decimals and aware times, on every database alike."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, String
from sqlalchemy.types import TypeDecorator, TypeEngine

# SQLite gives row ids and foreign keys to them the type INTEGER, of 64 bits as well.
Id: TypeEngine[int] = BigInteger().with_variant(Integer, "sqlite")

LARGEST_ID = 2**63 - 1
_DIGITS = 64


def is_id(value: int) -> bool:
    """Whether the number can be the id of a row; others cannot even be bound on SQLite."""
    return 0 < value <= LARGEST_ID


class DecimalText(TypeDecorator[Decimal]):
    """A finite `Decimal` as plain text, digit for digit: `Numeric` passes through float on SQLite.

    At most 64 characters. SQL must not compare, sort or add such columns: they are text.
    Fails with `ValueError` on NaN, infinity and longer numbers.
    """

    impl = String(_DIGITS)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """Give the text to store."""
        del dialect
        if value is None:
            return None
        # Judged by the exponent first: the text of 1e999999999 would not fit into memory.
        if not value.is_finite() or abs(value.adjusted()) > _DIGITS:
            raise ValueError("a stored decimal is finite and has at most 64 digits")
        text = format(value, "f")
        if len(text) > _DIGITS:
            raise ValueError("a stored decimal is finite and has at most 64 digits")
        return text

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:
        """Give the decimal that was stored."""
        del dialect
        return None if value is None else Decimal(value)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware `datetime`, stored and read back in UTC. Fails with `ValueError` on a naive one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment in UTC; without its zone for SQLite, which knows none."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time has a time zone")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """Give the moment as an aware time in UTC."""
        del dialect
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
