"""Secrets vanish from chats before anything else sees them."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiogram import BaseMiddleware, Bot, Dispatcher
from aiogram.fsm.context import FSMContext
from aiogram.types import Message as TelegramMessage
from aiogram.types import TelegramObject, Update
from aiogram.utils.i18n import ConstI18nMiddleware, I18n
from aiohttp.test_utils import TestServer
from aiohttp.web import Application

from bot.key_dialog import AddKey
from bot.middlewares.throttle import Allowance
from bot.middlewares.tripwire import Tripwire
from bot.telegram_session import make_bot
from sandbox.telegram import Telegram
from sandbox.telegram.driver import Conversation

KEY = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A"
TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw-"
PEM_LINE = "-----BEGIN PRIVATE KEY-----"


class Bystander(BaseMiddleware):
    """Notes every text that comes past the tripwire, as a log or a database would."""

    def __init__(self) -> None:
        self.texts: list[str | None] = []

    async def __call__(self, handler: Any, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Note and pass on."""
        assert isinstance(event, Update)
        message = event.message or event.edited_message
        assert message is not None
        self.texts.append(message.text or message.caption)
        return await handler(event, data)


class Desk:
    """A bot with nothing but the tripwire, in the pretend Telegram."""

    def __init__(self, telegram: Telegram, bot: Bot, languages: Path, *, guarded: bool) -> None:
        self.telegram = telegram
        self.bot = bot
        self.seen = Bystander()
        self.visible: list[bool] = []
        self.dispatcher = Dispatcher()
        update = self.dispatcher.update
        update.outer_middleware(ConstI18nMiddleware("en", I18n(path=languages)))
        if guarded:
            update.outer_middleware(Tripwire(Allowance(burst=5, per_second=1), lambda: 0.0))
        update.outer_middleware(self.seen)
        self.dispatcher.message.register(self._handle)
        self.dispatcher.edited_message.register(self._handle)
        self._offset = 0

    async def _handle(self, _: TelegramMessage, still_visible: bool = False) -> None:
        self.visible.append(still_visible)

    async def deliver(self, **changes: Any) -> None:
        """Let the bot handle what people did; `changes` go into each message."""
        updates = await self.bot.get_updates(
            offset=self._offset, allowed_updates=["message", "edited_message"]
        )
        for update in updates:
            self._offset = update.update_id + 1
            await self.dispatcher.feed_update(self.bot, _changed(update, changes))

    async def wait_in(self, chat: Conversation, step: Any) -> None:
        """Put a chat into a step of the dialog."""
        state: FSMContext = self.dispatcher.fsm.get_context(self.bot, chat.chat_id, chat.user.id)
        await state.set_state(step)


def _changed(update: Update, changes: dict[str, Any]) -> Update:
    if not changes or update.message is None:
        return update
    return update.model_copy(update={"message": update.message.model_copy(update=changes)})


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    """Give a pretend Telegram."""
    telegram = Telegram()
    yield telegram
    await telegram.close()


@pytest.fixture
async def bot(telegram: Telegram) -> AsyncIterator[Bot]:
    """Give a client of it over a real socket."""
    application = Application()
    application.add_routes(telegram.routes())
    async with TestServer(application) as server:
        client = make_bot(telegram.token, str(server.make_url("")).rstrip("/"))
        yield client
        await client.session.close()


@pytest.fixture
def desk(telegram: Telegram, bot: Bot, tmp_path: Path) -> Desk:
    """Give a bot that has the tripwire."""
    return Desk(telegram, bot, tmp_path, guarded=True)


@pytest.mark.parametrize(
    "text",
    [KEY, f"/p {KEY}", f"/help {TOKEN}", TOKEN, f"hi\n{PEM_LINE}\nMC4", f"/cancel {KEY}"],
)
@pytest.mark.parametrize("group", [False, True])
async def test_a_secret_is_deleted_and_goes_no_further(desk: Desk, text: str, group: bool) -> None:
    """The message vanishes, nobody behind the tripwire sees it, and one warning follows."""
    chat = desk.telegram.chat("guest", group=group)
    own = chat.send(text)

    await desk.deliver()

    assert own.deleted
    assert desk.seen.texts == []
    assert len([message for message in chat.messages if message.from_bot]) == 1
    assert text not in chat.messages[-1].text


async def test_the_same_without_the_tripwire_is_seen(
    telegram: Telegram, bot: Bot, tmp_path: Path
) -> None:
    """Control: without it the secret stays in the chat and reaches what stands behind."""
    desk = Desk(telegram, bot, tmp_path, guarded=False)
    own = telegram.chat("guest").send(KEY)

    await desk.deliver()

    assert not own.deleted
    assert desk.seen.texts == [KEY]


async def test_an_edited_message_is_watched_too(desk: Desk) -> None:
    """A harmless message that becomes a secret by editing is deleted."""
    chat = desk.telegram.chat("guest")
    own = chat.send("hello")
    await desk.deliver()
    chat.edit(own, KEY)

    await desk.deliver()

    assert own.deleted
    assert desk.seen.texts == ["hello"]


