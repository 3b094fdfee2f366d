"""What is listed, as exchangeInfo tells it: symbols with their filters, and the limits."""

from typing import Any

from sandbox.exchange.contract_filters import contract_filters, places_of
from sandbox.exchange.market import Market
from sandbox.exchange.permits import flags, permission_sets
from sandbox.exchange.routes import Call
from sandbox.exchange.rules import Rules, rules_of
from sandbox.exchange.symbols import Perpetual, Symbol
from sandbox.exchange.wire import places


def spot_exchange_info(call: Call, names: list[str]) -> Any:
    """Give the rules of some spot symbols."""
    venue = call.venue
    sets = call.get("showPermissionSets", True)
    return {
        "timezone": "UTC",
        "serverTime": call.now_ms,
        "rateLimits": spot_limits(call),
        "exchangeFilters": [],
        "symbols": [_spot(venue.market, venue.market.symbols[name], sets) for name in names],
    }


def spot_limits(call: Call) -> list[dict[str, Any]]:
    """Give the limits of the spot API."""
    limits, orders = call.venue.limits, call.venue.order_counts.limits
    return [
        rate("REQUEST_WEIGHT", "MINUTE", 1, limits.weights["spot"]),
        rate("ORDERS", "SECOND", 10, orders[10]),
        rate("ORDERS", "DAY", 1, orders[86_400]),
        rate("RAW_REQUESTS", "MINUTE", 5, limits.raw_requests),
    ]


def rate(kind: str, interval: str, count: int, limit: int) -> dict[str, Any]:
    """Write one limit."""
    return {"rateLimitType": kind, "interval": interval, "intervalNum": count, "limit": limit}


def _spot(market: Market, symbol: Symbol, sets: bool) -> dict[str, Any]:
    leverage = symbol.quote == "USDT" and symbol.name in market.perpetuals
    return {
        "symbol": symbol.name,
        "status": symbol.status,
        "baseAsset": symbol.base,
        "baseAssetPrecision": 8,
        "quoteAsset": symbol.quote,
        "quotePrecision": 8,
        "quoteAssetPrecision": 8,
        "baseCommissionPrecision": 8,
        "quoteCommissionPrecision": 8,
        **flags(symbol.name),
        "ocoAllowed": True,
        "otoAllowed": True,
        "opoAllowed": True,
        "allowTrailingStop": False,
        "cancelReplaceAllowed": True,
        "amendAllowed": True,
        "pegInstructionsAllowed": False,
        "isSpotTradingAllowed": True,
        "isMarginTradingAllowed": leverage,
        "filters": spot_filters(symbol),
        "permissions": [],
        "permissionSets": permission_sets(symbol.name, margin=leverage) if sets else [],
    }


def spot_filters(symbol: Symbol) -> list[dict[str, Any]]:
    """Write the filters of a spot symbol."""
    rules = rules_of(symbol.name)
    return [
        {
            "filterType": "PRICE_FILTER",
            "minPrice": places(symbol.tick),
            "maxPrice": places(symbol.max_price),
            "tickSize": places(symbol.tick),
        },
        {
            "filterType": "LOT_SIZE",
            "minQty": places(symbol.step),
            "maxQty": places(symbol.max_quantity),
            "stepSize": places(symbol.step),
        },
        {"filterType": "ICEBERG_PARTS", "limit": rules.iceberg_parts},
        {
            "filterType": "MARKET_LOT_SIZE",
            "minQty": places(rules.market_min * symbol.step),
            "maxQty": places(symbol.max_market_quantity),
            "stepSize": places(rules.market_step * symbol.step),
        },
        {
            "filterType": "TRAILING_DELTA",
            "minTrailingAboveDelta": rules.trailing_above[0],
            "maxTrailingAboveDelta": rules.trailing_above[1],
            "minTrailingBelowDelta": rules.trailing_below[0],
            "maxTrailingBelowDelta": rules.trailing_below[1],
        },
        _distance(rules),
        _value(symbol, rules),
        *_counts(rules),
    ]


