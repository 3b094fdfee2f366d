"""Stored keys are looked at once a day: what became dangerous is not used any more."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from bot.key_warnings import KeyWarnings
from bot.main import App
from bot.readers import Readers
from bot.services.key_watch import CHECK_AFTER, KeyWatch
from sandbox.exchange import Exchange
from sandbox.exchange.keys import Rights
from sandbox.telegram.driver import Conversation
from storage.all_keys import AllKeys
from tests.bot.keys.dialog import add_hmac
from tests.bot.pen import Pen

DANGEROUS = Rights(enable_withdrawals=True, enable_spot_and_margin_trading=True)
LATER = datetime.now(UTC) + CHECK_AFTER + timedelta(days=1)


@pytest.fixture
def pen() -> Pen:
    """Give a notifier that writes down."""
    return Pen()


@pytest.fixture
def watch(bot_app: App, pen: Pen) -> KeyWatch:
    """Give the watch over the keys of the running bot."""
    parts = bot_app.parts
    warnings = KeyWarnings(Readers(parts.i18n, parts.users), parts.outgoing_address)
    return KeyWatch(parts.keys, AllKeys(parts.database), parts.doctor, pen, warnings.write)


async def test_a_key_that_became_dangerous_is_not_used(
    guest: Conversation, exchange: Exchange, watch: KeyWatch, pen: Pen
) -> None:
    """Its user is told once; commands refuse until the right is off and the key checked again."""
    issued = await add_hmac(guest, exchange)
    exchange.venue.keys.restrict(issued.api_key, rights=DANGEROUS)
    await watch.go_round(LATER)
    await watch.go_round(LATER)
    seen = len(exchange.requests)
    refusal = await guest.say("/pf")
    nothing_sent = len(exchange.requests) == seen
    exchange.venue.keys.restrict(issued.api_key, rights=Rights())
    await guest.press(await guest.say("/keys"), "🔄", expect="edit")
    portfolio = await guest.say("/pf")

    assert [len(message.texts) for message in pen.messages] == [1]
    assert "this key may withdraw" in pen.messages[0].texts[0]
    assert "I do not use it" in pen.messages[0].texts[0]
    assert "may do too much" in refusal.text
    assert "Enable Withdrawals" in refusal.text
    assert nothing_sent
    assert "Portfolio" in portfolio.text


async def test_a_key_that_was_deleted_at_binance_is_told(
    guest: Conversation, exchange: Exchange, watch: KeyWatch, pen: Pen, bot_app: App
) -> None:
    """Once, and it stands beside the key."""
    issued = await add_hmac(guest, exchange)
    exchange.revoke_key(issued.api_key)
    await watch.go_round(LATER)
    await watch.go_round(LATER)
    stored = await bot_app.parts.keys.in_use(guest.user.id)

    assert len(pen.messages) == 1
    assert "-2015" in pen.messages[0].texts[0]
    assert stored is not None
    assert stored.last_error == "rejected -2015"


async def test_a_good_key_and_a_silent_binance_say_nothing(
    guest: Conversation, exchange: Exchange, watch: KeyWatch, pen: Pen, bot_app: App
) -> None:
    """A key is asked about once a day; without an answer it stays as it was."""
    await add_hmac(guest, exchange)
    await watch.go_round(datetime.now(UTC))
    before = await bot_app.parts.keys.in_use(guest.user.id)
    exchange.faults.inject("/sapi/v1/account/apiRestrictions", "error", times=9)
    await watch.go_round(LATER)
    after_fault = await bot_app.parts.keys.in_use(guest.user.id)
    exchange.faults.clear()
    await watch.go_round(LATER)
    after = await bot_app.parts.keys.in_use(guest.user.id)

    assert before == after_fault
    assert before is not None
    assert after is not None
    assert after.checked_at is not None
    assert before.checked_at is not None
    assert after.checked_at > before.checked_at
    assert pen.messages == []


async def test_a_round_without_a_database_is_not_the_last(
    guest: Conversation, exchange: Exchange, watch: KeyWatch, bot_app: App, pen: Pen
) -> None:
    """What cannot be read now is looked at in the next round."""
    issued = await add_hmac(guest, exchange)
    exchange.revoke_key(issued.api_key)
    async with bot_app.parts.database.write() as session:
        await session.execute(text("ALTER TABLE api_keys RENAME TO elsewhere"))
    await watch.go_round(LATER)
    silent = not pen.messages
    async with bot_app.parts.database.write() as session:
        await session.execute(text("ALTER TABLE elsewhere RENAME TO api_keys"))
    await watch.go_round(LATER)

    assert silent
    assert "-2015" in pen.messages[0].texts[0]
