"""/api: any endpoint, read from the chat."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from binance.catalogue import Catalogue
from bot.config import Settings, load_settings
from bot.main import App
from sandbox.exchange import Exchange
from sandbox.telegram.driver import Conversation, Message
from tests.bot.core.hostile import hostile

READS = {row.name: row for row in Catalogue() if row.read}


def paths(exchange: Exchange) -> list[str]:
    """Give what the exchange was asked."""
    return [seen.path for seen in exchange.requests]


async def file_after(chat: Conversation, card: Message) -> Message:
    """Wait for the file that follows a card."""
    return await chat.wait_for(lambda one: one.id > card.id and one.document is not None)


async def test_public_endpoint(owner: Conversation, exchange: Exchange) -> None:
    """The answer is one folded card with name, path, weight and age; no key is used."""
    exchange.set_price("BTCUSDT", "68000.5")
    card = await owner.say("/api spot.ticker_price symbol=BTCUSDT")

    assert '"price": "68000.50000000"' in card.text
    assert "spot.ticker_price · GET /api/v3/ticker/price" in card.text
    assert "weight 4" in card.text
    assert "expandable_blockquote" in {one["type"] for one in card.entities}
    (seen,) = exchange.requests
    assert seen.caller_key is None


async def test_account_endpoint_uses_the_admins_own_key(
    owner: Conversation, exchange: Exchange
) -> None:
    """What belongs to an account is asked with the key of who asks."""
    card = await owner.say("/api wallet.asset_get_user_asset asset=BTC")

    assert '"asset": "BTC"' in card.text
    (seen,) = exchange.requests
    assert seen.caller_key == exchange.accounts["trader"].api_key


async def test_long_answers_come_as_a_file_too(owner: Conversation) -> None:
    """The card is folded and the file has all of it."""
    card = await owner.say("/api spot.exchange_info")
    sent = await file_after(owner, card)
    body = json.loads(sent.document or b"")

    assert "… " in card.text
    assert len(card.text) < 3500
    assert len(body["symbols"]) > 50
    assert body["symbols"][0]["symbol"] == "BTCUSDT"
    assert sent.text.startswith("All of it: ")


async def test_method_and_path(owner: Conversation) -> None:
    """The path works as well as the name."""
    card = await owner.say("/api GET /api/v3/avgPrice symbol=BTCUSDT")

    assert "spot.avg_price" in card.text


async def test_lists(owner: Conversation) -> None:
    """Lists are typed with commas, or as JSON."""
    for typed in ("BTCUSDT,ETHUSDT", '["BTCUSDT","ETHUSDT"]'):
        card = await owner.say(f"/api spot.ticker_price symbols={typed}")

        assert '"symbol": "BTCUSDT"' in card.text
        assert '"symbol": "ETHUSDT"' in card.text


async def test_families_and_their_endpoints(owner: Conversation) -> None:
    """Alone it lists the families, with a family its reads; each line can be copied and works."""
    families = await owner.say("/api")
    spot = await owner.say("/api Spot")

    assert f"{len(READS)} of 769" in families.text
    assert "<code>/api simple_earn</code>" in families.html
    assert "<code>/api spot.klines symbol=BTCUSDT interval=1h</code>" in spot.html
    assert "post_order" not in spot.text
    card = await owner.say("/api spot.klines symbol=BTCUSDT interval=1h limit=2")
    assert "GET /api/v3/klines" in card.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("spot.tickr_price symbol=BTCUSDT", ["/api spot.ticker_price"]),
        ("nothing.at.all.like.this", ["There is no endpoint", "/api lists"]),
        ("spot.post_order symbol=BTCUSDT", ["changes something", "only reads"]),
        ("wallet.withdraw coin=BTC", ["changes something", "only reads"]),
        ("staking.soft_staking_set", ["changes something"]),
        ("spot.klines symbl=BTCUSDT limit=x", ["symbl is no parameter", "→ symbol", "is required"]),
        ("spot.depth BTCUSDT", ["“BTCUSDT” is no parameter", "key=value"]),
        ("spot.depth symbol=BTCUSDT symbol=ETHUSDT", ["stands there twice"]),
        ("spot.depth =BTCUSDT", ["is no parameter"]),
        ("spot.depth symbol=", ["symbol must not be empty"]),
        ("spot.ticker_price symbols=[", ["symbols must be a list of texts"]),
        ("margin.all_pairs", ["wants a key of my own", "BINANCE_API_KEY"]),
        ("options.time", ["not available here", "GET /eapi/v1/time"]),
        ("spot.order " + " ".join(f"k{n}=1" for n in range(45)), ["I could not read that"]),
    ],
)
async def test_what_cannot_be_asked(
    typed: str, said: list[str], owner: Conversation, exchange: Exchange
) -> None:
    """The reply says why and what to do; nothing reaches Binance."""
    reply = await owner.say(f"/api {typed}")

    for words in said:
        assert words in reply.text
    assert paths(exchange) == []


async def test_an_error_of_binance_is_explained(owner: Conversation) -> None:
    """A symbol that is not there is told as in every command."""
    reply = await owner.say("/api spot.ticker_price symbol=NOSUCHTHING")

    assert "-1121" in reply.text


async def test_nobody_but_administrators(guest: Conversation, exchange: Exchange) -> None:
    """For others the command is not there."""
    reply = await guest.say("/api spot.time")

    assert "for administrators" in reply.text
    assert paths(exchange) == []


async def test_without_a_key_the_way_to_one_is_shown(
    owner: Conversation, bot_app: App, exchange: Exchange
) -> None:
    """An endpoint of an account needs the asker's key, and the reply says how to add it."""
    key = await bot_app.parts.keys.in_use(owner.user.id)
    assert key is not None
    await bot_app.parts.keys.delete(owner.user.id, key.id)

    reply = await owner.say("/api spot.account")

    assert "/setkey" in reply.text
    assert paths(exchange) == []


