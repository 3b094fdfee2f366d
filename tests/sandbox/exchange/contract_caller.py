"""A caller who may trade contracts, and what it often asks."""

from decimal import Decimal
from typing import Any

import aiohttp

from sandbox.exchange import Exchange
from tests.sandbox.exchange.caller import Caller, Reply

USD, COIN = "/fapi/v1", "/dapi/v1"


class Contractor(Caller):
    """Sends orders on contracts, BTCUSDT unless told otherwise."""

    @classmethod
    def of(cls, exchange: Exchange, http: aiohttp.ClientSession) -> "Contractor":
        """Give the trader with a key that may trade contracts."""
        key = exchange.create_key("trader", enable_futures=True)
        return cls(exchange, http, key.api_key, key.secret or "")

    async def place(self, side: str, quantity: str, price: str | None = None, **more: Any) -> Reply:
        """Place a LIMIT order that stays, without a price a MARKET order; the final state."""
        limit = {"type": "LIMIT", "timeInForce": "GTC", "price": price}
        kind = {"type": "MARKET"} if price is None else limit
        sent = {"symbol": "BTCUSDT", "side": side, "quantity": quantity, **kind} | more
        root = COIN if "_" in sent["symbol"] else USD
        return await self.signed("POST", f"{root}/order", **{"newOrderRespType": "RESULT"} | sent)

    async def algo(self, side: str, kind: str, **more: Any) -> Reply:
        """Place a conditional order."""
        sent = {"algoType": "CONDITIONAL", "symbol": "BTCUSDT", "side": side, "type": kind} | more
        return await self.signed("POST", f"{USD}/algoOrder", **sent)

    async def position(self, symbol: str = "BTCUSDT") -> dict[str, Any]:
        """Give a position; an empty one when nothing is held."""
        risks = (await self.signed("GET", "/fapi/v2/positionRisk", symbol=symbol)).body
        found: dict[str, Any] = risks[0]
        return found

    async def money(self, asset: str = "USDT") -> Decimal:
        """Give the balance of the USDⓈ-M wallet."""
        held = (await self.signed("GET", "/fapi/v3/balance")).body
        return next(Decimal(one["balance"]) for one in held if one["asset"] == asset)

    async def listen_key(self, root: str = USD) -> str:
        """Open a user stream."""
        reply = await self.send("POST", f"{root}/listenKey", "", {"X-MBX-APIKEY": self.api_key})
        key: str = reply.body["listenKey"]
        return key
