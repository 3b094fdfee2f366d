"""What the server answers: bodies of the shape and size Binance sends, made once."""

import json
import time
from collections.abc import Mapping
from typing import Any

# Binance's own limits would stop a benchmark after 0.1 s: these let it run.
_PLENTY = 1_000_000_000
_ASSETS = ("BTC", "ETH", "BNB", "USDT", "SOL", "XRP")
_SYMBOLS = 3_500

_HEAD = (
    "HTTP/1.1 200 OK\r\n"
    "Content-Type: application/json;charset=UTF-8\r\n"
    "Content-Length: {length}\r\n"
    "Connection: keep-alive\r\n"
    "Date: Fri, 20 Nov 2026 10:00:00 GMT\r\n"
    "Server: nginx\r\n"
    "x-mbx-uuid: 6d7ac2f6-4b2a-4c11-9d5b-1f0f0c6a7c55\r\n"
    "x-mbx-used-weight: 12\r\n"
    "x-mbx-used-weight-1m: 12\r\n"
    "Strict-Transport-Security: max-age=31536000; includeSubdomains\r\n"
    "X-Frame-Options: SAMEORIGIN\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Cache-Control: no-cache, no-store, must-revalidate\r\n"
    "X-Cache: Miss from cloudfront\r\n"
    "X-Amz-Cf-Pop: NRT57-P3\r\n"
    "\r\n"
)


def reply(body: bytes) -> bytes:
    """Give the whole answer with the headers Binance sends."""
    return _HEAD.format(length=len(body)).encode() + body


def small_site() -> Mapping[bytes, bytes]:
    """Give the answers by path: an account of 6 balances."""
    return _site(_account(6), _exchange_info(1))


def large_site() -> Mapping[bytes, bytes]:
    """Give the answers by path: an account of 600 balances, an exchangeInfo of 5.5 MB."""
    return _site(_account(600), _exchange_info(_SYMBOLS))


