"""Which REST endpoint a method of a WebSocket API is under another name."""

from collections.abc import Mapping
from types import MappingProxyType

SPOT: Mapping[str, str] = MappingProxyType(
    {
        "account.commission": "GET /api/v3/account/commission",
        "account.rateLimits.orders": "GET /api/v3/rateLimit/order",
        "account.status": "GET /api/v3/account",
        "allOrderLists": "GET /api/v3/allOrderList",
        "allOrders": "GET /api/v3/allOrders",
        "avgPrice": "GET /api/v3/avgPrice",
        "blockTrades.historical": "GET /api/v3/historicalBlockTrades",
        "depth": "GET /api/v3/depth",
        "exchangeInfo": "GET /api/v3/exchangeInfo",
        "executionRules": "GET /api/v3/executionRules",
        "klines": "GET /api/v3/klines",
        "myAllocations": "GET /api/v3/myAllocations",
        "myFilters": "GET /api/v3/myFilters",
        "myPreventedMatches": "GET /api/v3/myPreventedMatches",
        "myTrades": "GET /api/v3/myTrades",
        "openOrderLists.status": "GET /api/v3/openOrderList",
        "openOrders.cancelAll": "DELETE /api/v3/openOrders",
        "openOrders.status": "GET /api/v3/openOrders",
        "order.amend.keepPriority": "PUT /api/v3/order/amend/keepPriority",
        "order.amendments": "GET /api/v3/order/amendments",
        "order.cancel": "DELETE /api/v3/order",
        "order.cancelReplace": "POST /api/v3/order/cancelReplace",
        "order.place": "POST /api/v3/order",
        "order.status": "GET /api/v3/order",
        "order.test": "POST /api/v3/order/test",
        "orderList.cancel": "DELETE /api/v3/orderList",
        "orderList.place": "POST /api/v3/order/oco",
        "orderList.place.oco": "POST /api/v3/orderList/oco",
        "orderList.place.opo": "POST /api/v3/orderList/opo",
        "orderList.place.opoco": "POST /api/v3/orderList/opoco",
        "orderList.place.oto": "POST /api/v3/orderList/oto",
        "orderList.place.otoco": "POST /api/v3/orderList/otoco",
        "orderList.status": "GET /api/v3/orderList",
        "ping": "GET /api/v3/ping",
        "referencePrice": "GET /api/v3/referencePrice",
        "referencePrice.calculation": "GET /api/v3/referencePrice/calculation",
        "sor.order.place": "POST /api/v3/sor/order",
        "sor.order.test": "POST /api/v3/sor/order/test",
        "ticker": "GET /api/v3/ticker",
        "ticker.24hr": "GET /api/v3/ticker/24hr",
        "ticker.book": "GET /api/v3/ticker/bookTicker",
        "ticker.price": "GET /api/v3/ticker/price",
        "ticker.tradingDay": "GET /api/v3/ticker/tradingDay",
        "time": "GET /api/v3/time",
        "trades.aggregate": "GET /api/v3/aggTrades",
        "trades.historical": "GET /api/v3/historicalTrades",
        "trades.recent": "GET /api/v3/trades",
        "uiKlines": "GET /api/v3/uiKlines",
    }
)
"""Methods of spot."""

USD_MARGINED: Mapping[str, str] = MappingProxyType(
    {
        "account.balance": "GET /fapi/v2/balance",
        "account.position": "GET /fapi/v2/positionRisk",
        "account.status": "GET /fapi/v2/account",
        "algoOrder.cancel": "DELETE /fapi/v1/algoOrder",
        "algoOrder.place": "POST /fapi/v1/algoOrder",
        "depth": "GET /fapi/v1/depth",
        "order.cancel": "DELETE /fapi/v1/order",
        "order.modify": "PUT /fapi/v1/order",
        "order.place": "POST /fapi/v1/order",
        "order.status": "GET /fapi/v1/order",
        "ticker.book": "GET /fapi/v1/ticker/bookTicker",
        "ticker.price": "GET /fapi/v2/ticker/price",
        "userDataStream.ping": "PUT /fapi/v1/listenKey",
        "userDataStream.start": "POST /fapi/v1/listenKey",
        "userDataStream.stop": "DELETE /fapi/v1/listenKey",
        "v2/account.balance": "GET /fapi/v3/balance",
        "v2/account.position": "GET /fapi/v3/positionRisk",
        "v2/account.status": "GET /fapi/v3/account",
    }
)
"""Methods of USDⓈ-M."""

COIN_MARGINED: Mapping[str, str] = MappingProxyType(
    {
        "account.balance": "GET /dapi/v1/balance",
        "account.position": "GET /dapi/v1/positionRisk",
        "account.status": "GET /dapi/v1/account",
        "order.cancel": "DELETE /dapi/v1/order",
        "order.modify": "PUT /dapi/v1/order",
        "order.place": "POST /dapi/v1/order",
        "order.status": "GET /dapi/v1/order",
        "userDataStream.ping": "PUT /dapi/v1/listenKey",
        "userDataStream.start": "POST /dapi/v1/listenKey",
        "userDataStream.stop": "DELETE /dapi/v1/listenKey",
    }
)
"""Methods of COIN-M."""

OF_A_CONNECTION = frozenset(
    {
        "session.logon",
        "session.logout",
        "session.status",
        "session.subscriptions",
        "userDataStream.subscribe",
        "userDataStream.subscribe.listenToken",
        "userDataStream.subscribe.signature",
        "userDataStream.unsubscribe",
    }
)
"""Methods of spot that change, or tell of, the one connection they are sent over."""
