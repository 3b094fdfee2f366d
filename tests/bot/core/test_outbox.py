"""The outbox: what becomes of every call of the Bot API, over real sockets."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramServerError,
)

from bot.notices import TelegramNotifier
from bot.outbox import Outbox
from bot.pacing import Pace, Priority
from bot.redaction import Redactor
from bot.services.notifier import NoticeButton
from bot.telegram_session import make_bot
from sandbox.server import Sandbox
from sandbox.telegram.limits import FloodLimits
from tests.bot.core.pauses import Pauses
from tests.conftest import UNHURRIED


@dataclass
class Sender:
    """A bot behind an outbox, and what became of its messages."""

    bot: Bot
    outbox: Outbox
    redactor: Redactor
    pauses: Pauses
    unreachable: list[int]
    sandbox: Sandbox
    chat: int

    def calls(self, method: str) -> int:
        """Count the calls of a method that reached Telegram."""
        return sum(call.method == method for call in self.sandbox.telegram.calls)

    def texts(self) -> list[str]:
        """Give the texts in the guest's chat."""
        return [message.text for message in self.sandbox.telegram.chat("guest").messages]


@pytest.fixture
async def sender(sandbox: Sandbox) -> AsyncIterator[Sender]:
    """Give a bot whose pauses take no time."""
    pauses, unreachable, redactor = Pauses(), list[int](), Redactor()

    async def gone(chat_id: int) -> None:
        unreachable.append(chat_id)

    outbox = Outbox(UNHURRIED.pace, redactor, gone, clock=pauses.clock, sleep=pauses.sleep)
    bot = make_bot(sandbox.telegram.token, sandbox.chat_url)
    bot.session.middleware(outbox)
    chat = sandbox.telegram.users["guest"].id
    yield Sender(bot, outbox, redactor, pauses, unreachable, sandbox, chat)
    await bot.session.close()


async def test_retry_after_is_waited_out_exactly(sender: Sender) -> None:
    """A refusal for rate is repeated after the time Telegram names."""
    sender.sandbox.telegram.faults.inject("sendMessage", "too_many", retry_after=7)

    await sender.bot.send_message(sender.chat, "hello")

    assert sender.pauses.taken == [7]
    assert sender.texts() == ["hello"]
    assert sender.outbox.refused_for_rate == 1


async def test_retry_after_holds_that_chat_alone(sender: Sender) -> None:
    """Another chat is written to while one waits."""
    sender.outbox._gate(sender.chat).pause(60)
    owner = sender.sandbox.telegram.users["owner"].id

    await sender.bot.send_message(owner, "others go on")

    assert sender.pauses.taken == []


async def test_long_text_arrives_in_pieces(sender: Sender) -> None:
    """A text beyond the limit becomes several messages, the keyboard under the last."""
    text = "\n".join(f"<b>line {number}</b>" for number in range(900))
    notifier = TelegramNotifier(sender.bot, sender.outbox)

    assert await notifier.notify(sender.chat, text, keyboard=[[NoticeButton("OK", "ok")]])

    messages = sender.sandbox.telegram.chat("guest").messages
    assert len(messages) > 1
    assert "\n".join(message.text for message in messages) == text.replace("<b>", "").replace(
        "</b>", ""
    )
    assert [bool(message.buttons) for message in messages] == [False] * (len(messages) - 1) + [True]


async def test_long_edit_is_cut(sender: Sender) -> None:
    """An edit cannot become two messages; it ends with an ellipsis."""
    sent = await sender.bot.send_message(sender.chat, "short")

    await sender.bot.edit_message_text(
        "long\n" * 2_000, chat_id=sender.chat, message_id=sent.message_id
    )

    assert len(sender.texts()) == 1
    assert sender.texts()[0].endswith("…")


async def test_broken_html_arrives_as_plain_text(sender: Sender) -> None:
    """A message never vanishes because of its markup."""
    await sender.bot.send_message(sender.chat, "<b>price &lt; 5</i> rises")

    assert sender.texts() == ["price < 5 rises"]
    assert sender.calls("sendMessage") == 2


async def test_unchanged_edit_is_no_error(sender: Sender) -> None:
    """Telegram's refusal to change nothing into the same is swallowed."""
    sent = await sender.bot.send_message(sender.chat, "same")

    result = await sender.bot.edit_message_text(
        "same", chat_id=sender.chat, message_id=sent.message_id
    )

    assert result is True
    assert sender.calls("editMessageText") == 1


async def test_late_answer_to_a_press_is_no_error(sender: Sender) -> None:
    """A press that is too old to be answered troubles nobody."""
    assert await sender.bot.answer_callback_query("long-gone") is True
    assert sender.outbox.has_answered("long-gone")
    assert not sender.outbox.has_answered("never")


async def test_blocked_user_is_noted(sender: Sender) -> None:
    """Whoever blocked the bot is reported, and the caller learns of it."""
    sender.sandbox.telegram.chat("guest").block()

    with pytest.raises(TelegramForbiddenError):
        await sender.bot.send_message(sender.chat, "hello")
    assert sender.unreachable == [sender.chat]


async def test_notice_can_be_amended_while_it_is_there(sender: Sender) -> None:
    """Another text is written into the same message; where it is gone the service learns so."""
    notifier = TelegramNotifier(sender.bot, sender.outbox)
    sent = await notifier.notify(sender.chat, "half")
    assert sent is not None

    assert await notifier.amend(sender.chat, sent, "<b>whole</b>")
    shown = [message.text for message in sender.sandbox.telegram.chat("guest").messages]
    await sender.bot.delete_message(sender.chat, sent)

    assert shown == ["whole"]
    assert not await notifier.amend(sender.chat, sent, "more")


