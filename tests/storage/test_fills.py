"""Fills: each is new once, told once, and gone with its key."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from storage.apikey_manager import ApiKeyManager
from storage.database import Database
from storage.errors import ValueUnstorable
from storage.fills import KEPT, Fills
from storage.users import Access, Users
from storage.watches import Watch, Watches
from tests.storage.moments import SetClock
from tests.storage.people import ALICE, BOB, a_fill, add_key, hmac_credentials, sign_up

MINUTE = timedelta(minutes=1)


async def test_a_fill_is_new_once(database: Database, users: Users, keys: ApiKeyManager) -> None:
    """However often it is heard of, alone or among others, in one list or in two."""
    await sign_up(users, ALICE)
    key = await add_key(keys, ALICE, hmac_credentials())
    fills = Fills(database)
    first, second = a_fill(key, 1), a_fill(key, 2)

    assert await fills.note([first, first]) == [first]
    assert await fills.note([first, second]) == [second]
    assert await fills.note([second]) == []
    assert await fills.note([]) == []


async def test_what_makes_a_fill(database: Database, users: Users, keys: ApiKeyManager) -> None:
    """The same number in another account, market or symbol is another fill."""
    await sign_up(users, ALICE, BOB)
    alices = await add_key(keys, ALICE, hmac_credentials("a"))
    bobs = await add_key(keys, BOB, hmac_credentials("b"))
    different = [
        a_fill(alices),
        a_fill(bobs),
        a_fill(alices, market="futures", realized_profit=Decimal("-1.50")),
        a_fill(alices, symbol="ETHUSDT"),
    ]

    assert await Fills(database).note(different) == different


async def test_what_was_not_told_is_remembered(
    database: Database, users: Users, keys: ApiKeyManager
) -> None:
    """What a crash left untold is there, digit for digit, the oldest first."""
    await sign_up(users, ALICE)
    key = await add_key(keys, ALICE, hmac_credentials())
    told, sooner = a_fill(key, 1), a_fill(key, 2, price=Decimal("0.10"))
    later = a_fill(key, 3, at=sooner.at + timedelta(seconds=1))
    await Fills(database).note([told, later, sooner])
    await Fills(database).told([told])

    assert await Fills(database).untold(ALICE) == [sooner, later]


async def test_two_keys_of_one_account(
    database: Database, users: Users, keys: ApiKeyManager
) -> None:
    """A fill that a user's keys tell of both is new once; of another user's key it is new again.

    So is the other side of a trade with oneself, which has an order of its own.
    """
    await sign_up(users, ALICE, BOB)
    first = await add_key(keys, ALICE, hmac_credentials("a"))
    second = await add_key(keys, ALICE, hmac_credentials("b"), "Second")
    bobs = await add_key(keys, BOB, hmac_credentials("c"))
    fills = Fills(database)
    together = await fills.note([a_fill(first, 1), a_fill(second, 1), a_fill(bobs, 1)])
    one_by_one = [await fills.note([a_fill(key, 2)]) for key in (second, first, second)]
    other_side = a_fill(second, 1, order_id=29)

    assert together == [a_fill(first, 1), a_fill(bobs, 1)]
    assert one_by_one == [[a_fill(second, 2)], [], []]
    assert await fills.note([other_side]) == [other_side]
    await keys.delete(ALICE, first.id)
    assert await fills.note([a_fill(first, 3), a_fill(second, 3)]) == [a_fill(second, 3)]


async def test_many_at_once(database: Database, users: Users, keys: ApiKeyManager) -> None:
    """Other writers get their turn in between; what is known and told adds up all the same."""
    await sign_up(users, ALICE)
    key = await add_key(keys, ALICE, hmac_credentials())
    fills = Fills(database)
    many = [a_fill(key, number) for number in range(501)]
    before = database.commits
    new = await fills.note(many)
    turns = (database.commits - before) // 2  # each is counted on both sides
    known = await fills.note(many)
    await fills.told(many)

    assert new == many
    assert turns == 2
    assert known == []
    assert await fills.untold(ALICE) == []


@pytest.mark.parametrize("gone", ["inactive", "banned"])
async def test_who_waits(database: Database, users: Users, keys: ApiKeyManager, gone: str) -> None:
    """People with something untold who may be written to, each once."""
    await sign_up(users, ALICE, BOB)
    alices = await add_key(keys, ALICE, hmac_credentials("a"))
    bobs = await add_key(keys, BOB, hmac_credentials("b"))
    fills = Fills(database)
    await fills.note([a_fill(alices, 1), a_fill(alices, 2), a_fill(bobs)])
    both = await fills.waiting_users()
    if gone == "inactive":
        await users.mark_inactive(BOB)
    else:
        await users.set_access(BOB, Access.BANNED, actor_id=ALICE)

    assert both == [ALICE, BOB]
    assert await fills.waiting_users() == [ALICE]


async def test_fills_go_with_their_key(
    database: Database, users: Users, keys: ApiKeyManager
) -> None:
    """Deleting a key deletes its fills; one that is heard of later is dropped."""
    await sign_up(users, ALICE)
    key = await add_key(keys, ALICE, hmac_credentials())
    fills = Fills(database)
    await fills.note([a_fill(key, 1)])
    await keys.delete(ALICE, key.id)

    assert await fills.untold(ALICE) == []
    assert await fills.note([a_fill(key, 2)]) == []


async def test_old_fills_are_deleted(
    database: Database, users: Users, keys: ApiKeyManager, clock: SetClock
) -> None:
    """Told or not: whoever cannot be reached for months does not fill the database."""
    await sign_up(users, ALICE)
    key = await add_key(keys, ALICE, hmac_credentials())
    fills = Fills(database, clock=clock)
    told, untold = a_fill(key, 1), a_fill(key, 2)
    new = a_fill(key, 3, at=told.at + KEPT)
    await fills.note([told, untold, new])
    await fills.told([told])
    clock.forward(KEPT + MINUTE)
    await fills.tidy()

    assert await fills.untold(ALICE) == [new]
    assert await fills.note([told]) == [told]


async def test_fills_of_an_order(database: Database, users: Users, keys: ApiKeyManager) -> None:
    """All of it, told or not, and nothing of another order, symbol or market."""
    await sign_up(users, ALICE)
    key = await add_key(keys, ALICE, hmac_credentials())
    fills = Fills(database)
    first, second = a_fill(key, 1), a_fill(key, 2)
    others = [
        a_fill(key, 3, order_id=99),
        a_fill(key, 4, symbol="ETHUSDT"),
        a_fill(key, 5, market="futures"),
    ]
    await fills.note([second, first, *others])
    await fills.told([first])

    assert await fills.of_order(second) == [first, second]


async def test_watches_are_remembered_by_market(
    database: Database, users: Users, keys: ApiKeyManager
) -> None:
    """The newest moment of each market counts; those of a deleted key are dropped."""
    await sign_up(users, ALICE)
    key = await add_key(keys, ALICE, hmac_credentials())
    watches = Watches(database)
    held = {"BTC": Decimal("0.00000001"), "USDT": Decimal("1E+6")}
    spot = Watch(key.id, ALICE, "spot", key.created_at, frozenset({"BTCUSDT"}), held)
    newer = replace(spot, until=key.created_at + MINUTE, symbols=frozenset())
    futures = replace(spot, market="futures", totals={})
    await watches.keep([spot, futures])
    await watches.keep([newer])

    assert await watches.of(key.id, "spot") == newer
    assert await watches.of(key.id, "futures") == futures
    assert await watches.of(key.id, "margin") is None
    await keys.delete(ALICE, key.id)
    await watches.keep([newer])
    assert await watches.of(key.id, "spot") is None


@pytest.mark.parametrize("wrong", [{"trade_id": 2**64}, {"price": Decimal("NaN")}])
async def test_what_no_database_holds_is_refused(
    database: Database, users: Users, keys: ApiKeyManager, wrong: dict[str, Any]
) -> None:
    """Nothing of the list is kept then, and the error does not repeat the value."""
    await sign_up(users, ALICE)
    key = await add_key(keys, ALICE, hmac_credentials())
    good = a_fill(key, 1)
    with pytest.raises(ValueUnstorable) as refused:
        await Fills(database).note([good, replace(a_fill(key, 2), **wrong)])

    assert await Fills(database).untold(ALICE) == []
    assert str(2**64) not in str(refused.value)
    assert await Fills(database).note([good]) == [good]
