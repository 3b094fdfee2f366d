"""The account of the caller: only for private commands, only while they run."""

from dataclasses import replace
from typing import Any

import pytest

from bot.handlers.private.pf import render
from bot.main import App
from bot.middlewares.private_access import PrivateAccess
from bot.redaction import HIDDEN
from sandbox.exchange import Exchange
from sandbox.telegram.driver import Conversation
from storage.apikey_manager import ApiKeyManager, MasterKeys


async def test_without_a_key_nothing_reaches_binance(
    guest: Conversation, exchange: Exchange
) -> None:
    """Without a stored key a private command says how to add one."""
    reply = await guest.say("/pf")

    assert "/setkey" in reply.text
    assert reply.labels == [["🔑 Add key"]]
    assert exchange.requests == []


async def test_add_key_button_begins_the_dialog(guest: Conversation) -> None:
    """The button below the refusal leads into /setkey."""
    reply = await guest.say("/orders")

    step = await guest.press(reply, "Add key", expect="message")

    assert "Add a Binance key" in step.text


async def test_public_command_decrypts_nothing(
    owner: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key is not touched for a command that does not need it."""
    touched: list[int] = []

    async def watched(_self: ApiKeyManager, user_id: int) -> None:
        touched.append(user_id)

    monkeypatch.setattr(ApiKeyManager, "credentials_of", watched)

    assert "BTC/USDT" in (await owner.say("/p btc")).text
    assert touched == []


async def test_secret_is_hidden_while_the_command_runs_and_forgotten_after(
    bot_app: App, owner: Conversation, exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The redactor knows the key exactly as long as the handler runs."""
    secret, redactor = exchange.accounts["trader"].secret, bot_app.parts.redactor
    during: list[str] = []

    def watched(*args: Any) -> str:
        during.append(redactor.without_values(secret))
        return render(*args)

    monkeypatch.setattr("bot.handlers.private.pf.render", watched)
    own = owner.send("/pf")
    card = await owner.next_message(own)
    await owner.confirmed(own)

    assert "Portfolio" in card.text
    assert during == [HIDDEN]
    assert redactor.without_values(secret) == secret


async def test_unreadable_key_is_explained(
    bot_app: App, owner: Conversation, exchange: Exchange
) -> None:
    """After the master key was lost the user hears what to do; Binance hears nothing."""
    bot_app.parts.keys._masters = MasterKeys.parse(MasterKeys.generate_one())

    reply = await owner.say("/pf")

    assert "cannot be read" in reply.text
    assert "/setkey" in reply.text
    assert exchange.requests == []


async def test_key_of_another_environment_is_refused(
    bot_app: App, owner: Conversation, exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key of the test network is not sent to the real exchange."""
    stored = await bot_app.parts.keys.in_use(owner.user.id)
    assert stored is not None

    async def on_testnet(_self: ApiKeyManager, _user_id: int) -> object:
        return replace(stored, environment="testnet")

    monkeypatch.setattr(ApiKeyManager, "in_use", on_testnet)
    reply = await owner.say("/pf")

    assert "testnet" in reply.text
    assert exchange.requests == []


async def test_guard_is_what_protects(
    guest: Conversation, exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: with the guard out of the way the same command fails in another manner."""

    async def let_through(
        _self: PrivateAccess, handler: object, event: object, data: object
    ) -> object:
        return await handler(event, data)  # type: ignore[operator] # the next step of the chain

    monkeypatch.setattr(PrivateAccess, "__call__", let_through)
    reply = await guest.say("/pf")

    assert "Something went wrong" in reply.text
    assert exchange.requests == []
