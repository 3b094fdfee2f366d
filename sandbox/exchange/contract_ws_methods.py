"""Methods of the WebSocket APIs of contracts: each is a REST endpoint under another name."""

from collections.abc import Iterable, Mapping

from sandbox.exchange.routes import Route

_SHARED = {
    "order.cancel": "DELETE {}/v1/order",
    "order.modify": "PUT {}/v1/order",
    "order.place": "POST {}/v1/order",
    "order.status": "GET {}/v1/order",
    "userDataStream.ping": "PUT {}/v1/listenKey",
    "userDataStream.start": "POST {}/v1/listenKey",
    "userDataStream.stop": "DELETE {}/v1/listenKey",
}
_USD = {
    "account.balance": "GET {}/v2/balance",
    "account.position": "GET {}/v2/positionRisk",
    "account.status": "GET {}/v2/account",
    "algoOrder.cancel": "DELETE {}/v1/algoOrder",
    "algoOrder.place": "POST {}/v1/algoOrder",
    "depth": "GET {}/v1/depth",
    "ticker.book": "GET {}/v1/ticker/bookTicker",
    "ticker.price": "GET {}/v2/ticker/price",
    "v2/account.balance": "GET {}/v3/balance",
    "v2/account.position": "GET {}/v3/positionRisk",
    "v2/account.status": "GET {}/v3/account",
}
_COIN = {
    "account.balance": "GET {}/v1/balance",
    "account.position": "GET {}/v1/positionRisk",
    "account.status": "GET {}/v1/account",
}


def contract_methods(routes: Iterable[Route], root: str) -> Mapping[str, Route]:
    """Give the methods of a host by name; `root` is /fapi or /dapi."""
    known = {f"{route.method} {route.path}": route for route in routes}
    names = _SHARED | (_USD if root == "/fapi" else _COIN)
    return {name: known[rest.format(root)] for name, rest in names.items()}
