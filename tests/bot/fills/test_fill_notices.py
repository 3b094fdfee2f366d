"""Fills are told once, in one card an order, whatever is heard, however often."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.services.fill_notices import GROWS_FOR, FillNotices
from bot.services.notifier import Notice
from bot.tasks import Tasks
from storage.apikey_manager import ApiKeyManager, MasterKeys, StoredKey
from storage.database import Database, migrate
from storage.fills import Fill, Fills
from storage.users import Access, Users
from tests.bot.pen import Pen
from tests.storage.people import ALICE, BOB, a_fill, add_key, hmac_credentials, sign_up

POISON = "POISON"


class Words:
    """Writes the numbers of fills."""

    async def order(self, fills: Sequence[Fill], *, again: bool) -> Notice:
        """Write them in a row."""
        if fills[0].symbol == POISON:
            raise ArithmeticError
        numbers = " ".join(str(fill.trade_id) for fill in fills)
        return Notice(f"again {numbers}" if again else numbers)

    async def summary(self, orders: Sequence[Sequence[Fill]], *, again: bool) -> Notice:
        """Write how many orders."""
        return Notice(f"again {len(orders)} orders" if again else f"{len(orders)} orders")


@dataclass
class Desk:
    """The service with a real database, and a gathering that ends when told."""

    database: Database
    users: Users
    key: StoredKey
    pen: Pen
    tasks: Tasks
    gathered: asyncio.Event
    notices: FillNotices

    def again(self) -> FillNotices:
        """Give the service after a restart."""
        return FillNotices(
            Fills(self.database), self.users, Words(), self.pen, self.tasks.start, self.pause
        )

    async def pause(self, _seconds: float) -> None:
        """Gather until told."""
        await self.gathered.wait()

    async def told(self) -> list[list[str]]:
        """End the gathering, and give every text of every message."""
        self.gathered.set()
        await self.tasks.drain(10)
        self.gathered.clear()
        return [message.texts for message in self.pen.messages]


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    """Give the service, with Alice and her key."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}"
    await migrate(url)
    async with Database.open(url) as database:
        users = Users(database)
        await sign_up(users, ALICE, BOB)
        keys = ApiKeyManager(database, MasterKeys.parse(MasterKeys.generate_one()))
        key = await add_key(keys, ALICE, hmac_credentials())
        tasks, pen = Tasks(), Pen()
        desk = Desk(database, users, key, pen, tasks, asyncio.Event(), None)  # type: ignore[arg-type] # follows
        desk.notices = desk.again()
        yield desk
        await tasks.close()


async def test_a_fill_is_told_once(desk: Desk) -> None:
    """Twice from the stream, again from a reconciliation, again after a restart: one message."""
    fill = a_fill(desk.key, 1)
    desk.notices.hear([fill, fill])
    desk.notices.hear([fill])
    assert await desk.told() == [["1"]]
    desk.notices.hear([fill])
    restarted = desk.again()
    restarted.hear([fill])

    assert await desk.told() == [["1"]]


async def test_two_keys_of_an_account_tell_once(desk: Desk) -> None:
    """Whoever replaces a key has both for a while; after a restart that is so as well."""
    keys = ApiKeyManager(desk.database, MasterKeys.parse(MasterKeys.generate_one()))
    new = await add_key(keys, ALICE, hmac_credentials("b"), "New")
    desk.notices.hear([a_fill(desk.key, 1), a_fill(new, 1)])
    await desk.told()
    restarted = desk.again()
    restarted.hear([a_fill(new, 1)])

    assert await desk.told() == [["1"]]


async def test_parts_of_an_order_grow_one_card(desk: Desk) -> None:
    """What comes together is one text; what comes later is written into the same message."""
    parts = [a_fill(desk.key, number) for number in range(1, 5)]
    desk.notices.hear(parts[:2])
    await desk.told()
    desk.notices.hear(parts[2:])

    assert await desk.told() == [["1 2", "1 2 3 4"]]


async def test_what_comes_late_is_sent(desk: Desk) -> None:
    """An edit does not buzz: after a minute the whole order comes in a new message."""
    clock, texts = [0.0], [[""]]
    desk.notices.clock = lambda: clock[0]
    for trade, moment in ((1, 0.0), (2, GROWS_FOR), (3, 2 * GROWS_FOR), (4, 2 * GROWS_FOR)):
        clock[0] = moment
        desk.notices.hear([a_fill(desk.key, trade)])
        texts = await desk.told()

    assert texts == [["1", "1 2"], ["1 2 3", "1 2 3 4"]]


async def test_after_a_restart_the_rest_tells_the_whole_order(desk: Desk) -> None:
    """The card is forgotten, what it told is not."""
    desk.notices.hear([a_fill(desk.key, 1)])
    await desk.told()
    desk.again().hear([a_fill(desk.key, 2)])

    assert await desk.told() == [["1"], ["1 2"]]


