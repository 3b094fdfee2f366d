"""LIMIT: bare aiohttp, hmac and orjson, without any feature."""

import hmac
import time
from collections.abc import Mapping
from contextlib import AsyncExitStack
from importlib import import_module
from typing import Any

import aiohttp
import msgspec
from yarl import URL

from benchmarks.candidates.keys import API_KEY, SECRET
from benchmarks.large_answer import keeping, reading
from benchmarks.measuring import Job, repeated

_loads = import_module("orjson").loads  # installed for benchmarks only
_HEADERS = {"X-MBX-APIKEY": API_KEY}


class _Symbol(msgspec.Struct, rename="camel"):
    symbol: str
    status: str
    base_asset: str
    quote_asset: str
    order_types: list[str]
    filters: msgspec.Raw


class _ExchangeInfo(msgspec.Struct):
    symbols: list[_Symbol]


_EXCHANGE_INFO = msgspec.json.Decoder(_ExchangeInfo)


class Bare:
    """The least code that gets an answer."""

    def __init__(self, session: aiohttp.ClientSession, base: str) -> None:
        self._session = session
        self._base = base

    async def ticker(self, number: int) -> Any:
        """Ask for a price."""
        url = URL(f"{self._base}/api/v3/ticker/price?symbol=S{number}USDT", encoded=True)
        async with self._session.get(url) as answer:
            return _loads(await answer.read())

    async def account(self, _number: int) -> Any:
        """Ask for the balances."""
        url = self._signed("/api/v3/account", "")
        async with self._session.get(url, headers=_HEADERS) as answer:
            return _loads(await answer.read())

    async def order(self, number: int) -> Any:
        """Place a limit order."""
        query = (
            f"symbol=S{number}USDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=60000&"
        )
        url = self._signed("/api/v3/order", query)
        async with self._session.post(url, headers=_HEADERS) as answer:
            return _loads(await answer.read())

    async def exchange_info(self, _number: int) -> Any:
        """Ask for the symbols; msgspec, since orjson has no types and keeps everything."""
        url = URL(f"{self._base}/api/v3/exchangeInfo", encoded=True)
        async with self._session.get(url) as answer:
            return _EXCHANGE_INFO.decode(await answer.read())

    def _signed(self, path: str, query: str) -> URL:
        query = f"{query}recvWindow=5000&timestamp={time.time() * 1000:.0f}"
        signature = hmac.digest(SECRET.encode(), query.encode(), "sha256").hex()
        return URL(f"{self._base}{path}?{query}&signature={signature}", encoded=True)


async def open_candidate(urls: Mapping[str, str], stack: AsyncExitStack) -> Mapping[str, Job]:
    """Open a session with the usual options."""
    session = await stack.enter_async_context(
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
    )
    small, large, slow = (Bare(session, urls[name]) for name in ("small", "large", "slow"))
    return {
        "ticker": repeated(small.ticker),
        "account 6": repeated(small.account),
        "account 600": repeated(large.account),
        "order": repeated(small.order),
        "scan": repeated(slow.ticker),
        "exchange info": reading(large.exchange_info),
        "kept": keeping(large.exchange_info),
    }
