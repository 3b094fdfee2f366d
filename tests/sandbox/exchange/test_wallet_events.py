"""What an account hears of money that moves inside it."""

import aiohttp

from sandbox.exchange import Exchange
from tests.sandbox.exchange.caller import Caller
from tests.sandbox.exchange.ws_caller import Api


async def test_transfer_is_told_on_both_sides(
    api: Api, exchange: Exchange, trader: Caller, http: aiohttp.ClientSession
) -> None:
    """Spot hears what left, futures what came."""
    key = exchange.create_key("trader", permits_universal_transfer=True)
    owner = Caller(exchange, http, key.api_key, key.secret or "")
    await api.signed(trader, "userDataStream.subscribe.signature")
    listen_key = exchange.venue.listen_keys.start("trader", exchange.venue.time.ms())
    url = f"{exchange.futures_stream_url}/private/ws/{listen_key}"
    async with http.ws_connect(url, timeout=aiohttp.ClientWSTimeout(ws_receive=30)) as socket:
        moved = {"type": "MAIN_UMFUTURE", "asset": "USDT", "amount": "25"}
        await owner.signed("POST", "/sapi/v1/asset/transfer", **moved)
        left = (await api.event())["event"]
        came = (await socket.receive_json())["a"]

    assert (left["e"], left["a"], left["d"]) == ("balanceUpdate", "USDT", "-25.00000000")
    assert came["m"] == "DEPOSIT"
    assert [(one["a"], one["bc"]) for one in came["B"]] == [("USDT", "25.00000000")]


async def test_subscription_is_told(api: Api, trader: Caller) -> None:
    """Earn takes from spot: the owner hears of it."""
    await api.signed(trader, "userDataStream.subscribe.signature")
    path = "/sapi/v1/simple-earn/flexible/subscribe"
    await trader.signed("POST", path, productId="ETH001", amount="0.5")
    told = (await api.event())["event"]

    assert (told["e"], told["a"], told["d"]) == ("balanceUpdate", "ETH", "-0.50000000")
