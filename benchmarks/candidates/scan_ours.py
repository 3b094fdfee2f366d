"""This project: a scan by `binance.gather`, of one market and of four."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from functools import partial
from typing import Any

from benchmarks.measuring import Figures, Job, fresh_number, measured
from binance.client import BinanceClient, ClientOptions
from binance.constants import Hosts
from binance.enums import Interval

_FOR_EVER = 1e9  # seconds; sockets do not grow old
_MARKETS = 4

Ask = Callable[[str], Any]


async def open_candidate(urls: Mapping[str, str], stack: AsyncExitStack) -> Mapping[str, Job]:
    """Open one client with the usual options."""
    url = urls["slow"]
    options = ClientOptions(Hosts(url, url, url, "", "", "", ""), session_max_age=_FOR_EVER)
    client = await stack.enter_async_context(BinanceClient.open(options))
    await client.spot.exchange_info()  # the server's limits let the benchmark run
    await client.learn_limits()
    return {
        "scan": _scanning(client),
        "in turn": _in_markets(client, _in_turn),
        "side by side": _in_markets(client, _side_by_side),
    }


def _scanning(client: BinanceClient) -> Job:
    """Measure one scan."""

    async def job(calls: int, at_once: int) -> Figures:
        """Warm up, then scan so many symbols, so many at a time."""
        await _scan(client, client.spot.ticker_price, at_once, at_once)
        return await measured(
            calls, lambda: _scan(client, client.spot.ticker_price, calls, at_once)
        )

    return job


def _in_markets(client: BinanceClient, scan_all: Callable[..., Any]) -> Job:
    """Measure scans of four markets."""
    asks: list[Ask] = [
        partial(klines, interval=Interval.HOUR_1, limit=2)
        for klines in (
            client.spot.klines,
            client.futures.klines,
            client.coin_futures.klines,
            client.index.mark_price_klines,
        )
    ]

    async def job(calls: int, at_once: int) -> Figures:
        """Warm up, then scan an equal part of the symbols in each market."""
        await _side_by_side(client, asks, at_once, at_once)
        return await measured(calls, lambda: scan_all(client, asks, calls // _MARKETS, at_once))

    return job


async def _in_turn(client: BinanceClient, asks: list[Ask], calls: int, at_once: int) -> None:
    for ask in asks:
        await _scan(client, ask, calls, at_once)


async def _side_by_side(client: BinanceClient, asks: list[Ask], calls: int, at_once: int) -> None:
    await asyncio.gather(*(_scan(client, ask, calls, at_once) for ask in asks))


async def _scan(client: BinanceClient, ask: Ask, calls: int, at_once: int) -> None:
    """Ask about so many symbols. Fails as the first call that does."""
    asked = [partial(ask, f"S{fresh_number()}USDT") for _ in range(calls)]
    for result in await client.gather(asked, at_once=at_once):
        if isinstance(result, BaseException):
            raise result
