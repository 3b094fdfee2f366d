"""The bot learns its own address from Binance, seldom and without a third party."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.outgoing_address import OutgoingAddress, address_in
from tests.bot.keys.pretend_api import PretendApi, client_of

PATH = "/fapi/v1/rateLimit/order"
REFUSED = "Invalid API-key, IP, or permissions for action, request ip: "


class Clock:
    """A clock that goes only when told."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Give the time."""
        return self.now


def naming(address: str) -> PretendApi:
    """Give an API that refuses the key and names an address."""
    return PretendApi({PATH: (401, {"code": -2015, "msg": REFUSED + address})})


@pytest.mark.parametrize(
    ("message", "address"),
    [
        (REFUSED + "203.0.113.24", "203.0.113.24"),
        (REFUSED + "2001:db8::1", "2001:db8::1"),
        (REFUSED + "203.0.113.24.", None),
        (REFUSED + "999.1.1.1", None),
        (REFUSED + "<b>", None),
        ("Invalid API-key, IP, or permissions for action.", None),
        ("", None),
    ],
)
def test_address_is_read_from_the_message(message: str, address: str | None) -> None:
    """Only a valid address behind "request ip" is believed."""
    assert address_in(message) == address


@given(st.text(max_size=200))
def test_any_message_gives_an_address_or_nothing(text: str) -> None:
    """Whatever Binance writes, nothing but an address comes out."""
    found = address_in(REFUSED + text)

    assert found is None or set(found) <= set("0123456789abcdef.:")


async def test_address_is_asked_once_an_hour() -> None:
    """What is known is kept for an hour and then asked again."""
    api, clock = naming("203.0.113.24"), Clock()
    async with client_of(api) as client:
        outgoing = OutgoingAddress(client, clock)
        first = [await outgoing.current() for _ in range(3)]
        api.answers = naming("203.0.113.25").answers
        clock.now += timedelta(minutes=61)
        second = await outgoing.current()

    assert first == ["203.0.113.24"] * 3
    assert second == "203.0.113.25"
    assert api.seen.count(PATH) == 2


async def test_many_who_ask_at_once_cause_one_call() -> None:
    """Callers at the same time share the answer."""
    api = naming("203.0.113.24")
    async with client_of(api) as client:
        outgoing = OutgoingAddress(client)
        found = await asyncio.gather(*(outgoing.current() for _ in range(20)))

    assert set(found) == {"203.0.113.24"}
    assert api.seen.count(PATH) == 1


@pytest.mark.parametrize(
    "answer",
    [
        (401, {"code": -2015, "msg": "Invalid API-key, IP, or permissions for action."}),
        (503, "<html>busy</html>"),
        (429, {"code": -1003, "msg": "Too many requests"}),
        (200, []),
    ],
)
async def test_where_binance_does_not_tell_the_address_is_unknown(
    answer: tuple[int, object],
) -> None:
    """Any other answer means unknown, which is asked again after a minute."""
    clock = Clock()
    async with client_of(PretendApi({PATH: answer}), patience=1) as client:
        outgoing = OutgoingAddress(client, clock)
        unknown = await outgoing.current()

    assert unknown is None


async def test_an_unknown_address_is_asked_again_after_a_minute() -> None:
    """A passing fault does not hide the address for an hour."""
    api, clock = PretendApi({PATH: (401, {"code": -2015, "msg": "no"})}), Clock()
    async with client_of(api) as client:
        outgoing = OutgoingAddress(client, clock)
        before = await outgoing.current()
        api.answers = naming("203.0.113.24").answers
        at_once = await outgoing.current()
        clock.now += timedelta(seconds=61)
        later = await outgoing.current()

    assert (before, at_once, later) == (None, None, "203.0.113.24")


async def test_made_up_keys_are_never_the_same() -> None:
    """The key it asks with belongs to nobody and is made anew each time."""
    api, clock = naming("203.0.113.24"), Clock()
    async with client_of(api) as client:
        outgoing = OutgoingAddress(client, clock)
        await outgoing.current()
        clock.now += timedelta(hours=2)
        await outgoing.current()

    assert len(set(api.keys)) == len(api.keys) == 2
    assert all(len(key) == 64 for key in api.keys)
