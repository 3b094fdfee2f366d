"""Whatever people type at the key commands: one clear reply, and nothing goes to Binance."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from bot.key_dialog import AddKey
from bot.main import App
from sandbox.exchange import Exchange
from sandbox.telegram.driver import Conversation, Message
from tests.bot.keys.dialog import RIGHTS

KEY = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A"
NASTY = st.sampled_from(
    [
        "<b>",
        "</pre><script>alert(1)</script>",
        "&lt;&amp;",
        "%s %n {0} {x}",
        "'; DROP TABLE users; --",
        "\u202etxt.exe",
        "e\u0301" * 1000,
        "A" * 4000,
        "1e9999999",
        "NaN",
        "1_000",
        "１２",
        "\0",
        "\ud800",
        "@",
        "@@",
        "@" + "a" * 21,
        "@<b>",
        f"@ok {KEY}",
        f"{KEY} {KEY[:63]}",
        f"{KEY}{KEY}",
        f"{KEY} {KEY} {KEY}",
        KEY[:63] + "é",
        KEY[:63] + "\u0661",
    ]
)
TEXT = st.text(st.characters(exclude_categories=()), min_size=1, max_size=200) | NASTY
EASY = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


async def replies_to(chat: Conversation, text: str) -> list[Message]:
    """Send a text and give every answer to it, once the bot has done with it."""
    assume(text.strip())
    own = chat.send(text[:4096])
    await chat.confirmed(own)
    return [message for message in chat.messages if message.from_bot and message.id > own.id]


def expect_one_clear_reply(replies: list[Message]) -> None:
    """Hold one answer that fits, says something, and is no apology for a fault of the bot."""
    assert len(replies) == 1
    assert 0 < len(replies[0].text) <= 4096
    assert "went wrong inside me" not in replies[0].text


def asked_of_binance(exchange: Exchange) -> set[str]:
    """Give the paths of all calls but the one that tells the bot its own address."""
    return {seen.path for seen in exchange.requests} - {"/fapi/v1/rateLimit/order"}


@pytest.mark.parametrize("command", ["setkey", "keys", "delkey", "forget", "cancel"])
@given(text=TEXT)
@example(text="\ud800\0" * 100)
@EASY
async def test_hostile_arguments(
    guest: Conversation, exchange: Exchange, command: str, text: str
) -> None:
    """Any text behind a command gets one clear reply and asks Binance nothing."""
    expect_one_clear_reply(await replies_to(guest, f"/{command} {text}"))
    await guest.say("/cancel")

    assert asked_of_binance(exchange) == set()


@pytest.mark.parametrize("step", [AddKey.pair_key, AddKey.hmac_key, AddKey.hmac_secret])
@given(text=TEXT)
@EASY
async def test_hostile_text_in_a_step(
    guest: Conversation, exchange: Exchange, bot_app: App, step: Any, text: str
) -> None:
    """Any text in a step of the dialog gets one clear reply, and its message vanishes."""
    assume(not text.startswith("/"))
    state = bot_app.dispatcher.fsm.get_context(bot_app.bot, guest.chat_id, guest.user.id)
    await state.set_state(step)
    await state.set_data({"label": "Main", "since": datetime.now(UTC).timestamp()})

    expect_one_clear_reply(await replies_to(guest, text))

    assert all(message.deleted or message.from_bot for message in guest.messages)
    assert RIGHTS not in asked_of_binance(exchange)


@pytest.mark.parametrize("prefix", ["setkey", "keys", "delkey", "forget"])
@given(rest=st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
@example(rest=":::")
@example(rest=":check:99999999999999999999999999")
@example(rest=":1:1")
@example(rest=":-1:1")
@EASY
async def test_hostile_buttons(
    guest: Conversation, exchange: Exchange, prefix: str, rest: str
) -> None:
    """Invented callback data gets an answer and has no effect."""
    data = f"{prefix}{rest}"
    assume(len(data.encode()) <= 64)
    own = guest.send("/forget")
    card = await guest.wait_for(lambda message: message.id > own.id and bool(message.buttons))
    card.stored.keyboard[0][0]["callback_data"] = data
    await guest.press(card, card.labels[0][0])

    assert asked_of_binance(exchange) == set()
