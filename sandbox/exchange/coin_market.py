"""COIN-M market data: symbols, prices, books, tickers."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sandbox.exchange.coin_contracts import (
    LISTED,
    CoinContract,
    coin_contract,
    coin_contracts,
)
from sandbox.exchange.exchange_info import rate
from sandbox.exchange.routes import Call
from sandbox.exchange.statistics import rolling
from sandbox.exchange.wire import as_tick, places, short

FUNDING_EVERY = 8 * 3_600_000  # ms


def exchange_info(call: Call) -> Any:
    """Give the rules of every COIN-M contract."""
    return {
        "timezone": "UTC",
        "serverTime": call.now_ms,
        "rateLimits": [
            rate("REQUEST_WEIGHT", "MINUTE", 1, call.venue.limits.weights["futures"]),
            rate("ORDERS", "MINUTE", 1, 1200),
            rate("ORDERS", "SECOND", 10, 300),
        ],
        "exchangeFilters": [],
        "symbols": [_info(one) for one in coin_contracts(call.venue.market, call.now_ms)],
    }


def premium_index(call: Call) -> Any:
    """Mark price and funding; delivery contracts have none."""
    following = (call.now_ms // FUNDING_EVERY + 1) * FUNDING_EVERY

    def show(contract: CoinContract) -> dict[str, Any]:
        spot = call.venue.market.price(contract.spot)
        perpetual = contract.kind == "PERPETUAL"
        return {
            "symbol": contract.name,
            "pair": contract.pair,
            "markPrice": places(contract.price(spot)),
            "indexPrice": places(spot),
            "estimatedSettlePrice": places(spot),
            "lastFundingRate": "0.00010000" if perpetual else "",
            "interestRate": "0.00010000" if perpetual else "",
            "nextFundingTime": following if perpetual else 0,
            "time": call.now_ms,
        }

    return _each(call, show)


def ticker_price(call: Call) -> Any:
    """Last prices."""

    def show(contract: CoinContract) -> dict[str, Any]:
        price = contract.price(call.venue.market.price(contract.spot))
        return {
            "symbol": contract.name,
            "ps": contract.pair,
            "price": as_tick(price, contract.tick),
            "time": call.now_ms,
        }

    return _each(call, show)


def ticker_book(call: Call) -> Any:
    """Best bids and asks."""

    def show(contract: CoinContract) -> dict[str, Any]:
        book = call.venue.market.stall(contract.spot).book
        price = contract.price(call.venue.market.price(contract.spot))
        return {
            "lastUpdateId": book.last_id,
            "symbol": contract.name,
            "pair": contract.pair,
            "bidPrice": as_tick(price - contract.tick, contract.tick),
            "bidQty": str(contract.contracts(book.best_bid()[1], price)),
            "askPrice": as_tick(price, contract.tick),
            "askQty": str(contract.contracts(book.best_ask()[1], price)),
            "time": call.now_ms,
        }

    return _each(call, show)


def ticker_24h(call: Call) -> Any:
    """Figures of the rolling day."""

    def show(contract: CoinContract) -> dict[str, Any]:
        day = rolling(call.venue.market, contract.spot, call.now_ms)
        opened, last = contract.price(day.open), contract.price(day.last)
        coins = day.volume / 3
        return {
            "symbol": contract.name,
            "pair": contract.pair,
            "priceChange": as_tick(last - opened, contract.tick),
            "priceChangePercent": f"{(last - opened) * 100 / opened:.3f}",
            "weightedAvgPrice": places(contract.price(day.average)),
            "lastPrice": as_tick(last, contract.tick),
            "lastQty": "1",
            "openPrice": as_tick(opened, contract.tick),
            "highPrice": as_tick(contract.price(day.high), contract.tick),
            "lowPrice": as_tick(contract.price(day.low), contract.tick),
            "volume": str(contract.contracts(coins, last)),
            "baseVolume": places(coins),
            "openTime": day.open_time_ms,
            "closeTime": day.close_time_ms,
            "firstId": day.last_id - day.trades + 1,
            "lastId": day.last_id,
            "count": day.trades,
        }

    return _each(call, show)


def depth(call: Call) -> Any:
    """Order book."""
    contract = coin_contract(call.venue.market, call["symbol"], call.now_ms)
    book = call.venue.market.stall(contract.spot).book.shown()

    def side(levels: dict[Decimal, Decimal], away: Decimal) -> list[list[str]]:
        merged: dict[str, int] = {}
        for price, qty in list(levels.items())[: call["limit"]]:
            at = contract.price(price) - away
            text = as_tick(at, contract.tick)
            merged[text] = merged.get(text, 0) + contract.contracts(qty, at)
        return [[price, str(count)] for price, count in merged.items()]

    return {
        "lastUpdateId": book.last_id,
        "E": call.now_ms,
        "T": call.now_ms,
        "symbol": contract.name,
        "pair": contract.pair,
        "bids": side(book.bids, contract.tick),
        "asks": side(book.asks, Decimal(0)),
    }


def _each(call: Call, show: Callable[[CoinContract], dict[str, Any]]) -> Any:
    """Show the contract asked for, those of a pair, or all; always a list. Fails with -1121."""
    if call.get("symbol"):
        return [show(coin_contract(call.venue.market, call["symbol"], call.now_ms))]
    every = coin_contracts(call.venue.market, call.now_ms)
    return [show(one) for one in every if call.get("pair") in {None, one.pair}]


def _info(contract: CoinContract) -> dict[str, Any]:
    tick = short(contract.tick)
    lot = {"minQty": "1", "maxQty": "1000000", "stepSize": "1"}
    return {
        "symbol": contract.name,
        "pair": contract.pair,
        "contractType": contract.kind,
        "deliveryDate": contract.delivery_ms,
        "onboardDate": LISTED,
        "contractStatus": "TRADING",
        "contractSize": contract.size,
        "marginAsset": contract.coin,
        "maintMarginPercent": "2.5000",
        "requiredMarginPercent": "5.0000",
        "baseAsset": contract.coin,
        "quoteAsset": "USD",
        "pricePrecision": -int(contract.tick.as_tuple().exponent),
        "quantityPrecision": 0,
        "baseAssetPrecision": 8,
        "quotePrecision": 8,
        "equalQtyPrecision": 4,
        "maxMoveOrderLimit": 10000,
        "triggerProtect": "0.0500",
        "underlyingType": "COIN",
        "underlyingSubType": ["PoW"],
        "filters": [
            {
                "filterType": "PRICE_FILTER",
                "minPrice": tick,
                "maxPrice": "4520958",
                "tickSize": tick,
            },
            {"filterType": "LOT_SIZE", **lot},
            {"filterType": "MARKET_LOT_SIZE", **lot, "maxQty": "60000"},
            {"filterType": "MAX_NUM_ORDERS", "limit": 200},
            {
                "filterType": "PERCENT_PRICE",
                "multiplierUp": "1.0500",
                "multiplierDown": "0.9500",
                "multiplierDecimal": "4",
            },
        ],
        "orderTypes": ["LIMIT", "MARKET"],
        "timeInForce": ["GTC", "IOC", "FOK", "GTX"],
    }
