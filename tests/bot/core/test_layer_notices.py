"""Administrators are told what the request layer goes through, once per occasion."""

import asyncio
import re
from datetime import UTC, datetime, timedelta

import pytest
from aiogram.utils.i18n import I18n

from binance.events import (
    BudgetNearlyUsed,
    CallsStopped,
    CircuitClosed,
    CircuitOpened,
    ClockDrifted,
    Event,
    SharingLost,
    SharingRestored,
)
from bot.layer_texts import notice, upstream
from bot.main import LOCALES, App
from bot.services.binance_upkeep import EVERY, BinanceUpkeep
from bot.services.layer_notices import LayerNotices
from sandbox.exchange import Exchange
from sandbox.telegram.driver import Conversation
from tests.bot.pen import Pen

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
EVENTS: list[tuple[Event, str]] = [
    (BudgetNearlyUsed("<spot>", 3_900, 4_800), "3900"),
    (CallsStopped(429, NOW, "GET /api/v3/time"), "429"),
    (CallsStopped(418, NOW, "GET /api/v3/time"), "418"),
    (CircuitOpened("api"), "keeps failing"),
    (CircuitClosed("sapi"), "answers again"),
    (ClockDrifted(timedelta(seconds=-2.5)), "+2.5 s"),
    (SharingLost(4), "1/4"),
    (SharingRestored(3), "3"),
]


@pytest.mark.parametrize(("event", "word"), EVENTS)
def test_each_event_has_its_words(event: Event, word: str) -> None:
    """A notice has a bold headline, its figure, and HTML that closes."""
    with I18n(path=LOCALES).context():
        text = notice(event)
    tags = re.findall(r"<(/?[a-z-]+)", text)

    assert word in text
    assert "<b>" in text.split("\n")[0]
    assert all(tags.count(tag) == tags.count(f"/{tag}") for tag in tags if tag[0] != "/")
    assert "<spot>" not in text


def test_unknown_upstream_is_escaped() -> None:
    """A name without words is shown as it is, never as HTML."""
    with I18n(path=LOCALES).context():
        assert upstream("<x>") == "&lt;x&gt;"


async def test_every_administrator_is_told() -> None:
    """Each notice goes to all of them; too many that wait are dropped, not piled up."""
    pen = Pen()
    notices = LayerNotices({7, 3}, str)
    for _ in range(60):
        notices.hear(CircuitOpened("api"))
    delivering = asyncio.create_task(notices.deliver(pen))
    sent = await pen.until(lambda messages: len(messages) == 100)
    delivering.cancel()

    assert {message.user_id for message in sent} == {3, 7}
    assert len(pen.messages) == 100


async def test_pause_is_told_once_and_to_administrators_only(
    owner: Conversation, guest: Conversation, exchange: Exchange
) -> None:
    """After a 429 the administrator gets one notice, however many calls meet it."""
    exchange.faults.inject("/api/v3/depth", "too_many", times=None, retry_after=60)
    refused = await guest.say("/book btc")
    for _ in range(3):
        refused = await guest.say("/book eth")
    card = await owner.say("/help")
    notices = [one.text for one in owner.messages if "asks for a pause" in one.text]

    assert card.text
    assert len(notices) == 1
    assert "asks for a pause (429)" in notices[0]
    assert "BINANCE_WEIGHT_SHARE" in notices[0]
    assert not [one for one in guest.messages if "BINANCE_WEIGHT_SHARE" in one.text]
    assert "429" in refused.text


async def test_ban_is_remembered_by_the_next_bot(
    bot_app: App, guest: Conversation, exchange: Exchange
) -> None:
    """What the layer was told is in the database, for the next process."""
    exchange.faults.inject("/api/v3/depth", "banned", retry_after=600)
    await guest.say("/book btc")
    health = bot_app.parts.client.health()
    async with bot_app.parts.database.read() as session:
        rows = (await session.connection()).exec_driver_sql
        found = (await rows("SELECT status FROM bans")).scalars().all()

    assert found == [418]
    assert health.banned_until is not None


async def test_clock_and_limits_are_known_after_the_start(bot_app: App, exchange: Exchange) -> None:
    """A round measures the clocks and reads the limits; the first is made without being asked."""
    health = bot_app.parts.client.health()
    known = exchange.requests == [] and health.clock_offset is not None

    async def sleep(_seconds: float) -> None:
        """Go round once."""
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await BinanceUpkeep(bot_app.parts.client, sleep).run()
    asked = {seen.path for seen in exchange.requests}

    assert known
    assert {"/api/v3/time", "/api/v3/exchangeInfo", "/fapi/v1/time"} <= asked
    assert "/fapi/v1/exchangeInfo" in asked


async def test_upkeep_survives_failures(bot_app: App, exchange: Exchange) -> None:
    """A Binance that refuses is asked again in the next round."""
    exchange.faults.inject("/api/v3/time", "blocked", times=None)
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        """Go round twice."""
        pauses.append(seconds)
        if len(pauses) == 2:
            raise asyncio.CancelledError

    upkeep = BinanceUpkeep(bot_app.parts.client, sleep)
    with pytest.raises(asyncio.CancelledError):
        await upkeep.run()

    assert pauses == [EVERY, EVERY]
    assert upkeep.begun.is_set()
    assert len(exchange.venue.ledger.of("/api/v3/time")) == 2
