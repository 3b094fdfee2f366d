"""Numbers and times that some endpoints write as text."""

from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from binance.models.market import ServerTime
from binance.models.model import decoder_of
from binance.models.page import Page

MIDNIGHT = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    ["1795132800000", "2026-11-20 00:00:00", "2026-11-20T00:00:00Z", "2026-11-20T03:00:00+03:00"],
)
def test_time_as_text(written: str) -> None:
    """Milliseconds as text, and a day with a time, are the same moment, in UTC."""
    read: ServerTime = decoder_of(ServerTime).decode(b'{"serverTime": "%s"}' % written.encode())

    assert read.server_time == MIDNIGHT
    assert read.server_time.tzinfo is UTC


@given(st.text() | st.sampled_from(["0001-01-01T00:00:00+10:00", "9" * 40, "9" * 5000]))
def test_any_text_is_a_time_or_refused(written: str) -> None:
    """What is no time is an error that names the field."""
    body = msgspec.json.encode({"serverTime": written})
    try:
        read: ServerTime = decoder_of(ServerTime).decode(body)
    except msgspec.ValidationError as error:
        told = str(error)
    else:
        told = f"serverTime is {read.server_time.tzinfo}"

    assert "serverTime" in told


def test_count_as_text() -> None:
    """The number of rows on all pages may come as text."""
    read: Page[ServerTime] = decoder_of(Page[ServerTime]).decode(b'{"rows": [], "total": "12"}')

    assert (read.rows, read.total) == ([], 12)