@pytest.mark.parametrize(
    "changes",
    [
        {"text": None, "caption": KEY},
        {
            "text": "look",
            "entities": [
                {"type": "text_link", "offset": 0, "length": 4, "url": f"https://x.org/{KEY}"}
            ],
        },
        {"text": "look", "quote": {"text": TOKEN, "position": 0}},
        {"text": None, "poll": {"question": KEY, "options": []}},
        {
            "text": None,
            "document": {"file_id": "f", "file_unique_id": "u", "file_name": f"{KEY}.txt"},
        },
        {"text": None, "rich_message": {"blocks": [{"type": "paragraph", "text": KEY}]}},
    ],
)
async def test_every_place_for_text_is_watched(desk: Desk, changes: dict[str, Any]) -> None:
    """Captions, links, quotes, polls, names of files and rich messages hold secrets too."""
    own = desk.telegram.chat("guest").send("carrier")

    await desk.deliver(**_typed(changes))

    assert own.deleted
    assert desk.seen.texts == []


def _typed(changes: dict[str, Any]) -> dict[str, Any]:
    """Give raw fields as aiogram's types."""
    raw = {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, **changes}
    if "poll" in raw:
        raw["poll"] |= {
            "id": "1",
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": False,
            "members_only": False,
        }
    message = TelegramMessage.model_validate(raw)
    return {name: getattr(message, name) for name in changes}


@pytest.mark.parametrize("step", [AddKey.pair_key, AddKey.hmac_key, AddKey.hmac_secret])
@pytest.mark.parametrize("text", [KEY, "not a key at all"])
async def test_what_a_step_asked_for_is_deleted_and_handed_over(
    desk: Desk, step: Any, text: str
) -> None:
    """In a step of /setkey the handler gets the text, and the chat does not keep it."""
    chat = desk.telegram.chat("guest")
    await desk.wait_in(chat, step)
    own = chat.send(text)

    await desk.deliver()

    assert own.deleted
    assert desk.seen.texts == [text]
    assert desk.visible == [False]
    assert not [message for message in chat.messages if message.from_bot]


@pytest.mark.parametrize("text", [f"/setkey {KEY} {KEY}", f"/setkey\n{KEY}\n{KEY}", "/setkey @a b"])
async def test_setkey_with_arguments_is_deleted_and_handed_over(desk: Desk, text: str) -> None:
    """/setkey KEY SECRET works in the private chat and leaves nothing behind."""
    own = desk.telegram.chat("guest").send(text)

    await desk.deliver()

    assert own.deleted
    assert desk.seen.texts == [text]


async def test_a_failed_deletion_is_told_to_the_handler(desk: Desk) -> None:
    """Where Telegram refuses the deletion, the handler learns that the secret is still there."""
    desk.telegram.faults.inject("deleteMessage", "error", status=400)
    own = desk.telegram.chat("guest").send(f"/setkey {KEY} {KEY}")

    await desk.deliver()

    assert not own.deleted
    assert desk.visible == [True]


async def test_a_failed_deletion_is_told_to_the_user(desk: Desk) -> None:
    """Where nobody asked for the secret, the warning says that it must be deleted by hand."""
    chat = desk.telegram.chat("guest")
    desk.telegram.faults.inject("deleteMessage", "error", status=400)
    own = chat.send(KEY)

    await desk.deliver()

    assert not own.deleted
    assert "delete it yourself now" in chat.messages[-1].text


@pytest.mark.parametrize("text", ["/setkey", f"/setkey {KEY} {KEY}", "/setkey@binance_sandbox_bot"])
async def test_setkey_in_a_group_is_deleted_and_refused_with_a_link(desk: Desk, text: str) -> None:
    """The group keeps nothing; the answer leads to the private chat."""
    chat = desk.telegram.chat("guest", group=True)
    own = chat.send(text)

    await desk.deliver()

    assert own.deleted
    assert desk.seen.texts == []
    assert "private chat" in chat.messages[-1].text
    assert chat.messages[-1].buttons[0][0].url == "https://t.me/binance_sandbox_bot?start=setkey"


@pytest.mark.parametrize("how", ["forwarded", "via_bot"])
async def test_a_step_takes_only_what_the_user_wrote_himself(desk: Desk, how: str) -> None:
    """A forwarded key is no answer to the dialog; it is deleted like any other."""
    chat = desk.telegram.chat("guest")
    await desk.wait_in(chat, AddKey.pair_key)
    own = chat.send(KEY, forwarded=how == "forwarded", via_bot=how == "via_bot")

    await desk.deliver()

    assert own.deleted
    assert desk.seen.texts == []


@pytest.mark.parametrize("text", ["/p btc", "hello", "/keys", "/setkey"])
async def test_ordinary_messages_pass_untouched(desk: Desk, text: str) -> None:
    """What holds no secret stays in the chat and reaches its handler."""
    own = desk.telegram.chat("guest").send(text)

    await desk.deliver()

    assert not own.deleted
    assert desk.seen.texts == [text]
    assert desk.visible == [False]


async def test_a_flood_of_secrets_is_deleted_but_not_answered_one_by_one(desk: Desk) -> None:
    """Twenty keys at once are all deleted; the chat gets as many warnings as it may."""
    chat = desk.telegram.chat("stranger")
    own = [chat.send(f"{KEY} {number}") for number in range(20)]

    await desk.deliver()

    assert all(message.deleted for message in own)
    assert len([message for message in chat.messages if message.from_bot]) == 5