async def test_a_deleted_card_is_sent_anew(desk: Desk) -> None:
    """Where the message is gone the whole order comes in another one."""
    desk.notices.hear([a_fill(desk.key, 1)])
    await desk.told()
    desk.pen.messages.clear()
    desk.notices.hear([a_fill(desk.key, 2)])

    assert await desk.told() == [["1 2"]]


async def test_many_orders_are_one_message(desk: Desk) -> None:
    """Four orders at a time or more share one; three do not."""
    desk.notices.hear(a_fill(desk.key, number, order_id=number) for number in (1, 2, 3))
    await desk.told()
    desk.notices.hear(a_fill(desk.key, number, order_id=number) for number in (4, 5, 6, 7))

    assert await desk.told() == [["1"], ["2"], ["3"], ["4 orders"]]


async def test_what_did_not_arrive_is_told_again_and_says_so(desk: Desk) -> None:
    """As soon as the user can be reached; after that never again."""
    desk.pen.unreachable.add(ALICE)
    desk.notices.hear([a_fill(desk.key, 1)])
    assert await desk.told() == []
    desk.pen.unreachable.clear()
    running = asyncio.create_task(desk.again().run())
    await desk.pen.until(lambda messages: len(messages) == 1)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)

    assert await desk.told() == [["again 1"]]


async def test_what_did_not_arrive_is_counted_once(desk: Desk) -> None:
    """A card that could not be amended holds no fill twice when it can be."""
    desk.notices.hear([a_fill(desk.key, 1)])
    await desk.told()
    desk.pen.unreachable.add(ALICE)
    desk.notices.hear([a_fill(desk.key, 2)])
    await desk.told()
    desk.pen.unreachable.clear()
    running = asyncio.create_task(desk.notices.run())
    await desk.pen.until(lambda messages: len(messages[0].texts) == 2)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)

    assert await desk.told() == [["1", "again 1 2"]]


async def test_what_cannot_be_written_holds_up_nothing(desk: Desk) -> None:
    """Neither the other orders of the user, nor what comes later, nor what was left over."""
    poison = a_fill(desk.key, 1, symbol=POISON)
    desk.notices.hear([poison, a_fill(desk.key, 2, order_id=29)])
    await desk.told()
    desk.notices.hear([a_fill(desk.key, 3, order_id=30)])
    await desk.told()
    desk.pen.unreachable.add(ALICE)
    desk.notices.hear([a_fill(desk.key, 4, order_id=31)])
    await desk.told()
    desk.pen.unreachable.clear()
    running = asyncio.create_task(desk.notices.run())
    await desk.pen.until(lambda messages: len(messages) == 3)
    is_running = not running.done()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)

    assert await desk.told() == [["2"], ["3"], ["again 4"]]
    assert is_running


async def test_a_number_no_database_holds_hides_no_fill(desk: Desk) -> None:
    """What cannot be written down is told all the same, and so is what came with it."""
    huge, other = a_fill(desk.key, 2**64), a_fill(desk.key, 2, order_id=29)
    desk.notices.hear([huge, other])

    assert await desk.told() == [[str(2**64)], ["2"]]


@pytest.mark.parametrize("gone", ["inactive", "banned"])
async def test_people_who_are_gone_are_not_written_to(desk: Desk, gone: str) -> None:
    """Whoever blocked the bot or was banned gets nothing; it waits for their return."""
    if gone == "inactive":
        await desk.users.mark_inactive(ALICE)
    else:
        await desk.users.set_access(ALICE, Access.BANNED, actor_id=BOB)
    desk.notices.hear([a_fill(desk.key, 1)])

    assert await desk.told() == []
    assert [fill.trade_id for fill in await Fills(desk.database).untold(ALICE)] == [1]


async def test_a_broken_database_hides_no_fill(desk: Desk) -> None:
    """What cannot be written down is told all the same, once as long as the bot runs."""
    async with desk.database.write() as session:
        await session.execute(text("DROP TABLE fills"))
    fill = a_fill(desk.key, 1)
    desk.notices.hear([fill])
    await desk.told()
    desk.notices.hear([fill])

    assert await desk.told() == [["1"]]


async def test_one_user_waits_for_no_other(desk: Desk) -> None:
    """A message that hangs holds up its receiver alone."""
    keys = ApiKeyManager(desk.database, MasterKeys.parse(MasterKeys.generate_one()))
    bobs = await add_key(keys, BOB, hmac_credentials("b"))
    desk.gathered.set()
    hanging = asyncio.Event()
    arrived = desk.pen.notify

    async def notify(user_id: int, html: str, **more: object) -> int | None:
        if user_id == ALICE:
            await hanging.wait()
        return await arrived(user_id, html, **more)  # type: ignore[arg-type] # passed through

    desk.pen.notify = notify  # type: ignore[method-assign] # a Telegram that hangs
    desk.notices.hear([a_fill(desk.key, 1), a_fill(bobs, 2)])
    sent = await desk.pen.until(lambda messages: len(messages) == 1)
    hanging.set()

    assert [message.user_id for message in sent] == [BOB]
