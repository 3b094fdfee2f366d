"""Figures as the market streams bring them: one stream for all who look at a symbol."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from decimal import Decimal

import structlog

from binance.client import BinanceClient
from binance.exceptions import BinanceError
from binance.models.market import Ticker24h
from binance.models.market_events_tickers import Ticker
from binance.websocket import streams
from bot.services.order_book import Book
from bot.services.prices import PriceFigures, price_figures

BOOK_LEVELS = 500
_RENEW_AFTER = 300  # events, one a second, after which the prices of an hour ago are asked for anew
_ZERO = Decimal(0)

log = structlog.get_logger(__name__)


class LiveFeeds:
    """Prices and books of the symbols somebody watches."""

    def __init__(self, client: BinanceClient) -> None:
        self._client = client
        self._prices: dict[str, _PriceFeed] = {}

    @asynccontextmanager
    async def price(
        self, figures: PriceFigures
    ) -> AsyncIterator[Callable[[], PriceFigures | None]]:
        """Keep the figures of a price card up to date while the block runs."""
        symbol = figures.info.symbol
        feed = self._prices.get(symbol)
        if feed is None:
            feed = self._prices[symbol] = _PriceFeed(self._client, figures)
        feed.viewers += 1
        try:
            yield feed.latest
        finally:
            feed.viewers -= 1
            if not feed.viewers:
                self._prices.pop(symbol, None)
                await feed.close()

    @asynccontextmanager
    async def book(self, symbol: str) -> AsyncIterator[Callable[[], Book | None]]:
        """Keep the order book of a symbol while the block runs."""
        async with self._client.books.follow(symbol, levels=BOOK_LEVELS) as live:

            def latest() -> Book | None:
                """Give the book of now; None while it is mended."""
                if not live.is_in_sync:
                    return None
                depth = live.depth(BOOK_LEVELS)
                return Book(depth.bids, depth.asks)

            yield latest


class _PriceFeed:
    """The stream of one symbol."""

    def __init__(self, client: BinanceClient, figures: PriceFigures) -> None:
        self.viewers = 0
        self._client = client
        self._base = figures  # asked for over REST
        self._ticker: Ticker | None = None
        self._task = asyncio.create_task(self._read())

    def latest(self) -> PriceFigures | None:
        """Give the figures of the last event; None before the first and during a gap."""
        if self._ticker is None:
            return None
        now, base = _as_ticker(self._ticker, self._base.ticker), self._base
        return replace(
            base,
            ticker=now,
            hour=_carried_on(base.hour, base.ticker.last_price, now.last_price),
            week=_carried_on(base.week, base.ticker.last_price, now.last_price),
        )

    async def close(self) -> None:
        """Leave the stream."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _read(self) -> None:
        seen = 0
        try:
            async with self._client.streams.subscribe(
                streams.ticker(self._base.info.symbol)
            ) as events:
                async for event in events:
                    if isinstance(event, Ticker):
                        self._ticker = event
                        seen += 1
                    elif event.until is None:  # a gap begins
                        self._ticker = None
                    if seen >= _RENEW_AFTER:
                        seen = 0
                        await self._renew()
        except BinanceError as error:
            self._ticker = None
            log.info("a price cannot be followed", reason=str(error))

    async def _renew(self) -> None:
        """Ask for the prices of an hour ago; where there are none now, those of before will do."""
        try:
            self._base = await price_figures(self._client, self._base.info)
        except BinanceError as error:
            log.info("a live price keeps its older figures", reason=str(error))


def _carried_on(change: Decimal | None, before: Decimal, now: Decimal) -> Decimal | None:
    """Give a change in percent at another price."""
    if change is None or not before or change <= -100:
        return None
    opening = before / (1 + change / 100)
    return (now - opening) / opening * 100


def _as_ticker(event: Ticker, base: Ticker24h) -> Ticker24h:
    """Give an event the shape of an answer; what it does not tell stays as it was."""
    return Ticker24h(
        symbol=event.symbol,
        price_change=event.price_change,
        price_change_percent=event.price_change_percent,
        weighted_avg_price=event.weighted_average,
        prev_close_price=base.prev_close_price,
        last_price=event.close,
        last_qty=event.last_qty,
        bid_price=Decimal(event.raw_bid or _ZERO),
        bid_qty=Decimal(event.raw_bid_qty or _ZERO),
        ask_price=Decimal(event.raw_ask or _ZERO),
        ask_qty=Decimal(event.raw_ask_qty or _ZERO),
        open_price=event.open,
        high_price=event.high,
        low_price=event.low,
        volume=event.volume,
        quote_volume=event.quote_volume,
        open_time=event.open_time,
        close_time=event.event_time,
        first_id=event.first_id,
        last_id=event.last_id,
        count=event.trades,
    )
