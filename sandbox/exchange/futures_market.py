"""USDⓈ-M market data. Every endpoint is one entry of `ROUTES`."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sandbox.exchange import params
from sandbox.exchange.bars import Bar
from sandbox.exchange.exchange_info import futures_exchange_info
from sandbox.exchange.klines import Row, candles
from sandbox.exchange.params import Param
from sandbox.exchange.routes import Call, Pool, Route, by_limit, with_symbol
from sandbox.exchange.statistics import rolling
from sandbox.exchange.symbols import Perpetual
from sandbox.exchange.wire import as_tick, places, short

FUNDING_EVERY = 8 * 3_600_000  # ms
SYMBOL = Param("symbol", params.symbol, required=True)
MAYBE_SYMBOL = Param("symbol", params.symbol)
SPAN = (Param("startTime", params.long), Param("endTime", params.long))


def each(call: Call, show: Callable[[Perpetual], dict[str, Any]]) -> Any:
    """Show the contract asked for as an object, without one all as a list."""
    market = call.venue.market
    if call.get("symbol"):
        return show(market.perpetual(call["symbol"]))
    return [show(contract) for contract in market.perpetuals.values()]


def premium_index(call: Call) -> Any:
    """Mark price and funding."""
    following = (call.now_ms // FUNDING_EVERY + 1) * FUNDING_EVERY

    def show(contract: Perpetual) -> dict[str, Any]:
        spot = call.venue.market.price(contract.spot) * contract.multiplier
        mark = places(contract.price(spot / contract.multiplier))
        return {
            "symbol": contract.name,
            "markPrice": mark,
            "indexPrice": places(spot),
            "estimatedSettlePrice": places(spot),
            "lastFundingRate": places(contract.funding_rate),
            "interestRate": "0.00010000",
            "nextFundingTime": following,
            "time": call.now_ms,
        }

    return each(call, show)


def ticker_price(call: Call) -> Any:
    """Last prices."""

    def show(contract: Perpetual) -> dict[str, Any]:
        price = call.venue.market.mark_price(contract.name)
        return {
            "symbol": contract.name,
            "price": as_tick(price, contract.tick),
            "time": call.now_ms,
        }

    return each(call, show)


def ticker_book(call: Call) -> Any:
    """Best bids and asks."""

    def show(contract: Perpetual) -> dict[str, Any]:
        book = call.venue.market.stall(contract.spot).book
        price = call.venue.market.mark_price(contract.name)
        return {
            "symbol": contract.name,
            "bidPrice": as_tick(price - contract.tick, contract.tick),
            "bidQty": _units(contract, book.best_bid()[1]),
            "askPrice": as_tick(price, contract.tick),
            "askQty": _units(contract, book.best_ask()[1]),
            "time": call.now_ms,
            "lastUpdateId": book.last_id,
        }

    return each(call, show)


def ticker_24h(call: Call) -> Any:
    """Figures of the rolling day."""

    def show(contract: Perpetual) -> dict[str, Any]:
        day = rolling(call.venue.market, contract.spot, call.now_ms)
        prices = {
            "openPrice": day.open,
            "highPrice": day.high,
            "lowPrice": day.low,
            "lastPrice": day.last,
            "weightedAvgPrice": day.average,
        }
        scaled = {name: contract.price(price) for name, price in prices.items()}
        change = scaled["lastPrice"] - scaled["openPrice"]
        return {
            "symbol": contract.name,
            "priceChange": as_tick(change, contract.tick),
            "priceChangePercent": f"{change * 100 / scaled['openPrice']:.3f}",
            **{name: as_tick(price, contract.tick) for name, price in scaled.items()},
            "lastQty": short(contract.step),
            "volume": _units(contract, day.volume),
            "quoteVolume": places(day.quote_volume, 2),
            "openTime": day.open_time_ms,
            "closeTime": day.close_time_ms,
            "firstId": day.last_id - day.trades + 1,
            "lastId": day.last_id,
            "count": day.trades,
        }

    return each(call, show)


def klines(call: Call) -> Any:
    """Candles."""
    contract = call.venue.market.perpetual(call["symbol"])

    def write(start_ms: int, end_ms: int, bar: Bar) -> Row:
        prices = [contract.price(Decimal(price)) for price in bar[:4]]
        volume = Decimal(bar.volume) / contract.multiplier // contract.step * contract.step
        quote = volume * sum(prices, Decimal(0)) / 4
        return [
            start_ms,
            *(as_tick(price, contract.tick) for price in prices),
            short(volume),
            end_ms,
            places(quote, 5),
            int(volume / contract.step) % 5_000 + 1,
            short(volume / 2),
            places(quote / 2, 5),
            "0",
        ]

    stall = call.venue.market.stall(contract.spot)
    span = call.get("startTime"), call.get("endTime")
    return candles(stall.candles, call["interval"], span, call["limit"], (call.now_ms, write))


def depth(call: Call) -> Any:
    """Order book."""
    contract = call.venue.market.perpetual(call["symbol"])
    book = call.venue.market.stall(contract.spot).book.shown()

    def side(levels: dict[Decimal, Decimal], away: Decimal) -> list[list[str]]:
        merged: dict[str, Decimal] = {}
        for price, qty in list(levels.items())[: call["limit"]]:
            text = as_tick(contract.price(price) - away, contract.tick)
            merged[text] = merged.get(text, Decimal(0)) + qty
        return [[price, _units(contract, qty)] for price, qty in merged.items()]

    return {
        "lastUpdateId": book.last_id,
        "E": call.now_ms,
        "T": call.now_ms,
        "bids": side(book.bids, contract.tick),
        "asks": side(book.asks, Decimal(0)),
    }


def _units(contract: Perpetual, coins: Decimal) -> str:
    units = coins / contract.multiplier // contract.step * contract.step
    return short(max(units, contract.step))


def _get(path: str, handler: Callable[[Call], Any], **more: Any) -> Route:
    return Route(method="GET", path=path, handler=handler, pool=Pool.FUTURES, **more)


ROUTES = (
    _get("/fapi/v1/ping", lambda _: {}),
    _get("/fapi/v1/time", lambda call: {"serverTime": call.now_ms}),
    _get("/fapi/v1/exchangeInfo", futures_exchange_info),
    _get("/fapi/v1/premiumIndex", premium_index, weight=with_symbol(1, 10), params=(MAYBE_SYMBOL,)),
    _get("/fapi/v1/ticker/price", ticker_price, weight=with_symbol(1, 2), params=(MAYBE_SYMBOL,)),
    _get("/fapi/v2/ticker/price", ticker_price, weight=with_symbol(1, 2), params=(MAYBE_SYMBOL,)),
    _get(
        "/fapi/v1/ticker/bookTicker", ticker_book, weight=with_symbol(2, 5), params=(MAYBE_SYMBOL,)
    ),
    _get("/fapi/v1/ticker/24hr", ticker_24h, weight=with_symbol(1, 40), params=(MAYBE_SYMBOL,)),
    _get(
        "/fapi/v1/klines",
        klines,
        weight=by_limit({99: 1, 499: 2, 1000: 5, 1500: 10}, default=500),
        params=(
            SYMBOL,
            Param("interval", params.text, required=True),
            *SPAN,
            Param("limit", params.up_to(1500), default=500),
        ),
    ),
    _get(
        "/fapi/v1/depth",
        depth,
        weight=by_limit({50: 2, 100: 5, 500: 10, 1000: 20}, default=500),
        params=(SYMBOL, Param("limit", params.up_to(1000), default=500)),
    ),
)
