"""Events of the spot market streams, letter for letter as they go out."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sandbox.exchange.candles import following, opening
from sandbox.exchange.klines import spot_row
from sandbox.exchange.market import Market, Stall
from sandbox.exchange.statistics import rolling
from sandbox.exchange.tape import TapeTrade
from sandbox.exchange.topics import Topic
from sandbox.exchange.wire import places

Event = dict[str, Any]
WINDOWS = {"ticker_1h": 3_600_000, "ticker_4h": 14_400_000, "ticker_1d": 86_400_000}


def agg_trade(name: str, made: TapeTrade, now_ms: int) -> Event:
    """Write a trade in aggregated form; here each stands for itself."""
    return {
        "e": "aggTrade",
        "E": now_ms,
        "s": name,
        "a": made.id,
        "p": places(made.price),
        "q": places(made.qty),
        "f": made.id,
        "l": made.id,
        "T": made.time_ms,
        "m": made.buyer_is_maker,
        "M": True,
    }


def trade(name: str, made: TapeTrade, now_ms: int) -> Event:
    """Write a trade."""
    return {
        "e": "trade",
        "E": now_ms,
        "s": name,
        "t": made.id,
        "p": places(made.price),
        "q": places(made.qty),
        "T": made.time_ms,
        "m": made.buyer_is_maker,
        "M": True,
    }


def trades(market: Market, topic: Topic, now_ms: int, since: int) -> list[Event]:
    """Write the trades after an id."""
    write = trade if topic.kind == "trade" else agg_trade
    made = market.stall(topic.symbol).tape.since(since)
    return [write(topic.symbol, one, now_ms) for one in made]


def kline(stall: Stall, topic: Topic, now_ms: int) -> Event:
    """Write the present candle."""
    if topic.interval == "1s":
        second = now_ms // 1000
        bar = stall.candles.seconds(second // 60, second % 60 + 1)[-1]
        start, end = second * 1000, second * 1000 + 999
    else:
        first = opening(topic.interval, now_ms // 60_000)
        after = following(topic.interval, first)
        found = stall.candles.span(first, min(after, now_ms // 60_000 + 1))
        bar = found or stall.candles.minute(now_ms // 60_000)
        start, end = first * 60_000, after * 60_000 - 1
    row = spot_row(stall, start, end, bar)
    last_id = stall.tape.last_id
    return {
        "e": "kline",
        "E": now_ms,
        "s": stall.symbol.name,
        "k": {
            "t": start,
            "T": end,
            "s": stall.symbol.name,
            "i": topic.interval,
            "f": last_id - row[8] + 1,
            "L": last_id,
            "o": row[1],
            "c": row[4],
            "h": row[2],
            "l": row[3],
            "v": row[5],
            "n": row[8],
            "x": False,
            "q": row[7],
            "V": row[9],
            "Q": row[10],
            "B": "0",
        },
    }


def ticker(market: Market, name: str, topic: Topic, now_ms: int) -> Event:
    """Write the figures of a window: a day, or what `ticker_<window>` says."""
    day = rolling(market, name, now_ms, WINDOWS.get(topic.kind, WINDOWS["ticker_1d"]))
    event: Event = {
        "e": {"miniTicker": "24hrMiniTicker", "ticker": "24hrTicker"}.get(
            topic.kind, topic.kind.replace("ticker_", "") + "Ticker"
        ),
        "E": now_ms,
        "s": name,
        "o": places(day.open),
        "h": places(day.high),
        "l": places(day.low),
        "c": places(day.last),
        "v": places(day.volume),
        "q": places(day.quote_volume),
    }
    if topic.kind == "miniTicker":
        return event
    event |= {
        "p": places(day.change),
        "P": f"{day.change_percent:.3f}",
        "w": places(day.average),
        "O": day.open_time_ms,
        "C": day.close_time_ms,
        "F": day.last_id - day.trades + 1,
        "L": day.last_id,
        "n": day.trades,
    }
    if topic.kind == "ticker":
        event |= _best(market.stall(name)) | {
            "x": places(day.open),
            "Q": places(market.stall(name).tape.last.qty),
        }
    return event


def book_ticker(stall: Stall, _: Topic, __: int) -> Event:
    """Write the best bid and ask; this event has no type and no time."""
    return {"u": stall.book.last_id, "s": stall.symbol.name} | _best(stall)


def average_price(stall: Stall, _: Topic, now_ms: int) -> Event:
    """Write the average price of five minutes."""
    minute = now_ms // 60_000
    bar = stall.candles.span(minute - 4, minute + 1) or stall.candles.minute(minute)
    average = Decimal((bar.open + bar.high + bar.low + bar.close) / 4)
    return {
        "e": "avgPrice",
        "E": now_ms,
        "s": stall.symbol.name,
        "i": "5m",
        "w": places(stall.symbol.round_price(average)),
        "T": stall.tape.last.time_ms,
    }


def levels(stall: Stall, topic: Topic, _: int) -> Event:
    """Write the best levels; this event has neither type nor symbol."""
    book = stall.book
    bids, asks = list(book.bids.items()), list(book.asks.items())
    return {
        "lastUpdateId": book.last_id,
        "bids": [[places(p), places(q)] for p, q in bids[: topic.levels]],
        "asks": [[places(p), places(q)] for p, q in asks[: topic.levels]],
    }


def depth(stall: Stall, now_ms: int, since: int) -> Event | None:
    """Write what changed in the book since an update id, merged; None when nothing did."""
    changes = stall.book.since(since)
    if not changes:
        return None
    bids: dict[Decimal, Decimal] = {}
    asks: dict[Decimal, Decimal] = {}
    for change in changes:
        bids |= change.bids
        asks |= change.asks
    return {
        "e": "depthUpdate",
        "E": now_ms,
        "s": stall.symbol.name,
        "U": changes[0].first_id,
        "u": changes[-1].last_id,
        "b": [[places(p), places(q)] for p, q in bids.items()],
        "a": [[places(p), places(q)] for p, q in asks.items()],
    }


def _best(stall: Stall) -> Event:
    (bid, bid_qty), (ask, ask_qty) = stall.book.best_bid(), stall.book.best_ask()
    return {"b": places(bid), "B": places(bid_qty), "a": places(ask), "A": places(ask_qty)}


OF_ONE: dict[str, Callable[[Stall, Topic, int], Event]] = {
    "kline": kline,
    "bookTicker": book_ticker,
    "avgPrice": average_price,
    "levels": levels,
}


def spot_event(market: Market, topic: Topic, now_ms: int) -> Event | None:
    """Write the event of one symbol's stream; trades and `depth` have writers of their own."""
    write = OF_ONE.get(topic.kind)
    if write is None:
        return ticker(market, topic.symbol, topic, now_ms)
    return write(market.stall(topic.symbol), topic, now_ms)
