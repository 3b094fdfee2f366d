"""Listen keys of each host, and listen tokens of margin."""

import aiohttp
import pytest

from sandbox.exchange import Exchange
from tests.sandbox.exchange.caller import Caller, HandClock, Reply
from tests.sandbox.exchange.listening import listening

MARGIN = "/sapi/v1/margin/listen-key"
TOKEN = "/sapi/v1/userListenToken"
DAY_MS = 86_400_000


async def keyed(caller: Caller, method: str, path: str, query: str = "") -> Reply:
    """Send a request with a key and no signature."""
    return await caller.send(method, path, query, {"X-MBX-APIKEY": caller.api_key})


async def test_both_futures_have_keys_of_their_own(
    exchange: Exchange, http: aiohttp.ClientSession, trader: Caller
) -> None:
    """A key of COIN-M opens COIN-M's stream and says nothing on USDⓈ-M's."""
    key = (await keyed(trader, "POST", "/dapi/v1/listenKey")).body["listenKey"]
    assert (await keyed(trader, "PUT", "/fapi/v1/listenKey")).code == -1125

    async with listening(http, f"{exchange.coin_futures_stream_url}/ws/{key}") as socket:
        exchange.sockets.futures.tell_owner("trader", {"e": "of USDⓈ-M"})
        exchange.sockets.coin_futures.tell_owner("trader", {"e": "of COIN-M"})
        assert await socket.receive_json() == {"e": "of COIN-M"}


async def test_margin_key_is_named_to_extend_it(
    clock: HandClock, trader: Caller, guest: Caller
) -> None:
    """Only its owner extends a key of margin, by its name and while it lives."""
    key = (await keyed(trader, "POST", MARGIN)).body["listenKey"]

    assert (await keyed(trader, "PUT", MARGIN)).code == -1102
    assert (await keyed(guest, "PUT", MARGIN, f"listenKey={key}")).code == -1125
    assert (await keyed(trader, "PUT", MARGIN, f"listenKey={key}")).body == {}
    clock.now += 3_600
    assert (await keyed(trader, "PUT", MARGIN, f"listenKey={key}")).code == -1125


@pytest.mark.parametrize(
    ("asked", "life"),
    [("", DAY_MS), ("validity=60000", 60_000), (f"validity={2 * DAY_MS}", DAY_MS)],
)
async def test_token_ends(
    exchange: Exchange, clock: HandClock, trader: Caller, asked: str, life: int
) -> None:
    """A token is the cross account's and lives as long as was asked for, at most a day."""
    issued = (await keyed(trader, "POST", TOKEN, asked)).body
    found = exchange.venue.listen_tokens.find(issued["token"], clock.ms)

    assert issued["expirationTime"] == clock.ms + life
    assert found is not None
    assert (found.account, found.symbol) == ("trader on margin", None)
    assert exchange.venue.listen_tokens.find(issued["token"], clock.ms + life) is None


async def test_token_of_an_isolated_account(exchange: Exchange, trader: Caller) -> None:
    """An isolated account is named by its symbol, and must be open."""
    issued = (await keyed(trader, "POST", TOKEN, "isIsolated=true&symbol=ETHUSDT")).body
    found = exchange.venue.listen_tokens.find(issued["token"], exchange.venue.time.ms())

    assert found is not None
    assert found.symbol == "ETHUSDT"
    assert (await keyed(trader, "POST", TOKEN, "isIsolated=true")).code == -1102
    assert (await keyed(trader, "POST", TOKEN, "isIsolated=true&symbol=BNBUSDT")).code == -11001
