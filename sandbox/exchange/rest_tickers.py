"""Spot tickers: last prices, best bids and asks, figures of the day."""

from collections.abc import Callable, Mapping
from typing import Any

from sandbox.exchange import params
from sandbox.exchange.errors import Refusal
from sandbox.exchange.params import Param
from sandbox.exchange.routes import Call, Route
from sandbox.exchange.statistics import Day, rolling
from sandbox.exchange.wire import places

STATUS = Param(
    "symbolStatus",
    params.one_of("TRADING", "HALT", "BREAK", code=-1122, message="Invalid symbolStatus."),
)
TYPE = Param(
    "type",
    params.one_of("FULL", "MINI", code=-1139, message="Invalid ticker type."),
    default="FULL",
)
TICKER = (Param("symbol", params.symbol), Param("symbols", params.symbols), STATUS)


def named(call: Call) -> tuple[list[str], bool]:
    """Give the symbols asked for, and whether it was one alone. Fails with -1121 and -1128."""
    market = call.venue.market
    if call.get("symbol") and call.get("symbols"):
        raise Refusal(-1128, "Combination of optional parameters invalid.")
    if call.get("symbol"):
        return [market.symbol(call["symbol"]).name], True
    if call.get("symbols"):
        return [market.symbol(name).name for name in call["symbols"]], False
    status = call.get("symbolStatus")
    return [s.name for s in market.symbols.values() if status in {None, s.status}], False


def each(call: Call, show: Callable[[str], dict[str, Any]]) -> Any:
    """Show one symbol as an object, several as a list."""
    names, alone = named(call)
    return show(names[0]) if alone else [show(name) for name in names]


def ticker_price(call: Call) -> Any:
    """Last prices."""
    market = call.venue.market
    return each(call, lambda name: {"symbol": name, "price": places(market.price(name))})


def ticker_book(call: Call) -> Any:
    """Best bids and asks."""

    def show(name: str) -> dict[str, Any]:
        book = call.venue.market.stall(name).book
        (bid, bid_qty), (ask, ask_qty) = book.best_bid(), book.best_ask()
        return {
            "symbol": name,
            "bidPrice": places(bid),
            "bidQty": places(bid_qty),
            "askPrice": places(ask),
            "askQty": places(ask_qty),
        }

    return each(call, show)


def ticker_24h(call: Call) -> Any:
    """Figures of the rolling day."""
    market = call.venue.market
    full = call["type"] == "FULL"

    def show(name: str) -> dict[str, Any]:
        day = rolling(market, name, call.now_ms)
        return mini_day(day) | (full_day(call, day) if full else {})

    return each(call, show)


def mini_day(day: Day) -> dict[str, Any]:
    """Write the figures of a window as type MINI does."""
    return {
        "symbol": day.symbol,
        "openPrice": places(day.open),
        "highPrice": places(day.high),
        "lowPrice": places(day.low),
        "lastPrice": places(day.last),
        "volume": places(day.volume),
        "quoteVolume": places(day.quote_volume),
        "openTime": day.open_time_ms,
        "closeTime": day.close_time_ms,
        "firstId": day.last_id - day.trades + 1,
        "lastId": day.last_id,
        "count": day.trades,
    }


def full_day(call: Call, day: Day) -> dict[str, Any]:
    """Write what type FULL has more than MINI."""
    stall = call.venue.market.stall(day.symbol)
    (bid, bid_qty), (ask, ask_qty) = stall.book.best_bid(), stall.book.best_ask()
    return {
        "priceChange": places(day.change),
        "priceChangePercent": f"{day.change_percent:.3f}",
        "weightedAvgPrice": places(day.average),
        "prevClosePrice": places(day.open),
        "lastQty": places(stall.tape.last.qty),
        "bidPrice": places(bid),
        "bidQty": places(bid_qty),
        "askPrice": places(ask),
        "askQty": places(ask_qty),
    }


def per_symbols(one: int, few: int, many: int, all_: int) -> Callable[[Mapping[str, str]], int]:
    """Make the weight of a ticker: one symbol, up to 20, up to 100, more or none."""

    def weigh(sent: Mapping[str, str]) -> int:
        if sent.get("symbol"):
            return one
        count = sent["symbols"].count(",") + 1 if sent.get("symbols") else 101
        return few if count <= 20 else many if count <= 100 else all_

    return weigh


PRICE_WEIGHT = per_symbols(2, 4, 4, 4)

ROUTES = (
    Route(
        method="GET",
        path="/api/v3/ticker/price",
        handler=ticker_price,
        weight=PRICE_WEIGHT,
        params=TICKER,
    ),
    Route(
        method="GET",
        path="/api/v3/ticker/bookTicker",
        handler=ticker_book,
        weight=PRICE_WEIGHT,
        params=TICKER,
    ),
    Route(
        method="GET",
        path="/api/v3/ticker/24hr",
        handler=ticker_24h,
        weight=per_symbols(2, 2, 40, 80),
        params=(*TICKER, TYPE),
    ),
)
