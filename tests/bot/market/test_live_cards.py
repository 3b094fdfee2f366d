"""Cards that follow the market: in the chat, with a clock that the test moves."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from bot.config import Settings
from bot.main import App, compose
from bot.pretence import introduce
from bot.services.live_cards import LiveCards, LivePace
from bot.services.live_feeds import LiveFeeds
from sandbox.exchange import Exchange
from sandbox.server import Sandbox
from sandbox.telegram.driver import Conversation
from sandbox.telegram.shown import Message
from tests.bot.steps import Steps
from tests.conftest import UNHURRIED, serving

EDIT = "editMessageText"


@pytest.fixture
def steps() -> Steps:
    """Give the clock of the cards."""
    return Steps()


@pytest.fixture
async def bot_app(sandbox: Sandbox, bot_settings: Settings, steps: Steps) -> AsyncIterator[App]:
    """Give the running bot, its live cards on the clock of the test."""
    limits = replace(UNHURRIED, live=LivePace(clock=steps.clock, sleep=steps.sleep))
    async with compose(bot_settings, limits=limits) as app:
        await introduce(app, sandbox)
        await app.upkeep.begun.wait()
        async with serving(app):
            yield app


def live_cards(app: App) -> LiveCards:
    """Give the service."""
    service = app.dispatcher["live_cards"]
    assert isinstance(service, LiveCards)
    return service


async def eventually(true: Callable[[], object]) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(10):
        while not true():  # noqa: ASYNC110 -- what is waited for tells nobody
            await asyncio.sleep(0)


def labels(message: Message) -> list[str]:
    """Give the labels of a message's buttons."""
    return [button.text for row in message.buttons for button in row]


def edits(chat: Conversation) -> int:
    """Count the edits so far."""
    return sum(call.method == EDIT for call in chat.calls)


async def trade(app: App, exchange: Exchange, *prices: int) -> None:
    """Let bitcoin trade at these prices, and the bot hear of the last one."""
    for price in prices:
        exchange.set_price("BTCUSDT", Decimal(price))
    feeds = app.dispatcher["live_feeds"]
    assert isinstance(feeds, LiveFeeds)

    def heard() -> bool:
        feed = feeds._prices.get("BTCUSDT")
        figures = None if feed is None else feed.latest()
        return figures is not None and figures.ticker.last_price == prices[-1]

    await eventually(heard)


async def listening(exchange: Exchange) -> None:
    """Wait until the stream of the price is open at the exchange."""
    await eventually(lambda: exchange.sockets.spot._listeners.get("btcusdt@ticker"))


async def go_live(chat: Conversation, exchange: Exchange) -> Message:
    """Ask for the price of bitcoin and let it be followed."""
    card = await chat.press(await chat.say("/p btc"), "Live", expect="edit")
    await listening(exchange)
    return card


async def test_card_follows_the_price(
    bot_app: App, owner: Conversation, exchange: Exchange, steps: Steps
) -> None:
    """A live card is edited once in five seconds, with the last of all that happened."""
    card = await go_live(owner, exchange)
    assert labels(card)[0] == "⏸ Pause"
    before = edits(owner)

    await trade(bot_app, exchange, 67_300, 67_400, 67_500)
    await steps.pass_(4)
    await steps.pass_(1)
    await eventually(lambda: "67,500.00" in card.text)

    assert edits(owner) == before + 1
    assert labels(card) == ["⏸ Pause", "📋 67500"]


