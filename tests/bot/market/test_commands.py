"""The market and account commands as people use them, over the pretend Telegram and Binance."""

import asyncio
from decimal import Decimal

import pytest

from sandbox.exchange import Exchange
from sandbox.telegram.driver import Conversation, Message

PUBLIC = ["/p", "/book", "/info"]


def paths(exchange: Exchange) -> list[str]:
    """Give the paths Binance was asked for, without the list of symbols."""
    return [seen.path for seen in exchange.requests if seen.path != "/api/v3/exchangeInfo"]


def labels(message: Message) -> list[str]:
    """Give the labels of all buttons."""
    return [button.text for row in message.buttons for button in row]


async def test_price_of_one_symbol(guest: Conversation, exchange: Exchange) -> None:
    """A card for somebody without a key: price, changes, range, age, and the price to copy."""
    exchange.set_price("BTCUSDT", Decimal("68123.45"))

    card = await guest.say("/p btc")

    lines = card.text.split("\n")
    assert lines[0] == "BTC/USDT  68,123.45"
    assert [word in lines[1] for word in ("24h", "1h", "7d")] == [True] * 3
    assert lines[-1] == "just now"
    await guest.press(card, "📋")
    assert guest.clipboard == "68123.45"
    assert sorted(paths(exchange)) == ["/api/v3/klines"] * 2 + ["/api/v3/ticker/24hr"]


async def test_refresh_draws_the_card_again_in_place(
    guest: Conversation, exchange: Exchange
) -> None:
    """A press on Refresh edits the card; nothing new is sent."""
    card = await guest.say("/price eth")
    count = len(guest.messages)
    exchange.set_price("ETHUSDT", Decimal("4000.01"))

    again = await refreshed(guest, card, "4,000.01")

    assert again.text.startswith("ETH/USDT  4,000.01")
    assert len(guest.messages) == count


async def refreshed(chat: Conversation, card: Message, wanted: str) -> Message:
    """Press Refresh until the short-lived cache lets a new figure through."""
    async with asyncio.timeout(chat.patience):
        while wanted not in card.text:
            await chat.press(card, "🔄")
    return card


async def test_prices_of_many_symbols_cost_one_request(
    guest: Conversation, exchange: Exchange
) -> None:
    """A table in the order typed, repeats once, from a single request of weight 2."""
    table = await guest.say("/p btc eth/btc 币安人生 BTCUSDT shib")

    names = [line.split()[0] for line in table.text.split("\n")[:-1]]
    assert names == ["BTC", "ETH/BTC", "币安人生", "SHIB"]
    assert "0.0₄" in table.text
    assert paths(exchange) == ["/api/v3/ticker/24hr"]
    assert exchange.requests[-1].weight == 2
    assert (await guest.press(table, "🔄")).text.startswith("BTC ")


async def test_ten_symbols_can_be_refreshed(guest: Conversation) -> None:
    """Ten names fit behind one button, whatever their length."""
    table = await guest.say("/p btc eth sol bnb xrp doge ada trx 币安人生 eth/btc")

    again = await guest.press(table, "🔄")

    assert len(again.text.split("\n")) == 11


async def test_an_unknown_symbol_offers_three(guest: Conversation, exchange: Exchange) -> None:
    """The three closest are buttons that answer the same command."""
    await guest.say("/info btc")
    exchange.requests.clear()

    reply = await guest.say("/book slo")

    assert "slo" in reply.text
    assert len(labels(reply)) == 3
    assert labels(reply)[0] == "SOLUSDT"
    assert exchange.requests == []
    assert "SOL/USDT · order book" in (await guest.press(reply, "SOLUSDT")).text


async def test_an_unknown_symbol_among_known_ones(guest: Conversation, exchange: Exchange) -> None:
    """The known ones are shown; the unknown one is named, and a suggestion joins the table."""
    table = await guest.say("/p btc trxx eth")

    assert "“trxx”" in table.text
    assert [line.split()[0] for line in table.text.split("\n")[:2]] == ["BTC", "ETH"]
    assert "➕ TRXUSDT" in labels(table)
    assert "➕ BTCUSDT" not in labels(table)
    assert paths(exchange) == ["/api/v3/ticker/24hr"]

    joined = await guest.press(table, "➕ TRXUSDT", expect="edit")

    assert [line.split()[0] for line in joined.text.split("\n")[:3]] == ["BTC", "ETH", "TRX"]
    assert labels(joined) == ["🔄 Refresh"]


async def test_an_unknown_symbol_beside_one_known(guest: Conversation) -> None:
    """The known one gets its card."""
    card = await guest.say("/p trxx btc")

    assert card.text.startswith("BTC/USDT")
    assert "“trxx”" in card.text
    assert "➕ TRXUSDT" in labels(card)


@pytest.mark.parametrize("command", [*PUBLIC])
async def test_a_bare_command_offers_symbols(
    guest: Conversation, exchange: Exchange, command: str
) -> None:
    """Without a symbol there is an example and something to tap, and no figure is asked for."""
    reply = await guest.say(command)

    assert f"{command} btc" in reply.text
    assert labels(reply)[:3] == ["BTCUSDT", "ETHUSDT", "SOLUSDT"]
    assert paths(exchange) == []
    assert "ETH/USDT" in (await guest.press(reply, "ETHUSDT")).text


