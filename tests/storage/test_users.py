"""The people who write to the bot."""

import asyncio
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.apikey_manager import ApiKeyManager
from storage.errors import UnknownUser
from storage.users import SEEN_PRECISION, Access, UserCounts, Users
from tests.storage.moments import SetClock
from tests.storage.people import ALICE, BOB, add_key, hmac_credentials, sign_up

# Any text Telegram may deliver, halves of surrogate pairs included.
any_text = st.text(st.characters(exclude_categories=()), max_size=40)


async def test_new_user_is_remembered(users: Users, clock: SetClock) -> None:
    """Somebody new gets the default access and is found again."""
    seen = await users.seen(ALICE, "Alice", "alice", "de", Access.PENDING)

    assert seen == await users.get(ALICE)
    assert (seen.first_name, seen.username, seen.language_code) == ("Alice", "alice", "de")
    assert (seen.access, seen.active, seen.quote_asset) == (Access.PENDING, True, "USDT")
    assert seen.created_at == seen.seen_at == clock.now
    assert seen.language is None


async def test_known_user_keeps_access_and_follows_telegram(users: Users) -> None:
    """A new name is taken over; what an admin decided stays."""
    await users.seen(ALICE, "Alice", "alice", "de", Access.PENDING)
    await users.set_access(ALICE, Access.BANNED)

    seen = await users.seen(ALICE, "Alicia", None, "en", Access.APPROVED)

    assert (seen.first_name, seen.username, seen.language_code) == ("Alicia", None, "en")
    assert seen.access is Access.BANNED


async def test_writing_often_is_noted_every_five_minutes(users: Users, clock: SetClock) -> None:
    """A message costs a commit only when five minutes passed, or something changed."""
    first = await sign_up(users, ALICE)
    clock.forward(SEEN_PRECISION - timedelta(seconds=1))
    soon = await sign_up(users, ALICE)
    clock.forward(timedelta(seconds=1))
    later = await sign_up(users, ALICE)

    assert soon == first
    assert later.seen_at == clock.now


async def test_simultaneous_first_messages_make_one_user(users: Users) -> None:
    """Many first messages at once are one user."""
    await asyncio.gather(*(sign_up(users, ALICE) for _ in range(20)))

    assert (await users.counts()).total == 1


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_text, st.none() | any_text)
async def test_any_name_can_be_stored(users: Users, name: str, username: str | None) -> None:
    """No name breaks the database; what is proper text stays as it is."""
    seen = await users.seen(ALICE, name, username, None, Access.PENDING)

    assert seen == await users.get(ALICE)
    if name.isprintable():
        assert seen.first_name == name


async def test_blocked_user_is_inactive_until_they_write(users: Users) -> None:
    """Who blocked the bot is marked, and unmarked by the next message."""
    await sign_up(users, ALICE)

    await users.mark_inactive(ALICE)
    blocked = await users.get(ALICE)
    back = await sign_up(users, ALICE)
    await users.mark_inactive(ALICE)
    await users.mark_active(ALICE)
    again = await users.get(ALICE)

    assert blocked is not None
    assert again is not None
    assert [blocked.active, back.active, again.active] == [False, True, True]


async def test_language_is_chosen_and_given_back(users: Users) -> None:
    """A chosen language stays until it is given up."""
    await sign_up(users, ALICE)

    assert (await users.set_language(ALICE, "tr")).language == "tr"
    assert (await users.set_language(ALICE, None)).language is None


@pytest.mark.parametrize("user_id", [404, 0, -1, 2**63, 10**40])
async def test_unknown_user(users: Users, user_id: int) -> None:
    """Nobody is found under such an id, and nothing can be decided about them."""
    assert await users.get(user_id) is None
    with pytest.raises(UnknownUser):
        await users.set_access(user_id, Access.APPROVED)
    with pytest.raises(UnknownUser):
        await users.set_language(user_id, "tr")
    await users.mark_inactive(user_id)
    await users.mark_active(user_id)

    assert (await users.counts()).total == 0


async def test_pages_hold_everybody_once(users: Users, clock: SetClock) -> None:
    """Pages follow the order in which people first wrote."""
    for user_id in (30, 10, 20, 50, 40):
        await sign_up(users, user_id)
        clock.forward(timedelta(seconds=1))

    pages = [await users.page(offset, 2) for offset in (0, 2, 4, 6)]

    assert [[user.id for user in page] for page in pages] == [[30, 10], [20, 50], [40], []]


async def test_counts(users: Users, keys: ApiKeyManager) -> None:
    """Each kind of user is counted once, however many keys they have."""
    nobody = await users.counts()
    await sign_up(users, 1, 2, 3, 4)
    await users.set_access(1, Access.PENDING)
    await users.set_access(2, Access.BANNED)
    await users.mark_inactive(3)
    await add_key(keys, 3, hmac_credentials("a"))
    await add_key(keys, 3, hmac_credentials("b"))

    assert nobody == UserCounts(0, 0, 0, 0, 0, 0)
    assert await users.counts() == UserCounts(
        total=4, approved=2, pending=1, banned=1, with_key=1, active=3
    )


async def test_users_do_not_mix(users: Users) -> None:
    """What is decided about one user leaves the other alone."""
    await sign_up(users, ALICE, BOB)

    await users.set_access(ALICE, Access.BANNED)

    bob = await users.get(BOB)
    assert bob is not None
    assert bob.access is Access.APPROVED
