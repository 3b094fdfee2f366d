"""ccxt: its own calls for Binance's endpoints, without the conversion to its common form."""

from collections.abc import Mapping
from contextlib import AsyncExitStack
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

from benchmarks.candidates.keys import API_KEY, SECRET
from benchmarks.large_answer import keeping, reading
from benchmarks.measuring import Job, repeated


class Peer:
    """The calls of ccxt."""

    def __init__(self, exchange: Any) -> None:
        self._exchange = exchange

    async def ticker(self, number: int) -> Any:
        """Ask for a price."""
        return await self._exchange.public_get_ticker_price({"symbol": f"S{number}USDT"})

    async def account(self, _number: int) -> Any:
        """Ask for the balances."""
        return await self._exchange.private_get_account()

    async def order(self, number: int) -> Any:
        """Place a limit order."""
        return await self._exchange.private_post_order(
            {
                "symbol": f"S{number}USDT",
                "side": "BUY",
                "type": "LIMIT",
                "timeInForce": "GTC",
                "quantity": "0.01",
                "price": "60000",
            }
        )

    async def exchange_info(self, _number: int) -> Any:
        """Ask for the symbols as ccxt has them: its own form and the raw one in each."""
        return await self._exchange.fetch_markets()


async def open_candidate(urls: Mapping[str, str], stack: AsyncExitStack) -> Mapping[str, Job]:
    """Open an exchange for each site, without ccxt's own pause between calls."""
    made = import_module("ccxt.async_support").binance
    peers = {}
    for name in ("small", "large", "slow"):
        exchange = made({"apiKey": API_KEY, "secret": SECRET, "enableRateLimit": False})
        stack.push_async_callback(exchange.close)
        exchange.urls["api"] = {  # all of them: nothing here may leave this machine
            api: urls[name] + urlsplit(url).path for api, url in exchange.urls["api"].items()
        }
        exchange.options["fetchMarkets"] = {"types": ["spot"]}
        exchange.options["fetchMargins"] = False
        peers[name] = Peer(exchange)
    return {
        "ticker": repeated(peers["small"].ticker),
        "account 6": repeated(peers["small"].account),
        "account 600": repeated(peers["large"].account),
        "order": repeated(peers["small"].order),
        "scan": repeated(peers["slow"].ticker),
        "exchange info": reading(peers["large"].exchange_info),
        "kept": keeping(peers["large"].exchange_info),
    }
