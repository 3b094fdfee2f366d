"""The updates of an answer: each is read once, however often Telegram repeats it."""

import json
from typing import Any

import pytest
from aiogram.exceptions import TelegramAPIError
from aiogram.methods import GetUpdates
from aiogram.types import Update

from bot.telegram_session import make_bot

CHAT = {"id": 7, "type": "private", "first_name": "Ada"}


def said(update_id: int, text: str = "/p btc") -> dict[str, Any]:
    """Give an update as Telegram sends it."""
    message = {"message_id": update_id, "date": 1_795_132_800, "chat": CHAT, "text": text}
    return {"update_id": update_id, "message": message}


class Answers:
    """Answers of the Bot API, read by the bot's session."""

    def __init__(self) -> None:
        self._bot = make_bot("7:token", "http://127.0.0.1:1")

    def read(self, content: str, status: int = 200) -> list[Update]:
        """Read an answer to getUpdates."""
        session = self._bot.session
        answer = session.check_response(self._bot, GetUpdates(), status, content)
        updates: list[Update] = answer.result  # type: ignore[assignment] # None only in errors
        return updates

    def updates(self, *sent: Any) -> list[Update]:
        """Read an answer that holds these."""
        return self.read(json.dumps({"ok": True, "result": sent}))


def test_repeated_update_is_not_read_again() -> None:
    """An update that is still in hand comes with the next answer, and is the same object."""
    answers = Answers()
    first = answers.updates(said(1), said(2))
    second = answers.updates(said(2), said(3))

    assert [update.update_id for update in second] == [2, 3]
    assert second[0] is first[1]
    assert second[1].message is not None
    assert second[1].message.text == "/p btc"
    assert second[1].bot is answers._bot


def test_only_the_last_answer_is_kept() -> None:
    """What was acknowledged is forgotten: ids may start anew."""
    answers = Answers()
    old = answers.updates(said(1, "old"))
    answers.updates()
    new = answers.updates(said(1, "new"))

    assert new[0] is not old[0]
    assert new[0].message is not None
    assert new[0].message.text == "new"


def test_unreadable_update_stands_alone() -> None:
    """One that cannot be read holds its id, and the others are whole."""
    broken = {"update_id": 2, "message": {"message_id": "one"}}
    updates = Answers().updates(said(1), broken, said(3))

    assert [update.update_id for update in updates] == [1, 2, 3]
    assert [update.message is None for update in updates] == [False, True, False]


@pytest.mark.parametrize(
    "content",
    ["", "<html>", "[]", '{"ok": true, "result": [5]}', '{"ok": true, "result": [{"a": 1}]}'],
)
def test_answer_of_another_shape_is_an_error(content: str) -> None:
    """What holds no updates is refused as any answer that is none."""
    with pytest.raises(TelegramAPIError):
        Answers().read(content)