def _site(account: Any, exchange_info: Any) -> Mapping[bytes, bytes]:
    return {
        **_everywhere("ping", _json({})),
        **_everywhere("time", _json({"serverTime": time.time_ns() // 1_000_000})),
        **_everywhere("exchangeInfo", _json(_exchange_info(0))),
        b"/api/v3/ticker/price": _json({"symbol": "BTCUSDT", "price": "67123.45000000"}),
        b"/api/v3/account": _json(account),
        b"/api/v3/order": _json(_order()),
        b"/api/v3/exchangeInfo": _json(exchange_info),
    }


def _everywhere(name: str, answer: bytes) -> Mapping[bytes, bytes]:
    paths = (f"/api/v3/{name}", f"/fapi/v1/{name}", f"/dapi/v1/{name}")
    return {path.encode(): answer for path in paths}


def _json(value: Any) -> bytes:
    return reply(json.dumps(value, separators=(",", ":")).encode())


def _account(balances: int) -> Any:
    """Give an account; as in real ones, most of many balances are zero."""
    named = [*_ASSETS, *(f"COIN{number}" for number in range(balances - len(_ASSETS)))]
    return {
        "makerCommission": 10,
        "takerCommission": 10,
        "buyerCommission": 0,
        "sellerCommission": 0,
        "commissionRates": dict.fromkeys(("maker", "taker", "buyer", "seller"), "0.00100000"),
        "canTrade": True,
        "canWithdraw": False,
        "canDeposit": True,
        "brokered": False,
        "requireSelfTradePrevention": False,
        "preventSor": False,
        "updateTime": 1_795_000_000_000,
        "accountType": "SPOT",
        "balances": [
            {
                "asset": asset,
                "free": f"{number + 1}.12345678" if number < 20 else "0.00000000",
                "locked": "0.50000000" if number < 5 else "0.00000000",
            }
            for number, asset in enumerate(named)
        ],
        "permissions": ["SPOT"],
        "uid": 354_937_868,
    }


def _order() -> Any:
    return {
        "symbol": "BTCUSDT",
        "orderId": 28_457_123,
        "orderListId": -1,
        "clientOrderId": "6gCrw2kRUAF9CvJDGP16IP",
        "transactTime": 1_795_000_000_123,
        "price": "60000.00000000",
        "origQty": "0.01000000",
        "executedQty": "0.00000000",
        "origQuoteOrderQty": "0.000000",
        "cummulativeQuoteQty": "0.00000000",
        "status": "NEW",
        "timeInForce": "GTC",
        "type": "LIMIT",
        "side": "BUY",
        "workingTime": 1_795_000_000_123,
        "selfTradePreventionMode": "NONE",
        "fills": [],
    }


def _exchange_info(symbols: int) -> Any:
    return {
        "timezone": "UTC",
        "serverTime": 1_795_000_000_000,
        "rateLimits": [
            _limit("REQUEST_WEIGHT", "MINUTE", 1),
            _limit("ORDERS", "SECOND", 10),
            _limit("ORDERS", "DAY", 1),
            _limit("RAW_REQUESTS", "MINUTE", 5),
        ],
        "exchangeFilters": [],
        "symbols": [_symbol(number) for number in range(symbols)],
    }


def _limit(kind: str, interval: str, number: int) -> Any:
    return {
        "rateLimitType": kind,
        "interval": interval,
        "intervalNum": number,
        "limit": _PLENTY,
    }


def _symbol(number: int) -> Any:
    base, quote = f"COIN{number}", ("USDT", "BTC", "FDUSD", "EUR", "TRY")[number % 5]
    return {
        "symbol": f"{base}{quote}",
        "status": "TRADING" if number % 3 else "BREAK",
        "baseAsset": base,
        "baseAssetPrecision": 8,
        "quoteAsset": quote,
        "quotePrecision": 8,
        "quoteAssetPrecision": 8,
        "baseCommissionPrecision": 8,
        "quoteCommissionPrecision": 8,
        "orderTypes": ["LIMIT", "LIMIT_MAKER", "MARKET", "STOP_LOSS_LIMIT", "TAKE_PROFIT_LIMIT"],
        **dict.fromkeys(
            (
                "icebergAllowed",
                "ocoAllowed",
                "otoAllowed",
                "opoAllowed",
                "quoteOrderQtyMarketAllowed",
                "allowTrailingStop",
                "cancelReplaceAllowed",
                "amendAllowed",
                "pegInstructionsAllowed",
                "isSpotTradingAllowed",
                "isMarginTradingAllowed",
            ),
            True,
        ),
        "filters": _filters(),
        "permissions": [],
        "permissionSets": [["SPOT", "MARGIN", *(f"TRD_GRP_{group:03}" for group in range(4, 14))]],
        "defaultSelfTradePreventionMode": "EXPIRE_MAKER",
        "allowedSelfTradePreventionModes": ["EXPIRE_TAKER", "EXPIRE_MAKER", "EXPIRE_BOTH"],
    }


def _filters() -> Any:
    lots = {"minQty": "0.00001000", "maxQty": "9000.00000000", "stepSize": "0.00001000"}
    return [
        {
            "filterType": "PRICE_FILTER",
            "minPrice": "0.01000000",
            "maxPrice": "1000000.00000000",
            "tickSize": "0.01000000",
        },
        {"filterType": "LOT_SIZE", **lots},
        {"filterType": "ICEBERG_PARTS", "limit": 100},
        {"filterType": "MARKET_LOT_SIZE", **lots},
        {
            "filterType": "TRAILING_DELTA",
            "minTrailingAboveDelta": 10,
            "maxTrailingAboveDelta": 2000,
            "minTrailingBelowDelta": 10,
            "maxTrailingBelowDelta": 2000,
        },
        {
            "filterType": "PERCENT_PRICE_BY_SIDE",
            "bidMultiplierUp": "5",
            "bidMultiplierDown": "0.2",
            "askMultiplierUp": "5",
            "askMultiplierDown": "0.2",
            "avgPriceMins": 5,
        },
        {
            "filterType": "NOTIONAL",
            "minNotional": "5.00000000",
            "applyMinToMarket": True,
            "maxNotional": "9000000.00000000",
            "applyMaxToMarket": False,
            "avgPriceMins": 5,
        },
        {"filterType": "MAX_NUM_ORDERS", "maxNumOrders": 200},
        {"filterType": "MAX_NUM_ORDER_LISTS", "maxNumOrderLists": 20},
        {"filterType": "MAX_NUM_ALGO_ORDERS", "maxNumAlgoOrders": 5},
        {"filterType": "MAX_NUM_ORDER_AMENDS", "maxNumOrderAmends": 10},
    ]
