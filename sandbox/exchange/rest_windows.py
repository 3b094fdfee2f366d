"""Spot figures of other windows than a day, and the rules prices are held to."""

import re
from collections.abc import Mapping
from typing import Any

from sandbox.exchange import averages
from sandbox.exchange.declaring import get, takes
from sandbox.exchange.errors import Refusal, missing
from sandbox.exchange.params import Param
from sandbox.exchange.rest_tickers import STATUS, TICKER, TYPE, each, mini_day, named
from sandbox.exchange.routes import Call, Handler, Route, Security, Weight
from sandbox.exchange.statistics import DAY_MS, Day, rolling
from sandbox.exchange.wire import places

UNITS = {"m": (60_000, 59), "h": (3_600_000, 23), "d": (DAY_MS, 7)}  # ms, and the greatest count
MOST_SYMBOLS = 100
BLOCK_SHARE = 40  # every so many trades of the tape one stands for a block trade
RANGE_UP, RANGE_DOWN = "2.0000", "0.5000"


def ticker(call: Call) -> Any:
    """Figures of a window that ends now."""
    length = _length(call["windowSize"])
    return _figures(call, length)


def trading_day(call: Call) -> Any:
    """Figures since midnight."""
    offset = _offset(call["timeZone"])
    return _figures(call, max((call.now_ms + offset) % DAY_MS, 60_000))


def execution_rules(call: Call) -> Any:
    """How far from the reference price an order may be executed."""
    rule = {
        "ruleType": "PRICE_RANGE",
        "bidLimitMultUp": RANGE_UP,
        "bidLimitMultDown": RANGE_DOWN,
        "askLimitMultUp": RANGE_UP,
        "askLimitMultDown": RANGE_DOWN,
    }
    names, _ = named(call)
    return {"symbolRules": [{"symbol": name, "rules": [rule]} for name in names]}


def reference_price(call: Call) -> Any:
    """Price that orders are measured against."""
    stall = call.venue.market.stall(call["symbol"])
    price = averages.reference_price(stall, call.now_ms)
    if price is None:
        raise Refusal(-2043, "This symbol doesn't have a reference price.")
    return {
        "symbol": stall.symbol.name,
        "referencePrice": places(price),
        "timestamp": call.now_ms // 60_000 * 60_000,
    }


def calculation(call: Call) -> Any:
    """How the reference price comes about."""
    name = call.venue.market.symbol(call["symbol"]).name
    return {
        "symbol": name,
        "calculationType": "ARITHMETIC_MEAN",
        "bucketCount": 10,
        "bucketWidthMs": 6_000,
    }


def block_trades(call: Call) -> Any:
    """Trades made besides the book."""
    kept = call.venue.market.stall(call["symbol"]).tape.trades[::BLOCK_SHARE]
    made = [
        {
            "id": number,
            "price": places(trade.price),
            "qty": places(trade.qty * 50),
            "quoteQty": places(trade.quote_qty * 50),
            "time": trade.time_ms,
            "isBuyerMaker": trade.buyer_is_maker,
        }
        for number, trade in enumerate(kept, 500)
    ]
    return [trade for trade in made if trade["id"] >= call["fromId"]][: call["limit"]]


def _figures(call: Call, length_ms: int) -> Any:
    if not call.get("symbol") and not call.get("symbols"):
        raise missing("symbol")
    if len(call.get("symbols") or ()) > MOST_SYMBOLS:
        raise Refusal(-1100, "Too many symbols.")
    market, full = call.venue.market, call["type"] == "FULL"

    def show(name: str) -> dict[str, Any]:
        day = rolling(market, name, call.now_ms, length_ms)
        return mini_day(day) | (_change(day) if full else {})

    return each(call, show)


def _change(day: Day) -> dict[str, Any]:
    return {
        "priceChange": places(day.change),
        "priceChangePercent": f"{day.change_percent:.3f}",
        "weightedAvgPrice": places(day.average),
    }


def _length(window: str) -> int:
    """Read a window such as 15m, 4h or 7d. Fails with -1130."""
    found = re.fullmatch(r"([0-9]{1,2})([mhd])", window)
    if found is not None:
        count, (unit, most) = int(found[1]), UNITS[found[2]]
        if 1 <= count <= most:
            return count * unit
    raise Refusal(-1130, "Data sent for parameter 'windowSize' is not valid.")


def _offset(zone: str) -> int:
    """Read a zone such as 0, 8 or -3:30, in ms. Fails with -1130."""
    found = re.fullmatch(r"([+-]?)([0-9]{1,2})(?::([0-5][0-9]))?", zone)
    if found is None or int(found[2]) > 14:
        raise Refusal(-1130, "Data sent for parameter 'timeZone' is not valid.")
    minutes = int(found[2]) * 60 + int(found[3] or 0)
    return (-1 if found[1] == "-" else 1) * minutes * 60_000


def _per_symbol(one: int, most: int, none: int) -> Weight:
    def weigh(sent: Mapping[str, str]) -> int:
        if sent.get("symbol"):
            return one
        if not sent.get("symbols"):
            return none
        return min((sent["symbols"].count(",") + 1) * one, most)

    return weigh


def _route(path: str, handler: Handler, weight: Weight, *declared: Param) -> Route:
    return Route(method="GET", path=path, handler=handler, weight=weight, params=declared)


ROUTES = (
    _route(
        "/api/v3/ticker",
        ticker,
        _per_symbol(4, 200, 4),
        *TICKER,
        TYPE,
        *takes("windowSize=1d"),
    ),
    _route(
        "/api/v3/ticker/tradingDay",
        trading_day,
        _per_symbol(4, 200, 4),
        *TICKER,
        TYPE,
        *takes("timeZone=0"),
    ),
    _route("/api/v3/executionRules", execution_rules, _per_symbol(2, 40, 40), *TICKER),
    _route("/api/v3/referencePrice", reference_price, 2, *takes("symbol!")),
    _route("/api/v3/referencePrice/calculation", calculation, 2, *takes("symbol!"), STATUS),
    get(
        "/api/v3/historicalBlockTrades",
        block_trades,
        25,
        "symbol! fromId! limit=500",
        security=Security.MARKET_DATA,
    ),
)
