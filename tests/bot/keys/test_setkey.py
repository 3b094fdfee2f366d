"""/setkey as a user lives it: over real sockets, against the pretend Binance and Telegram."""

from typing import Any

import pytest

from binance.credentials import KeyType
from bot.main import App
from sandbox.exchange import Exchange
from sandbox.telegram.driver import Conversation
from tests.bot.keys.dialog import (
    HOME,
    RIGHTS,
    add_hmac,
    answered,
    both,
    hmac_key,
    public_key_in,
    questions,
)


async def test_ed25519_key_is_added_without_any_secret_in_the_chat(
    guest: Conversation, exchange: Exchange, bot_app: App
) -> None:
    """The bot shows a public key; the API key comes back, is deleted, examined and stored."""
    prompt = await guest.say("/setkey")
    issued = exchange.create_key(
        "guest",
        public_key=public_key_in(prompt),
        ip_restrict=[HOME],
        enable_spot_and_margin_trading=True,
    )
    own, card = await answered(guest, issued.api_key)
    stored = await bot_app.parts.keys.in_use(guest.user.id)

    assert own.deleted
    assert f"Key saved · Main · …{issued.api_key[-4:]}" in card.text
    for row in ("Spot trading     on   ok", "Withdrawals      off  ok", "IP restricted    yes  ok"):
        assert row in card.text
    assert "Clock offset" in card.text
    assert stored is not None
    assert stored.key_type is KeyType.ED25519
    assert stored.ip_restricted is True
    assert stored.rights["enable_spot_and_margin_trading"] is True


async def test_the_prompt_names_switches_and_address_with_copy_buttons(guest: Conversation) -> None:
    """Public key and address can be copied; the switches are named as Binance names them."""
    prompt = await guest.say("/setkey")
    await guest.press(prompt, "Public key")
    copied = guest.clipboard
    await guest.press(prompt, "Copy IP")

    assert copied == public_key_in(prompt)
    assert guest.clipboard == HOME
    for words in ("Self-generated", "Enable Reading", "Enable Spot & Margin Trading", "withdraw"):
        assert words in prompt.text


async def test_hmac_dialog_takes_key_then_secret(
    guest: Conversation, exchange: Exchange, bot_app: App
) -> None:
    """The API key waits encrypted until its secret comes; both messages vanish."""
    issued = hmac_key(exchange)
    prompt = await guest.say("/setkey")
    await guest.press(prompt, "I have a key and a secret", expect="message")
    first, second_prompt = await answered(guest, issued.api_key)
    second, card = await answered(guest, str(issued.secret))
    stored = await bot_app.parts.keys.in_use(guest.user.id)

    assert first.deleted
    assert second.deleted
    assert "2 of 2" in second_prompt.text
    assert "Key saved" in card.text
    assert stored is not None
    assert stored.key_type is KeyType.HMAC


@pytest.mark.parametrize("separator", [" ", "\n", "   "])
async def test_key_and_secret_in_one_command(
    guest: Conversation, exchange: Exchange, separator: str
) -> None:
    """/setkey KEY SECRET stores at once and leaves nothing in the chat."""
    issued = hmac_key(exchange)
    own, card = await answered(guest, f"/setkey {issued.api_key}{separator}{issued.secret}")

    assert own.deleted
    assert "Key saved" in card.text
    assert all(
        str(issued.secret) not in message.text for message in guest.messages if not message.deleted
    )


async def test_key_and_secret_in_one_message_of_the_dialog(
    guest: Conversation, exchange: Exchange
) -> None:
    """Whoever pastes both halves into the dialog is understood."""
    await guest.say("/setkey")
    own, card = await answered(guest, both(hmac_key(exchange)))

    assert own.deleted
    assert "Key saved" in card.text


async def test_keys_get_names(guest: Conversation, exchange: Exchange, bot_app: App) -> None:
    """The first is Main, the next Key 2, and a name may be given."""
    await add_hmac(guest, exchange)
    await add_hmac(guest, exchange)
    await add_hmac(guest, exchange, "@trading")
    stored = await bot_app.parts.keys.keys_of(guest.user.id)

    assert [key.label for key in stored] == ["Main", "Key 2", "trading"]
    assert [key.in_use for key in stored] == [False, False, True]


async def test_a_taken_name_is_refused_before_anything_is_asked(
    guest: Conversation, exchange: Exchange
) -> None:
    """A second key of one name is not begun."""
    await add_hmac(guest, exchange, "@trading")
    asked = questions(exchange)
    answer = await guest.say("/setkey @Trading")

    assert "name" in answer.text.lower()
    assert questions(exchange) == asked


