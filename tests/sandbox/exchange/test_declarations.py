"""The routes against Binance's own table of endpoints."""

import json

import pytest

from binance.catalogue import Catalogue
from sandbox.exchange.exchange import REST
from sandbox.exchange.routes import Pool, Route

APIS = {"spot": ("api", "sapi"), "futures": ("fapi",), "coin_futures": ("dapi",)}
TABLE = {(row.method, row.path, row.api): row for row in Catalogue()}
ROUTES = {
    f"{host} {route.method} {route.path}": (host, route)
    for host, table in REST.items()
    for route in table
}
BY_FIRST_WORD = {
    "api": {Pool.SPOT},
    "sapi": {Pool.SAPI_IP, Pool.SAPI_UID},
    "fapi": {Pool.FUTURES, Pool.FUNDING},
    "dapi": {Pool.FUTURES},
    "futures": {Pool.FUTURES_DATA},
}


def as_documented(host: str, route: Route) -> bool:
    """Tell whether security, weight, budget and parameters are those of the table."""
    row = next(
        TABLE[key] for api in APIS[host] if (key := (route.method, route.path, api)) in TABLE
    )
    taken = {param.name: param.required for param in route.params}
    budget = Pool.SAPI_UID if row.limit == "UID" else Pool.SAPI_IP
    return (
        route.security.value == row.security.value
        and taken == {name: one.required for name, one in row.parameters.items()}
        and (not isinstance(route.weight, int) or route.weight in row.weights)
        and (row.api != "sapi" or route.pool == budget)
        and route.pool in BY_FIRST_WORD[route.path.split("/")[1]]
    )


def test_routes_are_what_binance_documents() -> None:
    """Security, weight, budget and parameters are those of the table."""
    assert ROUTES
    assert [name for name, one in ROUTES.items() if not as_documented(*one)] == []


@pytest.mark.parametrize(
    ("path", "sent", "weight"),
    [
        ("/api/v3/ticker/24hr", {"symbol": "BTCUSDT"}, 2),
        ("/api/v3/ticker/24hr", {"symbols": json.dumps(["A"] * 20)}, 2),
        ("/api/v3/ticker/24hr", {"symbols": json.dumps(["A"] * 21)}, 40),
        ("/api/v3/ticker/24hr", {"symbols": json.dumps(["A"] * 101)}, 80),
        ("/api/v3/ticker/24hr", {}, 80),
        ("/api/v3/ticker/price", {"symbol": "BTCUSDT"}, 2),
        ("/api/v3/ticker/price", {}, 4),
        ("/api/v3/depth", {}, 5),
        ("/api/v3/depth", {"limit": "101"}, 25),
        ("/api/v3/depth", {"limit": "1000"}, 50),
        ("/api/v3/depth", {"limit": "5000"}, 250),
        ("/api/v3/openOrders", {"symbol": "BTCUSDT"}, 6),
        ("/api/v3/openOrders", {}, 80),
        ("/api/v3/myTrades", {"orderId": "1"}, 5),
        ("/api/v3/myTrades", {}, 20),
        ("/fapi/v1/klines", {"limit": "99"}, 1),
        ("/fapi/v1/klines", {"limit": "499"}, 2),
        ("/fapi/v1/klines", {}, 5),
        ("/fapi/v1/klines", {"limit": "1001"}, 10),
        ("/fapi/v1/premiumIndex", {}, 10),
        ("/fapi/v1/ticker/24hr", {}, 40),
    ],
)
def test_weight_that_depends_on_parameters(path: str, sent: dict[str, str], weight: int) -> None:
    """Weights grow with what is asked for."""
    (route,) = [one for _, one in ROUTES.values() if (one.method, one.path) == ("GET", path)]

    assert route.weigh(sent) == weight
