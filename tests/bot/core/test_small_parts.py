"""Tasks, dialogs, repeated updates, health figures, and what comes in from Telegram."""

import asyncio
import json

import pytest
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import StorageKey
from aiogram.types import TelegramObject, Update
from hypothesis import given
from hypothesis import strategies as st

from bot.config import load_settings
from bot.dialogs import LASTS, MOST, DialogMemory
from bot.health import UpdateMeter
from bot.heartbeat import heartbeat_path
from bot.middlewares.deduplication import Deduplication
from bot.middlewares.step import Data
from bot.tasks import Tasks
from bot.telegram_session import loads_clean
from tests.bot.core.pauses import Pauses

KEY = StorageKey(bot_id=1, chat_id=2, user_id=2)


async def test_tasks_end_with_their_owner() -> None:
    """Closing ends what still runs, and waits for it."""
    tasks, ended = Tasks(), list[str]()

    async def forever() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("yes")

    tasks.start("forever", forever())
    await asyncio.sleep(0)
    still = await tasks.drain(0.01)
    await tasks.close()

    assert (still, ended, len(tasks)) == (1, ["yes"], 0)


async def test_failing_task_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """An exception in the background does not pass silently."""
    tasks = Tasks()

    async def fail() -> None:
        raise RuntimeError("planted")

    tasks.start("the culprit", fail())
    await tasks.drain(1)
    await asyncio.sleep(0)

    assert "the culprit" in caplog.text


async def test_dialog_is_kept_and_ends() -> None:
    """State and data come back until the dialog is cleared; nothing is left then."""
    memory = DialogMemory()
    await memory.set_state(KEY, State("step", group_name="Group"))
    await memory.set_data(KEY, {"label": "Main"})
    kept = (await memory.get_state(KEY), await memory.get_data(KEY))
    await memory.set_state(KEY, None)
    await memory.set_data(KEY, {})

    assert kept == ("Group:step", {"label": "Main"})
    assert len(memory) == 0


async def test_reading_leaves_no_trace() -> None:
    """People without a dialog cost no memory."""
    memory = DialogMemory()

    assert await memory.get_state(KEY) is None
    assert await memory.get_data(KEY) == {}
    assert len(memory) == 0


async def test_forgotten_dialog_expires() -> None:
    """A dialog nobody goes on with is dropped."""
    pauses = Pauses()
    memory = DialogMemory(pauses.clock)
    await memory.set_state(KEY, "step")
    pauses.now += LASTS + 1

    assert await memory.get_state(KEY) is None
    assert len(memory) == 0


async def test_dialogs_are_bounded() -> None:
    """However many people begin one, the oldest make room."""
    memory = DialogMemory()
    for user in range(MOST + 5):
        await memory.set_state(StorageKey(bot_id=1, chat_id=user, user_id=user), "step")

    assert len(memory) == MOST


async def test_repeated_update_is_handled_once() -> None:
    """The same id is dropped; a smaller new one is not; a failed one may come again."""
    handled: list[int] = []
    middleware = Deduplication(remembered=3)

    async def handle(event: TelegramObject, _data: Data) -> None:
        assert isinstance(event, Update)
        handled.append(event.update_id)
        if len(handled) == 1:
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await middleware(handle, Update(update_id=9), {})
    for update_id in (9, 9, 5, 9, 5, 7, 8):
        await middleware(handle, Update(update_id=update_id), {})

    assert handled == [9, 9, 5, 7, 8]


def test_meter_counts_the_last_minute() -> None:
    """The rate is of the last minute, the percentile of the last thousand."""
    pauses = Pauses()
    meter = UpdateMeter(pauses.clock)
    for number in range(100):
        meter.record(number / 100)
    first = (meter.per_minute(), meter.p95())
    pauses.now += 61

    assert first == (100, 0.94)
    assert meter.per_minute() == 0
    assert UpdateMeter().p95() is None


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite+aiosqlite:///data/bot.db", "data/heartbeat"),
        ("sqlite+aiosqlite:////app/data/bot.db", "/app/data/heartbeat"),
        ("postgresql+asyncpg://user:pw@host/db", "data/heartbeat"),
    ],
)
def test_heartbeat_lies_beside_the_database(url: str, path: str) -> None:
    """In a container only that directory may be written to."""
    settings = load_settings(env_file=None, overrides={"DATABASE_URL": url})

    assert heartbeat_path(settings).as_posix() == path


@given(
    text=st.text(alphabet=st.characters(exclude_categories=())),
    nested=st.booleans(),
)
def test_what_comes_in_can_be_stored_everywhere(text: str, nested: bool) -> None:
    """Half characters and NUL become U+FFFD; everything else stays as it was."""
    value = {"a": [text]} if nested else text
    cleaned = loads_clean(json.dumps(value))
    found = cleaned["a"][0] if nested else cleaned
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    assert found == whole.replace("\0", "\ufffd")
    assert isinstance(found.encode("utf-8"), bytes)
