"""A server of user data: takes every subscription, and plays fills of all accounts when asked.

`GET /play?count=N` has them sent on every open socket, one account after the other.
"""

import asyncio
import json
import time
from collections.abc import Callable
from itertools import count

from aiohttp import WSMsgType, web

_NOW = 1_795_132_800_000  # ms
_LIMITS = {"rateLimits": [{"rateLimitType": "REQUEST_WEIGHT", "interval": "MINUTE",
                           "intervalNum": 1, "limit": 100_000_000}], "symbols": []}  # fmt: skip
_ACCOUNT = {
    "canTrade": True, "canWithdraw": False, "canDeposit": True, "accountType": "SPOT",
    "updateTime": _NOW,
    "balances": [{"asset": asset, "free": "1.50000000", "locked": "0.00000000"}
                 for asset in ("BTC", "ETH", "BNB", "USDT", "SOL", "XRP")],
}  # fmt: skip
_PIECE = 200  # events between which others get their turn


class AccountSite:
    """Sockets and how many accounts each has."""

    def __init__(self) -> None:
        self._sockets: dict[web.WebSocketResponse, int] = {}
        self._trades = count(1)

    async def protocol(self) -> Callable[[], asyncio.Protocol]:
        """Give what serves a connection. Fails with `RuntimeError`."""
        application = web.Application()
        application.router.add_get("/ws-api/v3", self._serve)
        application.router.add_get("/play", self._play)
        application.router.add_get("/api/v3/account", _account)
        application.router.add_get("/api/v3/exchangeInfo", _limits)
        application.router.add_get("/fapi/v1/exchangeInfo", _limits)
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        if runner.server is None:
            raise RuntimeError("the site was not set up")
        return runner.server

    async def _serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        self._sockets[socket] = 0
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    number = self._sockets[socket]
                    asked = json.loads(message.data)
                    if asked["method"] == "userDataStream.subscribe.signature":
                        self._sockets[socket] += 1
                    result = {"subscriptionId": number}
                    await socket.send_json({"id": asked["id"], "status": 200, "result": result})
        finally:
            del self._sockets[socket]
        return socket

    async def _play(self, request: web.Request) -> web.Response:
        wanted = int(request.query["count"])
        for socket, accounts in list(self._sockets.items()):
            for number in range(wanted):
                await socket.send_str(self._fill(number % accounts))
                if number % _PIECE == 0:
                    await asyncio.sleep(0)
        return web.json_response({})

    def _fill(self, subscription: int) -> str:
        trade = next(self._trades)
        event = {
            "e": "executionReport", "E": _NOW + trade, "s": "BTCUSDT", "c": f"order-{trade}",
            "S": "BUY", "o": "LIMIT", "f": "GTC", "q": "0.01000000", "p": "67250.00000000",
            "P": "0.00000000", "F": "0.00000000", "g": -1, "C": "", "x": "TRADE", "X": "FILLED",
            "r": "NONE", "i": trade, "l": "0.01000000", "z": "0.01000000", "L": "67250.00000000",
            "n": "0.00001000", "N": "BTC", "T": _NOW + trade, "t": trade, "I": trade * 2,
            "w": False, "m": False, "M": False, "O": _NOW, "Z": "672.50000000",
            "Y": "672.50000000", "Q": "0.00000000", "W": _NOW, "V": "NONE",
        }  # fmt: skip
        return json.dumps({"subscriptionId": subscription, "event": event}, separators=(",", ":"))


async def _account(_request: web.Request) -> web.Response:
    return web.json_response(_ACCOUNT)


async def _limits(_request: web.Request) -> web.Response:
    return web.json_response(_LIMITS | {"serverTime": int(time.time() * 1000)})
