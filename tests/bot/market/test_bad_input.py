"""Hostile text in every market and account command: one clear reply, nothing reaches Binance."""

import json
from urllib.parse import parse_qs

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bot.services.secret_shapes import find_secret
from sandbox.exchange import Exchange
from sandbox.exchange.symbols import spot_symbols
from sandbox.telegram.driver import Conversation, Message

COMMANDS = ["p", "book", "info", "pf", "orders", "fills"]
TRAPS = [
    "1e9999999",
    "NaN",
    "-Infinity",
    "1_000",
    "１２",
    "٣",
    "9" * 40,
    "\ud800",
    "\x00",
    "\u202egnp.exe",
    "<b>",
    "</pre>",
    "&amp;",
    "a\u0301" * 500,
    "'; DROP TABLE users --",
    "UNION SELECT",
    "%s%n{0}{x}",
    "../../etc/passwd",
    "BTCUSDT&symbol=ETHUSDT",
    "é" * 4000,
    "🚀" * 300,
    "btc " * 12,
    "_" * 30,
]
KNOWN = ["btc", "ETHUSDT", "eth/btc", "币安人生"]
HOSTILE = st.one_of(
    st.text(st.characters(), max_size=60),
    st.lists(st.sampled_from(TRAPS + KNOWN), min_size=1, max_size=4).map(" ".join),
    st.tuples(st.sampled_from(KNOWN), st.text(st.characters(), max_size=20)).map(" ".join),
)
RUNS = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def asked_symbols(exchange: Exchange) -> set[str]:
    """Give every symbol Binance was asked about."""
    found: set[str] = set()
    for seen in exchange.requests:
        query = parse_qs(seen.query)
        found.update(query.get("symbol", []))
        for many in query.get("symbols", []):
            found.update(json.loads(many))
    return found


def figures_asked(exchange: Exchange) -> list[str]:
    """Give the paths Binance was asked for, without the list of symbols that each start reads."""
    return [seen.path for seen in exchange.requests if seen.path != "/api/v3/exchangeInfo"]


async def replies_to(chat: Conversation, text: str) -> list[Message]:
    """Write a text and give all that the bot answered."""
    own = chat.send(text[:4096])
    await chat.confirmed(own)
    return [each for each in chat.messages if each.from_bot and each.id > own.id]


@pytest.mark.parametrize("command", COMMANDS)
@given(text=HOSTILE)
@RUNS
async def test_hostile_text_gets_one_clear_reply(
    owner: Conversation, exchange: Exchange, command: str, text: str
) -> None:
    """Whatever is typed: one reply; what is refused is not asked; only listed symbols are asked."""
    assume(find_secret(f"/{command} {text}") is None)
    exchange.requests.clear()

    replies = await replies_to(owner, f"/{command} {text}")

    assert len(replies) == 1
    reply = replies[0].text
    assert 0 < len(reply) <= 4096
    assert "inside me" not in reply
    assert asked_symbols(exchange) <= set(spot_symbols())
    if reply.startswith("❌"):
        assert figures_asked(exchange) == []


@pytest.mark.parametrize("command", COMMANDS)
async def test_no_trap_reaches_binance(
    owner: Conversation, exchange: Exchange, command: str
) -> None:
    """Every known trap is refused in words, with an example, without a request."""
    exchange.requests.clear()

    replies = [await replies_to(owner, f"/{command} {trap}") for trap in TRAPS]

    assert [len(each) for each in replies] == [1] * len(TRAPS)
    assert {each[0].text[0] for each in replies} == {"❌"}
    assert figures_asked(exchange) == []


async def test_a_listed_symbol_does_reach_binance(owner: Conversation, exchange: Exchange) -> None:
    """Control: the same ledger shows the requests of a command that is in order."""
    await replies_to(owner, "/book btc")

    assert figures_asked(exchange) == ["/api/v3/depth"]
    assert asked_symbols(exchange) == {"BTCUSDT"}


async def test_a_forged_button_is_refused(owner: Conversation, exchange: Exchange) -> None:
    """What a button carries is input too: a handle nobody made, a level count out of bounds."""
    card = await owner.say("/book btc")
    button = card.stored.keyboard[0][0]
    handle = button["callback_data"].split(":")[1]
    exchange.requests.clear()
    forged = {
        "book:??????:5": None,
        f"book:{handle}:nonsense": None,
        f"book:{handle}": None,
        "p:": None,
        "pt:": None,
        "orders:-5:": "Open orders",
        f"orders:99999999999:{handle}": "Open orders · BTC/USDT",
        f"book:{handle}:-999999": "BTC/USDT · order book",
        f"fills:{handle}:99999999": "Trades · BTC/USDT",
    }

    for data, drawn in forged.items():
        exchange.requests.clear()
        button["callback_data"] = data
        after = await owner.press(card, button["text"])
        if drawn is None:
            assert owner.last_alert
            assert exchange.requests == []
        else:
            assert after.text.startswith(drawn)
        button = card.stored.keyboard[0][0]