def _distance(rules: Rules) -> dict[str, Any]:
    """Write how far prices may be from the average."""
    bid, ask = rules.bid, rules.ask
    if ask is None:
        own = {"multiplierUp": str(bid.up), "multiplierDown": str(bid.down)}
        return {"filterType": "PERCENT_PRICE", **own, "avgPriceMins": rules.average_minutes}
    return {
        "filterType": "PERCENT_PRICE_BY_SIDE",
        "bidMultiplierUp": str(bid.up),
        "bidMultiplierDown": str(bid.down),
        "askMultiplierUp": str(ask.up),
        "askMultiplierDown": str(ask.down),
        "avgPriceMins": rules.average_minutes,
    }


def _value(symbol: Symbol, rules: Rules) -> dict[str, Any]:
    """Write what an order may be worth."""
    least = places(symbol.min_notional)
    if rules.max_notional is None:
        return {
            "filterType": "MIN_NOTIONAL",
            "minNotional": least,
            "applyToMarket": rules.least_for_market,
            "avgPriceMins": rules.average_minutes,
        }
    return {
        "filterType": "NOTIONAL",
        "minNotional": least,
        "applyMinToMarket": rules.least_for_market,
        "maxNotional": places(rules.max_notional),
        "applyMaxToMarket": rules.most_for_market,
        "avgPriceMins": rules.average_minutes,
    }


def _counts(rules: Rules) -> list[dict[str, Any]]:
    """Write how many orders, and how much, an account may have."""
    limits: dict[str, tuple[str, Any]] = {
        "MAX_NUM_ORDERS": ("maxNumOrders", rules.max_open),
        "MAX_NUM_ORDER_LISTS": ("maxNumOrderLists", rules.max_lists),
        "MAX_NUM_ALGO_ORDERS": ("maxNumAlgoOrders", rules.max_stops),
        "MAX_NUM_ICEBERG_ORDERS": ("maxNumIcebergOrders", rules.max_icebergs),
        "MAX_NUM_ORDER_AMENDS": ("maxNumOrderAmends", rules.max_amends),
        "MAX_POSITION": (
            "maxPosition",
            None if rules.max_position is None else places(rules.max_position),
        ),
    }
    return [
        {"filterType": kind, name: limit}
        for kind, (name, limit) in limits.items()
        if limit is not None
    ]


def futures_exchange_info(call: Call) -> Any:
    """Give the rules of every perpetual."""
    market = call.venue.market
    return {
        "timezone": "UTC",
        "serverTime": call.now_ms,
        "futuresType": "U_MARGINED",
        "rateLimits": [
            rate("REQUEST_WEIGHT", "MINUTE", 1, call.venue.limits.weights["futures"]),
            rate("ORDERS", "MINUTE", 1, 1200),
            rate("ORDERS", "SECOND", 10, 300),
        ],
        "exchangeFilters": [],
        "assets": [
            {"asset": asset, "marginAvailable": True, "autoAssetExchange": "-10000"}
            for asset in ("USDT", "USDC", "BNB")
        ],
        "symbols": [_perpetual(contract) for contract in market.perpetuals.values()],
    }


def _perpetual(contract: Perpetual) -> dict[str, Any]:
    price_places, quantity_places = places_of(contract)
    return {
        "symbol": contract.name,
        "pair": contract.name,
        "contractType": "PERPETUAL",
        "deliveryDate": 4133404800000,
        "onboardDate": 1569398400000,
        "status": "TRADING",
        "maintMarginPercent": "2.5000",
        "requiredMarginPercent": "5.0000",
        "baseAsset": contract.base,
        "quoteAsset": "USDT",
        "marginAsset": "USDT",
        "pricePrecision": price_places,
        "quantityPrecision": quantity_places,
        "baseAssetPrecision": 8,
        "quotePrecision": 8,
        "underlyingType": "COIN",
        "underlyingSubType": ["Layer-1"],
        "triggerProtect": "0.0500",
        "liquidationFee": "0.012500",
        "marketTakeBound": "0.05",
        "maxMoveOrderLimit": 10000,
        "filters": contract_filters(contract),
        "orderTypes": ["LIMIT", "MARKET"],
        "timeInForce": ["GTC", "IOC", "FOK", "GTX", "GTD"],
    }
