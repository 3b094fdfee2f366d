"""Spot market data: symbols, candles, books, trades. Every endpoint is one entry of `ROUTES`."""

from typing import Any

from sandbox.exchange import params
from sandbox.exchange.averages import average_price
from sandbox.exchange.errors import Refusal
from sandbox.exchange.exchange_info import spot_exchange_info
from sandbox.exchange.klines import rows
from sandbox.exchange.params import Param
from sandbox.exchange.rest_tickers import STATUS, TICKER, named
from sandbox.exchange.routes import Call, Route, by_limit
from sandbox.exchange.tape import TapeTrade
from sandbox.exchange.wire import places

SYMBOL = Param("symbol", params.symbol, required=True)
SPAN = (Param("startTime", params.long), Param("endTime", params.long))


def depth(call: Call) -> Any:
    """Order book."""
    book = call.venue.market.stall(call["symbol"]).book.shown()
    limit = call["limit"]
    bids, asks = list(book.bids.items())[:limit], list(book.asks.items())[:limit]
    return {
        "lastUpdateId": book.last_id,
        "bids": [[places(price), places(qty)] for price, qty in bids],
        "asks": [[places(price), places(qty)] for price, qty in asks],
    }


def klines(call: Call) -> Any:
    """Candles."""
    stall = call.venue.market.stall(call["symbol"])
    span = call.get("startTime"), call.get("endTime")
    return rows(stall, call["interval"], span, call["limit"], call.now_ms)


def trades(call: Call) -> Any:
    """Most recent trades."""
    kept = call.venue.market.stall(call["symbol"]).tape.trades
    if call.get("fromId") is not None:
        kept = [trade for trade in kept if trade.id >= call["fromId"]]
        return [_trade(trade) for trade in kept[: call["limit"]]]
    return [_trade(trade) for trade in kept[-call["limit"] :]]


def agg_trades(call: Call) -> Any:
    """Trades in aggregated form; here each stands for itself."""
    kept = call.venue.market.stall(call["symbol"]).tape.trades
    first, start, end = call.get("fromId"), call.get("startTime"), call.get("endTime")
    if first is not None and (start is not None or end is not None):
        raise Refusal(-1128, "Combination of optional parameters invalid.")
    kept = [
        trade
        for trade in kept
        if (first is None or trade.id >= first)
        and (start is None or trade.time_ms >= start)
        and (end is None or trade.time_ms <= end)
    ]
    from_the_start = first is not None or start is not None
    kept = kept[: call["limit"]] if from_the_start else kept[-call["limit"] :]
    return [_agg_trade(trade) for trade in kept]


def avg_price(call: Call) -> Any:
    """Average price of five minutes."""
    stall = call.venue.market.stall(call["symbol"])
    return {
        "mins": 5,
        "price": places(average_price(stall, 5, call.now_ms)),
        "closeTime": stall.tape.last.time_ms,
    }


def _trade(trade: TapeTrade) -> dict[str, Any]:
    return {
        "id": trade.id,
        "price": places(trade.price),
        "qty": places(trade.qty),
        "quoteQty": places(trade.quote_qty),
        "time": trade.time_ms,
        "isBuyerMaker": trade.buyer_is_maker,
        "isBestMatch": True,
    }


def _agg_trade(trade: TapeTrade) -> dict[str, Any]:
    return {
        "a": trade.id,
        "p": places(trade.price),
        "q": places(trade.qty),
        "f": trade.id,
        "l": trade.id,
        "T": trade.time_ms,
        "m": trade.buyer_is_maker,
        "M": True,
    }


def limit(default: int, greatest: int) -> Param:
    """Declare the count of rows."""
    return Param("limit", params.up_to(greatest), default=default)


DEPTH_WEIGHT = by_limit({100: 5, 500: 25, 1000: 50, 5000: 250}, default=100)
KLINES = (
    SYMBOL,
    Param("interval", params.text, required=True),
    *SPAN,
    Param("timeZone", params.text),
    limit(500, 1000),
)

ROUTES = (
    Route(method="GET", path="/api/v3/ping", handler=lambda _: {}),
    Route(method="GET", path="/api/v3/time", handler=lambda call: {"serverTime": call.now_ms}),
    Route(
        method="GET",
        path="/api/v3/exchangeInfo",
        handler=lambda call: spot_exchange_info(call, named(call)[0]),
        weight=20,
        params=(
            *TICKER,
            Param("permissions", params.text),
            Param("showPermissionSets", params.boolean, default=True),
        ),
    ),
    Route(
        method="GET",
        path="/api/v3/depth",
        handler=depth,
        weight=DEPTH_WEIGHT,
        params=(SYMBOL, limit(100, 5000), STATUS),
    ),
    Route(method="GET", path="/api/v3/klines", handler=klines, weight=2, params=KLINES),
    Route(method="GET", path="/api/v3/uiKlines", handler=klines, weight=2, params=KLINES),
    Route(
        method="GET",
        path="/api/v3/trades",
        handler=trades,
        weight=25,
        params=(SYMBOL, limit(500, 1000)),
    ),
    Route(
        method="GET",
        path="/api/v3/historicalTrades",
        handler=trades,
        weight=25,
        params=(SYMBOL, limit(500, 1000), Param("fromId", params.long)),
    ),
    Route(
        method="GET",
        path="/api/v3/aggTrades",
        handler=agg_trades,
        weight=4,
        params=(SYMBOL, Param("fromId", params.long), *SPAN, limit(500, 1000)),
    ),
    Route(
        method="GET",
        path="/api/v3/avgPrice",
        handler=avg_price,
        weight=2,
        params=(SYMBOL,),
    ),
)
