"""The routes against Binance's own table of endpoints."""

import json
from pathlib import Path
from typing import Any

import pytest

from sandbox.exchange.exchange import REST
from sandbox.exchange.routes import Pool, Route

TABLE: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "endpoints.json").read_text("utf-8")
)
ROUTES = {(route.method, route.path): route for table in REST.values() for route in table}
LATER = frozenset({  # parameters of things the pretence does not do
    "pegPriceType", "pegOffsetValue", "pegOffsetType",
})  # fmt: skip


def route_of(row: dict[str, Any]) -> Route:
    """Find our route for a row."""
    return ROUTES[row["method"], row["path"]]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['method']} {row['path']}")
def test_route_is_what_binance_documents(row: dict[str, Any]) -> None:
    """Security, plain weight and parameters are those of the table."""
    route = route_of(row)
    taken = {param.name: param.required for param in route.params}

    assert route.security == row["security"]
    assert taken == {name: must for name, must in row["parameters"].items() if name not in LATER}
    if row["weight"] is not None and isinstance(route.weight, int):
        assert route.weight == row["weight"]


def test_pool_follows_the_family() -> None:
    """Weight is counted where Binance counts it: spot, futures, or each sapi endpoint."""
    for (_, path), route in ROUTES.items():
        families = {"/api": Pool.SPOT, "/sap": Pool.SAPI_IP, "/fap": Pool.FUTURES}
        assert route.pool == families.get(path[:4], Pool.FUTURES)


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
    assert ROUTES["GET", path].weigh(sent) == weight
