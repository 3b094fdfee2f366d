"""Methods of the spot WebSocket API: most are a REST endpoint under another name."""

from sandbox.exchange import (
    params,
    rest_account,
    rest_changes,
    rest_lists,
    rest_market,
    rest_orders,
    rest_tickers,
    rest_windows,
)
from sandbox.exchange.params import Param
from sandbox.exchange.routes import Call, Route, Security

SAME_AS: dict[str, tuple[str, str]] = {
    "ping": ("GET", "/api/v3/ping"),
    "time": ("GET", "/api/v3/time"),
    "exchangeInfo": ("GET", "/api/v3/exchangeInfo"),
    "ticker.price": ("GET", "/api/v3/ticker/price"),
    "ticker.book": ("GET", "/api/v3/ticker/bookTicker"),
    "ticker.24hr": ("GET", "/api/v3/ticker/24hr"),
    "ticker": ("GET", "/api/v3/ticker"),
    "ticker.tradingDay": ("GET", "/api/v3/ticker/tradingDay"),
    "executionRules": ("GET", "/api/v3/executionRules"),
    "referencePrice": ("GET", "/api/v3/referencePrice"),
    "referencePrice.calculation": ("GET", "/api/v3/referencePrice/calculation"),
    "blockTrades.historical": ("GET", "/api/v3/historicalBlockTrades"),
    "depth": ("GET", "/api/v3/depth"),
    "klines": ("GET", "/api/v3/klines"),
    "uiKlines": ("GET", "/api/v3/uiKlines"),
    "trades.recent": ("GET", "/api/v3/trades"),
    "trades.historical": ("GET", "/api/v3/historicalTrades"),
    "trades.aggregate": ("GET", "/api/v3/aggTrades"),
    "avgPrice": ("GET", "/api/v3/avgPrice"),
    "account.status": ("GET", "/api/v3/account"),
    "account.commission": ("GET", "/api/v3/account/commission"),
    "account.rateLimits.orders": ("GET", "/api/v3/rateLimit/order"),
    "openOrders.status": ("GET", "/api/v3/openOrders"),
    "openOrders.cancelAll": ("DELETE", "/api/v3/openOrders"),
    "allOrders": ("GET", "/api/v3/allOrders"),
    "myTrades": ("GET", "/api/v3/myTrades"),
    "order.place": ("POST", "/api/v3/order"),
    "order.test": ("POST", "/api/v3/order/test"),
    "order.status": ("GET", "/api/v3/order"),
    "order.cancel": ("DELETE", "/api/v3/order"),
    "order.cancelReplace": ("POST", "/api/v3/order/cancelReplace"),
    "order.amend.keepPriority": ("PUT", "/api/v3/order/amend/keepPriority"),
    "order.amendments": ("GET", "/api/v3/order/amendments"),
    "orderList.place.oco": ("POST", "/api/v3/orderList/oco"),
    "orderList.place.oto": ("POST", "/api/v3/orderList/oto"),
    "orderList.place.otoco": ("POST", "/api/v3/orderList/otoco"),
    "orderList.place.opo": ("POST", "/api/v3/orderList/opo"),
    "orderList.place.opoco": ("POST", "/api/v3/orderList/opoco"),
    "orderList.status": ("GET", "/api/v3/orderList"),
    "orderList.cancel": ("DELETE", "/api/v3/orderList"),
    "openOrderLists.status": ("GET", "/api/v3/openOrderList"),
    "allOrderLists": ("GET", "/api/v3/allOrderList"),
    "sor.order.place": ("POST", "/api/v3/sor/order"),
    "sor.order.test": ("POST", "/api/v3/sor/order/test"),
    "myAllocations": ("GET", "/api/v3/myAllocations"),
    "myPreventedMatches": ("GET", "/api/v3/myPreventedMatches"),
    "myFilters": ("GET", "/api/v3/myFilters"),
}
TABLES = (
    rest_market.ROUTES,
    rest_tickers.ROUTES,
    rest_windows.ROUTES,
    rest_account.ROUTES,
    rest_orders.ROUTES,
    rest_changes.ROUTES,
    rest_lists.ROUTES,
)


def rest_methods() -> dict[str, Route]:
    """Give the methods that are REST endpoints, by name."""
    routes = {(route.method, route.path): route for table in TABLES for route in table}
    return {name: routes[rest] for name, rest in SAME_AS.items()}


def own_call(_: Call) -> dict[str, object]:
    """Stand for a method the connection carries out itself, after the desk let it pass."""
    return {}


def _own(name: str, security: Security = Security.NONE, *declared: Param) -> Route:
    return Route(
        method="WS", path=name, handler=own_call, weight=2, params=declared, security=security
    )


# What the connection itself answers: who is logged on, whose events it gets.
OWN = {
    route.path: route
    for route in (
        _own("session.logon", Security.USER_DATA),
        _own("session.status"),
        _own("session.logout"),
        _own("session.subscriptions"),
        _own("userDataStream.subscribe"),
        _own("userDataStream.subscribe.signature", Security.USER_DATA),
        _own(
            "userDataStream.subscribe.listenToken",
            Security.NONE,
            Param("listenToken", params.text, required=True),
        ),
        _own("userDataStream.unsubscribe", Security.NONE, Param("subscriptionId", params.long)),
    )
}