async def test_a_refused_key_is_noted(owner: Conversation, exchange: Exchange) -> None:
    """As after a private command, the refusal stands beside the key."""
    exchange.revoke_key(exchange.accounts["trader"].api_key)

    reply = await owner.say("/api spot.account")
    status = await owner.say("/status")

    assert "refused your API key" in reply.text
    assert "key refused (rejected -2015)" in status.text


async def test_own_keys_never_come_back(owner: Conversation, exchange: Exchange) -> None:
    """A key among the parameters or in the answer is not shown, nor put into a file."""
    trader = exchange.accounts["trader"]
    replies = [
        await owner.say(f"/api spot.klines symbol={trader.secret} interval=1h"),
        await owner.say(f"/api {trader.api_key}"),
        await owner.say("/api spot.account"),
    ]
    files = [one.document or b"" for one in owner.messages]

    for secret in (trader.secret, trader.api_key):
        assert all(secret not in reply.text for reply in replies)
        assert all(secret.encode() not in body for body in files)


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=hostile)
async def test_hostile_text(text: str, owner: Conversation) -> None:
    """Whatever follows the command: one reply that Telegram accepts, and no unexpected error."""
    for typed in (f"/api {text}", f"/api spot.klines symbol={text}"):
        reply = await owner.say(typed[:4096])

        assert "Something went wrong inside me" not in reply.text


def test_pretence_never_reaches_binance(bot_settings: Settings) -> None:
    """With spot's host replaced, no host of the real Binance is left for calls by name."""
    hosts = bot_settings.hosts()
    real = load_settings(env_file=None, overrides={"BINANCE_BASE_URL": None}).hosts()

    assert (hosts.options, hosts.portfolio_margin, hosts.alpha) == (None, None, None)
    assert real.options == "https://eapi.binance.com"
    rest = replace(hosts, has_sapi=True)
    assert all("127.0.0.1" in url for url in (rest.spot, rest.futures, rest.coin_futures))