async def test_a_sixth_key_is_refused(guest: Conversation, exchange: Exchange) -> None:
    """Five keys are enough, and the sixth dialog does not begin."""
    for _ in range(5):
        await add_hmac(guest, exchange)
    answer = await guest.say("/setkey")

    assert "Too many keys" in answer.text


@pytest.mark.parametrize(
    ("right", "words"),
    [
        ("enable_withdrawals", "may withdraw"),
        ("enable_internal_transfer", "Enable Internal Transfer"),
        ("permits_universal_transfer", "Permits Universal Transfer"),
        ("enable_margin", "Enable Margin Loan, Repay & Transfer"),
        ("enable_vanilla_options", "Enable European Options"),
        ("enable_fix_api_trade", "Enable FIX API Trade"),
        ("enable_portfolio_margin_trading", "Enable Portfolio Margin Trading"),
    ],
)
async def test_dangerous_key_is_refused_and_not_stored(
    guest: Conversation, exchange: Exchange, bot_app: App, right: str, words: str
) -> None:
    """The card names the switch to turn off; the database holds no key."""
    own, card = await answered(guest, f"/setkey {both(hmac_key(exchange, **{right: True}))}")

    assert own.deleted
    assert "Refused" in card.text
    assert words in card.text
    assert "Nothing was stored" in card.text
    assert await bot_app.parts.keys.keys_of(guest.user.id) == []


async def test_a_mended_key_is_taken_in_the_same_dialog(
    guest: Conversation, exchange: Exchange
) -> None:
    """After a refusal the user flips the switch and sends the API key again."""
    prompt = await guest.say("/setkey")
    pem = public_key_in(prompt)
    bad = exchange.create_key("guest", public_key=pem, enable_withdrawals=True)
    _, refusal = await answered(guest, bad.api_key)
    good = exchange.create_key("guest", public_key=pem, ip_restrict=[HOME])
    _, card = await answered(guest, good.api_key)

    assert "may withdraw" in refusal.text
    assert "Key saved" in card.text


async def test_wrong_secret_wrong_address_and_unknown_key_are_told_apart(
    guest: Conversation, exchange: Exchange
) -> None:
    """-1022 and -2015 have different causes and different words."""
    issued, other = hmac_key(exchange), hmac_key(exchange)
    elsewhere = exchange.create_key("guest", ip_restrict=["198.51.100.7"])
    _, wrong = await answered(guest, f"/setkey {issued.api_key} {other.secret}")
    _, address = await answered(guest, both(elsewhere))
    exchange.revoke_key(issued.api_key)
    _, gone = await answered(guest, both(issued))

    assert "Wrong secret" in wrong.text
    assert "-1022" in wrong.text
    for card in (address, gone):
        assert "-2015" in card.text
        assert HOME in card.text
        assert "binance.com" in card.text


async def test_api_key_of_another_pair_is_a_wrong_type_of_key(
    guest: Conversation, exchange: Exchange
) -> None:
    """An HMAC key sent for the pair does not fit its signature."""
    await guest.say("/setkey")
    _, card = await answered(guest, hmac_key(exchange).api_key)

    assert "Wrong secret or wrong type of key" in card.text


@pytest.mark.parametrize(
    ("fault", "options"),
    [
        ("reset", {}),
        ("error", {"status": 500, "code": -1000}),
        ("html", {}),
        ("broken_json", {}),
        ("too_many", {"retry_after": 1}),
        ("blocked", {}),
    ],
)
async def test_without_a_clear_answer_nothing_is_stored(
    guest: Conversation, exchange: Exchange, bot_app: App, fault: str, options: dict[str, Any]
) -> None:
    """Whatever goes wrong on the way, no key is kept, and the user is told."""
    exchange.faults.inject(RIGHTS, fault, times=None, **options)
    own, card = await answered(guest, f"/setkey {both(hmac_key(exchange))}")

    assert own.deleted
    assert card.text
    assert await bot_app.parts.keys.keys_of(guest.user.id) == []


async def test_a_key_of_somebody_else_is_refused(
    guest: Conversation, owner: Conversation, exchange: Exchange, bot_app: App
) -> None:
    """One API key belongs to one user."""
    issued = await add_hmac(guest, exchange)
    before = await bot_app.parts.keys.keys_of(owner.user.id)
    _, answer = await answered(owner, f"/setkey {both(issued)}")

    assert "here already" in answer.text
    assert await bot_app.parts.keys.keys_of(owner.user.id) == before


async def test_the_key_of_somebody_not_let_in_is_deleted_all_the_same(
    stranger: Conversation, exchange: Exchange
) -> None:
    """Whoever may not use the bot leaves no key in its chat either."""
    own, _ = await answered(stranger, f"/setkey {both(hmac_key(exchange))}")

    assert own.deleted
    assert questions(exchange) == 0