async def test_order_book(guest: Conversation, exchange: Exchange) -> None:
    """As many levels as asked for, then more by a button."""
    book = await guest.say("/book btc 3")

    assert book.text.count("Ask  ") == 3
    assert book.text.count("Bid  ") == 3
    assert "±1%" in book.text
    more = await guest.press(book, "More levels")
    assert more.text.count("Ask  ") == 15
    assert paths(exchange)[0] == "/api/v3/depth"


async def test_rules_of_a_symbol(guest: Conversation, exchange: Exchange) -> None:
    """The rules come from the list of symbols that is known already."""
    await guest.say("/p btc")
    exchange.requests.clear()

    rules = await guest.say("/info btc")

    assert "BTC/USDT · BTCUSDT · trading" in rules.text
    assert "Price step" in rules.text
    assert exchange.requests == []


async def test_portfolio(owner: Conversation, exchange: Exchange) -> None:
    """Balances valued in the quote asset, twenty symbols a request, without a badge when real."""
    card = await owner.say("/pf")

    assert card.text.startswith("Portfolio · ")
    assert "🧪" not in card.text
    assert "BTC " in card.text
    assert "USDT" in card.text.split("\n")[1]
    assert set(paths(exchange)) == {"/api/v3/account", "/api/v3/ticker/24hr"}
    assert sum(seen.weight for seen in exchange.requests if "24hr" in seen.path) == 2
    again = await owner.press(card, "🔄")
    assert again.text.startswith("Portfolio · ")
    assert "Open orders" in (await owner.press(card, "📜")).text


async def test_balance_without_a_key(guest: Conversation, exchange: Exchange) -> None:
    """Without a stored key a private command never reaches Binance."""
    for command in ("/pf", "/balance", "/orders", "/fills btc"):
        assert "/setkey" in (await guest.say(command)).text

    assert exchange.requests == []


async def test_open_orders_page_by_page(owner: Conversation) -> None:
    """Ten a page with the way each has to go; the pages turn in place."""
    first = await owner.say("/orders")

    assert "page 1 of 2" in first.text
    assert "% below" in first.text
    second = await owner.press(first, "▶")
    assert "page 2 of 2" in second.text
    assert "11 " in second.text
    assert "page 1 of 2" in (await owner.press(second, "◀")).text


async def test_open_orders_of_one_symbol(owner: Conversation, exchange: Exchange) -> None:
    """Asking for one symbol costs a fraction of asking for all."""
    card = await owner.say("/orders btc")

    assert card.text.startswith("Open orders · BTC/USDT · ")
    assert [seen.weight for seen in exchange.requests if "openOrders" in seen.path] == [6]
    assert "BTC/USDT" in (await owner.press(card, "🔄")).text


async def test_trades_of_a_symbol(owner: Conversation, exchange: Exchange) -> None:
    """Price, fee and role of each trade; the newest first."""
    card = await owner.say("/fills btc 3")

    assert card.text.startswith("Trades · BTC/USDT · ")
    assert card.text.count("fee ") == 3
    assert "maker" in card.text or "taker" in card.text
    assert "limit=3" in exchange.requests[-1].query
    assert (await owner.press(card, "More")).text.count("fee ") > 3


async def test_trades_of_which_symbol(owner: Conversation, exchange: Exchange) -> None:
    """Without a symbol there are those held or ordered, and no trade is asked for."""
    reply = await owner.say("/fills")

    assert "BTCUSDT" in labels(reply)
    assert "/api/v3/myTrades" not in paths(exchange)
    assert "Trades · BTC/USDT" in (await owner.press(reply, "BTCUSDT")).text


async def test_buttons_work_after_a_restart(guest: Conversation, exchange: Exchange) -> None:
    """A card carries all that its buttons need: the bot remembers nothing about it."""
    card = await guest.say("/p 币安人生")

    data = [button.data for row in card.buttons for button in row if button.data]

    assert [len(each.encode()) <= 64 for each in data] == [True, True]
    assert (await guest.press(card, "🔄")).text.startswith("币安人生/USDT")
    assert exchange.requests


async def test_a_failing_binance_is_explained(guest: Conversation, exchange: Exchange) -> None:
    """An error of Binance becomes one clear reply, and the next try works."""
    await guest.say("/info btc")
    exchange.faults.inject("/api/v3/depth", "blocked", times=None)

    reply = await guest.say("/book btc")

    assert reply.text.startswith("❌")
    exchange.faults.clear()
    assert "order book" in (await guest.say("/book btc")).text


async def test_twenty_equal_questions(guest: Conversation, exchange: Exchange) -> None:
    """Twenty equal questions at once cost what a few cost."""
    await guest.say("/info btc")
    exchange.requests.clear()

    own = [guest.send("/p btc") for _ in range(20)]
    await asyncio.gather(*(guest.confirmed(message) for message in own))

    cards = [message for message in guest.messages if message.text.startswith("BTC/USDT  ")]
    assert len(cards) == 20
    assert sum(seen.weight for seen in exchange.requests) < 60