async def test_card_outlives_a_refused_request(
    bot_app: App,
    owner: Conversation,
    exchange: Exchange,
    steps: Steps,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where the prices of an hour ago cannot be asked for anew, the card goes on with the old."""
    monkeypatch.setattr("bot.services.live_feeds._RENEW_AFTER", 1)
    card = await go_live(owner, exchange)
    exchange.faults.inject("/api/v3/*", "too_many", times=None, retry_after=60)
    bot_app.dispatcher["client"]._pipeline._cache._entries.clear()
    for price in (67_300, 67_400, 67_500):
        await trade(bot_app, exchange, price)
    await steps.pass_(5)
    await eventually(lambda: "67,500.00" in card.text)

    assert [seen for seen in exchange.requests if seen.outcome == "too_many"]


async def test_nothing_is_sent_when_nothing_changed(
    bot_app: App, owner: Conversation, exchange: Exchange, steps: Steps
) -> None:
    """A card whose figures stay as they are is left alone."""
    await go_live(owner, exchange)
    await trade(bot_app, exchange, 67_300)
    await steps.pass_(5)
    await eventually(lambda: steps.sleepers)
    before = edits(owner)

    for _ in range(5):
        await steps.pass_(5)
        await eventually(lambda: steps.sleepers)

    assert edits(owner) == before


async def test_card_rests_after_five_minutes(
    bot_app: App, owner: Conversation, exchange: Exchange, steps: Steps
) -> None:
    """After five minutes the card shows the way to go on, which goes on."""
    card = await go_live(owner, exchange)
    await steps.pass_(300)
    await eventually(lambda: "▶ Resume" in labels(card))
    assert len(live_cards(bot_app)) == 0
    await eventually(lambda: not exchange.sockets.spot._listeners.get("btcusdt@ticker"))

    again = await owner.press(card, "Resume", expect="edit")
    await listening(exchange)
    await trade(bot_app, exchange, 68_000)
    await steps.pass_(5)
    await eventually(lambda: "68,000.00" in again.text)
    paused = await owner.press(again, "Pause", expect="edit")

    assert labels(paused) == ["🔄 Refresh", "📋 68000", "▶ Resume"]
    assert len(live_cards(bot_app)) == 0


async def test_deleted_card_is_forgotten(
    bot_app: App, owner: Conversation, exchange: Exchange, steps: Steps
) -> None:
    """A card that is deleted costs nothing any more: no edit, no stream."""
    card = await go_live(owner, exchange)
    await bot_app.bot.delete_message(owner.user.id, card.id)

    await trade(bot_app, exchange, 67_300)
    await steps.pass_(5)
    await eventually(lambda: not live_cards(bot_app))
    await eventually(lambda: not exchange.sockets.spot._listeners.get("btcusdt@ticker"))

    assert bot_app.parts.client.streams.health().streams == 0


async def test_blocked_bot_stops(
    bot_app: App, guest: Conversation, exchange: Exchange, steps: Steps
) -> None:
    """Who blocks the bot is sent nothing more."""
    await go_live(guest, exchange)
    guest.block()
    await trade(bot_app, exchange, 67_300)
    await steps.pass_(5)

    await eventually(lambda: not live_cards(bot_app))
    assert len(live_cards(bot_app)) == 0


async def test_viewers_share_a_stream(
    bot_app: App, owner: Conversation, guest: Conversation, exchange: Exchange
) -> None:
    """Two people who watch a symbol share one stream on one socket."""
    await go_live(owner, exchange)
    await go_live(guest, exchange)

    assert len(live_cards(bot_app)) == 2
    health = bot_app.parts.client.streams.health()
    assert (health.connections, health.streams, health.consumers) == (1, 1, 1)


async def test_one_too_many_ends_the_oldest(
    bot_app: App, owner: Conversation, exchange: Exchange
) -> None:
    """A user has three live cards; the fourth lets the first one rest."""
    cards = [await go_live(owner, exchange) for _ in range(4)]

    await eventually(lambda: "▶ Resume" in labels(cards[0]))
    assert len(live_cards(bot_app)) == 3
    assert all("⏸ Pause" in labels(card) for card in cards[1:])


async def test_book_follows(
    bot_app: App, owner: Conversation, exchange: Exchange, steps: Steps
) -> None:
    """An order book is followed the same way."""
    card = await owner.press(await owner.say("/book btc"), "Live", expect="edit")
    assert labels(card) == ["⏸ Pause"]
    books = bot_app.parts.client.books
    await eventually(lambda: books.followed and books.followed[0].is_in_sync)
    exchange.set_price("BTCUSDT", Decimal(61_000))

    def heard() -> bool:
        best = books.followed[0].best_ask() if books.followed[0].is_in_sync else None
        return best is not None and best[0] == 61_000

    await eventually(heard)
    await steps.pass_(5)
    await eventually(lambda: "61,000.00" in card.text)
    await steps.pass_(295)
    await eventually(lambda: "▶ Resume" in labels(card))

    assert books.followed == []


async def test_one_card_in_a_group(
    sandbox: Sandbox, bot_app: App, owner: Conversation, exchange: Exchange
) -> None:
    """A group has one live card, whoever set it live: Telegram lets a group have few messages."""
    group, other = (sandbox.telegram.chat(name, group=True) for name in ("owner", "guest"))
    first = await go_live(group, exchange)
    await go_live(owner, exchange)
    second = await go_live(other, exchange)

    await eventually(lambda: "▶ Resume" in labels(first))
    assert labels(second)[0] == "⏸ Pause"
    assert len(live_cards(bot_app)) == 2


async def test_card_without_a_stream_rests(
    bot_app: App, owner: Conversation, exchange: Exchange, steps: Steps
) -> None:
    """While the streams of Binance are out of reach a card shows what it has, and rests in time."""
    exchange.sockets.refuse("reset")
    card = await owner.press(await owner.say("/p btc"), "Live", expect="edit")
    before = card.text

    await steps.pass_(5)
    await steps.pass_(295)
    await eventually(lambda: "▶ Resume" in labels(card))

    assert not live_cards(bot_app)
    assert card.text.splitlines()[:-1] == before.splitlines()[:-1]
