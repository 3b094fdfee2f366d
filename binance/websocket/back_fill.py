"""What was missed, read over REST: aggregate trades by their ids, candles by their times.

A consumer that asked for it gets the past first; what comes meanwhile waits for it. Only when a
live event follows on the past without a hole is the consumer a usual one again.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from typing import Any

from binance.enums import Interval
from binance.exceptions import BinanceError, CircuitOpen, ClientClosed, LimitReached
from binance.models.market_events import milliseconds, moment
from binance.models.market_events_klines import Candle, Kline
from binance.models.market_events_trades import AggTrade
from binance.public.coin_futures import CoinFuturesMarket
from binance.public.futures import FuturesMarket
from binance.public.spot import SpotMarket
from binance.request.timing import Timing
from binance.websocket.gap import Gap, GapReason
from binance.websocket.markets import Market
from binance.websocket.topic import Topic
from binance.websocket.waiting import Waiting

_PAGE = 1_000
_USUAL_CANDLES = re.compile(r"@kline_\w+$")  # of trades, with days in UTC: those REST is asked for
_NEXT = timedelta(milliseconds=1)
_ATTEMPTS = 6  # with pauses of 0.5, 1, 2 … seconds between them
_PAUSE = 0.5
_DOWN = 5.0  # seconds between attempts while the stream is down too; they do not count

MarketGroup = SpotMarket | FuturesMarket | CoinFuturesMarket


class BackFill:
    """Reads for every topic; without groups it does nothing."""

    def __init__(self, groups: Mapping[Market, MarketGroup], timing: Timing) -> None:
        self._groups = groups
        self._timing = timing
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self, topic: Topic, gap: Gap) -> None:
        """Give those who asked for it what the gap hides."""
        if topic.stream.market not in self._groups or gap.reason is GapReason.RESTARTED:
            return
        if topic.kind.model is AggTrade and gap.last_id is not None:
            fill = self._trades(topic, topic.hold(), gap.last_id + 1)
        elif _USUAL_CANDLES.search(topic.name) and isinstance(topic.last, Kline):
            fill = self._candles(topic, topic.hold(), topic.last)
        else:
            return
        task = asyncio.create_task(fill)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Read no more."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _trades(self, topic: Topic, waiting: Waiting, wanted: int) -> None:
        """Hand over trades from an id on until a live one follows."""
        while waiting.consumers:
            item = waiting.first()
            if item is None:
                wanted = await self._until(topic, waiting, wanted, None)
                await waiting.more()
            elif not isinstance(item, AggTrade):
                waiting.pass_on()
                if isinstance(item, Gap) and item.reason is GapReason.RESTARTED:
                    break  # no id says what was missed
            elif item.id > wanted:
                wanted = await self._until(topic, waiting, wanted, item.id)
            elif item.id < wanted:
                waiting.skip()
            else:
                wanted += 1
                await waiting.room()
                waiting.pass_on()
                if waiting.first() is None:
                    break
        _let_go(topic, waiting)

    async def _until(self, topic: Topic, waiting: Waiting, wanted: int, before: int | None) -> int:
        """Hand over what REST has up to an id; gives the id that is wanted next."""
        attempts = 0
        while attempts < _ATTEMPTS and waiting.consumers:
            pause = _PAUSE * 2**attempts
            if topic.gap is None:
                attempts += 1
            else:
                pause = _DOWN  # nothing comes either: nobody is kept waiting
            try:
                async for trade in self._pages(topic, wanted, before):
                    await waiting.room()
                    waiting.put(trade)
                    wanted = trade.id + 1
            except ClientClosed:
                break
            except (LimitReached, CircuitOpen) as error:
                pause = max(error.retry_after, pause)
            except BinanceError:
                pass  # what kept it from an answer is tried again below
            else:
                if before is None or wanted >= before:
                    return wanted
            await self._timing.sleep(pause)
        if before is None:
            return wanted
        waiting.put(Gap(topic.name, GapReason.NOT_FILLED, None, None, wanted - 1, before))
        return before

    async def _pages(
        self, topic: Topic, wanted: int, before: int | None
    ) -> AsyncIterator[AggTrade]:
        group, symbol = self._groups[topic.stream.market], _symbol(topic)
        while True:
            page = await group.agg_trades(symbol, from_id=wanted, limit=_PAGE)
            for one in page:
                if one.id >= wanted and (before is None or one.id < before):
                    yield AggTrade(
                        event_ms=milliseconds(one.time),
                        symbol=symbol,
                        id=one.id,
                        price=one.price,
                        qty=one.qty,
                        first_id=one.first_trade_id,
                        last_id=one.last_trade_id,
                        trade_ms=milliseconds(one.time),
                        is_buyer_maker=one.is_buyer_maker,
                        normal_qty=one.normal_qty,
                    )
                    wanted = one.id + 1
            if len(page) < _PAGE or (before is not None and wanted >= before):
                return

    async def _candles(self, topic: Topic, waiting: Waiting, last: Kline) -> None:
        """Hand over the candles since the last one, then what has come meanwhile."""
        group, symbol = self._groups[topic.stream.market], _symbol(topic)
        interval, since = Interval(last.candle.interval), moment(last.candle.open_ms)
        attempt = 0
        while waiting.consumers:
            try:
                page = await group.klines(symbol, interval, start_time=since, limit=_PAGE)
            except ClientClosed:
                break
            except BinanceError:
                attempt += 1
                if attempt == _ATTEMPTS:
                    waiting.put(Gap(topic.name, GapReason.NOT_FILLED, since))
                    break
                await self._timing.sleep(_PAUSE * 2**attempt)
                continue
            now = self._timing.wall() * 1000
            for row in page:
                closes = milliseconds(row.close_time)
                if closes < now:
                    waiting.put(_kline(last, row, closes))
            if len(page) < _PAGE:
                break
            since = page[-1].open_time + _NEXT
            await waiting.room()
        _let_go(topic, waiting)


def _let_go(topic: Topic, waiting: Waiting) -> None:
    """Hand over what still waits; from now on its consumers are usual ones."""
    while waiting.first() is not None:
        waiting.pass_on()
    topic.release(waiting)


def _symbol(topic: Topic) -> str:
    return topic.name.partition("@")[0].upper()


def _kline(last: Kline, row: Any, closes: int) -> Kline:
    candle = Candle(
        open_ms=milliseconds(row.open_time),
        close_ms=closes,
        interval=last.candle.interval,
        raw_open=str(row.open),
        raw_close=str(row.close),
        raw_high=str(row.high),
        raw_low=str(row.low),
        is_closed=True,
        raw_volume=str(row.volume),
        raw_quote_volume=str(row.quote_volume),
        raw_taker_buy_volume=str(row.taker_buy_volume),
        raw_taker_buy_quote_volume=str(row.taker_buy_quote_volume),
        trades=row.trades,
    )
    return Kline(event_ms=closes, candle=candle, symbol=last.symbol, pair=last.pair)
