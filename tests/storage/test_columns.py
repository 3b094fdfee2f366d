"""Column types keep decimals and times exactly."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Numeric, Table, create_engine, select
from sqlalchemy.dialects import sqlite

from storage.columns import DecimalText, UtcDateTime, is_id

DIALECT = sqlite.dialect()
IN_KIEV_SUMMER = timezone(timedelta(hours=3))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=18, max_value=10**30, min_value=0))
def test_decimal_comes_back_as_it_was(value: Decimal) -> None:
    """A decimal is read back digit for digit."""
    column = DecimalText()

    stored = column.process_bind_param(value, DIALECT)

    assert column.process_result_value(stored, DIALECT) == value


@pytest.mark.parametrize("text", ["NaN", "sNaN", "Infinity", "-Infinity", "1e999999999", "1e-70"])
def test_decimal_that_cannot_be_kept_is_refused(text: str) -> None:
    """What is not finite, or too long to write out, is refused at once."""
    with pytest.raises(ValueError, match="finite"):
        DecimalText().process_bind_param(Decimal(text), DIALECT)


def test_decimal_with_too_many_digits_is_refused() -> None:
    """More than 64 characters are refused, whatever the exponent."""
    with pytest.raises(ValueError, match="64"):
        DecimalText().process_bind_param(Decimal("1." + "1" * 64), DIALECT)


def test_numeric_would_lose_digits() -> None:
    """Control: the database's own number type does not keep what ours keeps."""
    exact = Decimal("0.123456789012345678")
    engine = create_engine("sqlite://")
    table = Table(
        "t",
        MetaData(),
        Column("id", Integer, primary_key=True),
        Column("ours", DecimalText),
        Column("theirs", Numeric(30, 18).with_variant(Numeric(30, 18, asdecimal=False), "sqlite")),
    )
    with engine.begin() as connection:
        table.create(connection)
        connection.execute(table.insert().values(ours=exact, theirs=exact.__float__()))
        ours, theirs = connection.execute(select(table.c.ours, table.c.theirs)).one()
    engine.dispose()

    assert ours == exact
    assert Decimal(theirs) != exact


def test_time_comes_back_in_utc() -> None:
    """A time of any zone is the same moment in UTC afterwards."""
    moment = datetime(2026, 7, 1, 3, 30, tzinfo=IN_KIEV_SUMMER)
    column = UtcDateTime()

    stored = column.process_bind_param(moment, DIALECT)
    read = column.process_result_value(stored, DIALECT)

    assert read == moment
    assert read is not None
    assert read.tzinfo is UTC


def test_naive_time_is_refused() -> None:
    """A time without a zone is refused: nobody knows which moment it is."""
    with pytest.raises(ValueError, match="zone"):
        UtcDateTime().process_bind_param(datetime(2026, 1, 1), DIALECT)  # noqa: DTZ001 - the point


def test_nothing_stays_nothing() -> None:
    """Null passes both ways."""
    for column in (DecimalText(), UtcDateTime()):
        assert column.process_bind_param(None, DIALECT) is None
        assert column.process_result_value(None, DIALECT) is None


@pytest.mark.parametrize(
    ("value", "expected"), [(0, False), (-1, False), (1, True), (2**63 - 1, True), (2**63, False)]
)
def test_ids_are_what_the_database_can_bind(value: int, expected: bool) -> None:
    """A number beyond 64 bits, or below one, is no id."""
    assert is_id(value) is expected
