"""python-binance: AsyncClient as its documentation opens it."""

import sys
from collections.abc import Mapping
from contextlib import AsyncExitStack
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.candidates.keys import API_KEY, SECRET
from benchmarks.large_answer import keeping, reading
from benchmarks.measuring import Job, repeated

_ROOT = str(Path(__file__).resolve().parents[2])


class Peer:
    """The calls of python-binance."""

    def __init__(self, client: Any) -> None:
        self._client = client

    async def ticker(self, number: int) -> Any:
        """Ask for a price."""
        return await self._client.get_symbol_ticker(symbol=f"S{number}USDT")

    async def account(self, _number: int) -> Any:
        """Ask for the balances."""
        return await self._client.get_account()

    async def order(self, number: int) -> Any:
        """Place a limit order."""
        return await self._client.create_order(
            symbol=f"S{number}USDT",
            side="BUY",
            type="LIMIT",
            timeInForce="GTC",
            quantity="0.01",
            price="60000",
        )

    async def exchange_info(self, _number: int) -> Any:
        """Ask for the symbols."""
        return await self._client.get_exchange_info()


async def open_candidate(urls: Mapping[str, str], stack: AsyncExitStack) -> Mapping[str, Job]:
    """Open a client for each site."""
    made = package().AsyncClient
    peers = {}
    for name in ("small", "large", "slow"):
        client = made(API_KEY, SECRET)
        stack.push_async_callback(client.close_connection)
        client.API_URL = f"{urls[name]}/api"
        peers[name] = Peer(client)
    return {
        "ticker": repeated(peers["small"].ticker),
        "account 6": repeated(peers["small"].account),
        "account 600": repeated(peers["large"].account),
        "order": repeated(peers["small"].order),
        "scan": repeated(peers["slow"].ticker),
        "exchange info": reading(peers["large"].exchange_info),
        "kept": keeping(peers["large"].exchange_info),
    }


def package() -> Any:
    """Import python-binance, whose name is also the name of our own package."""
    ours = [place for place in sys.path if Path(place).resolve() == Path(_ROOT)]
    sys.path[:] = [place for place in sys.path if place not in ours]
    try:
        return import_module("binance")
    finally:
        sys.path[:0] = ours