async def test_notice_to_somebody_gone_is_none(sender: Sender) -> None:
    """A service learns that a notice was not delivered, without an exception."""
    sender.sandbox.telegram.chat("guest").block()
    notifier = TelegramNotifier(sender.bot, sender.outbox)

    assert await notifier.notify(sender.chat, "hello") is None
    assert await notifier.notify(4_242, "who?") is None
    assert sender.unreachable == [sender.chat, 4_242]


@pytest.mark.parametrize("fault", ["reset", "hang_up"])
async def test_message_is_never_sent_twice(sender: Sender, fault: str) -> None:
    """Without a clear answer a message is not repeated: it may have arrived."""
    sender.sandbox.telegram.faults.inject("sendMessage", fault, executed=True)

    with pytest.raises(TelegramNetworkError):
        await sender.bot.send_message(sender.chat, "once")
    assert sender.texts() == ["once"]


async def test_message_is_not_repeated_after_a_server_error(sender: Sender) -> None:
    """A 500 does not say that nothing was sent."""
    sender.sandbox.telegram.faults.inject("sendMessage", "error", status=500, executed=True)

    with pytest.raises(TelegramServerError):
        await sender.bot.send_message(sender.chat, "once")
    assert sender.texts() == ["once"]


@pytest.mark.parametrize("fault", ["reset", "hang_up", "error"])
async def test_what_may_be_repeated_is(sender: Sender, fault: str) -> None:
    """An edit twice is an edit once: a lost answer is asked for again."""
    sent = await sender.bot.send_message(sender.chat, "before")
    sender.sandbox.telegram.faults.inject("editMessageText", fault, times=2, executed=True)

    await sender.bot.edit_message_text("after", chat_id=sender.chat, message_id=sent.message_id)

    assert sender.texts() == ["after"]
    assert sender.pauses.taken == [0.5, 1.0]


async def test_repeats_come_to_an_end(sender: Sender) -> None:
    """After four attempts the error is told."""
    sender.sandbox.telegram.faults.inject("deleteMessage", "error", times=None, status=502)

    with pytest.raises(TelegramServerError):
        await sender.bot.delete_message(sender.chat, 1)
    assert sender.pauses.taken == [0.5, 1.0, 2.0]


async def test_no_connection_is_tried_again(sandbox: Sandbox) -> None:
    """A message that certainly was not sent is repeated."""
    pauses = Pauses()
    bot = make_bot(sandbox.telegram.token, "http://127.0.0.1:9")
    bot.session.middleware(
        Outbox(UNHURRIED.pace, Redactor(), clock=pauses.clock, sleep=pauses.sleep)
    )

    with pytest.raises(TelegramNetworkError):
        await bot.send_message(1, "hello")
    await bot.session.close()

    assert pauses.taken == [0.5, 1.0, 2.0]


async def test_other_refusals_are_told(sender: Sender) -> None:
    """What cannot be mended is not repeated."""
    with pytest.raises(TelegramBadRequest):
        await sender.bot.send_message(sender.chat, "x", reply_to_message_id=99_999)
    assert sender.pauses.taken == []


async def test_live_secret_never_leaves(sender: Sender) -> None:
    """A secret that is being used is blanked out even if a text holds it by mistake."""
    with sender.redactor.hiding("s3cr3t-value"):
        await sender.bot.send_message(sender.chat, "it is s3cr3t-value")

    assert sender.texts() == ["it is [hidden]"]


async def test_half_a_character_does_not_stop_a_message(sender: Sender) -> None:
    """What UTF-8 cannot hold is replaced."""
    await sender.bot.send_message(sender.chat, "odd \ud800 text")

    assert sender.texts() == ["odd ? text"]


async def test_long_alert_is_cut(sender: Sender) -> None:
    """The answer to a press has at most two hundred characters."""
    await sender.bot.answer_callback_query("unknown", "word " * 100)
    call = sender.sandbox.telegram.calls[-1]

    assert len(call.params["text"]) <= 200


async def test_priority_is_that_of_the_caller(sender: Sender) -> None:
    """Replies are the default, a block may lower it, and it ends with the block."""
    seen = [sender.outbox._priority.get()]
    with sender.outbox.priority(Priority.BROADCAST):
        seen.append(sender.outbox._priority.get())
    seen.append(sender.outbox._priority.get())

    assert seen == [Priority.REPLY, Priority.BROADCAST, Priority.REPLY]


async def test_gates_of_quiet_chats_are_forgotten(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Memory does not grow with the number of chats ever written to."""
    monkeypatch.setattr("bot.outbox._REMEMBERED_CHATS", 3)
    for chat in range(1, 20):
        sender.outbox._gate(chat)

    assert len(sender.outbox._chats) == 3


async def test_default_pace_satisfies_a_strict_telegram(sandbox: Sandbox) -> None:
    """Forty messages at the bot's own pace are taken without a single 429."""
    pauses = Pauses()
    redactor = Redactor()
    sandbox.telegram.world.clock = sandbox.telegram.world.floods._clock = pauses.clock
    sandbox.telegram.limit_floods(FloodLimits(chat_per_second=3))
    outbox = Outbox(Pace(), redactor, clock=pauses.clock, sleep=pauses.sleep)
    bot = make_bot(sandbox.telegram.token, sandbox.chat_url)
    bot.session.middleware(outbox)
    group = sandbox.telegram.group.id
    for number in range(40):
        await bot.send_message(group, f"message {number}")
    await bot.session.close()

    assert outbox.refused_for_rate == 0
    assert pauses.now >= 60
