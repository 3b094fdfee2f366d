"""Every declared endpoint against Binance's own table of paths, parameters and weights."""

import inspect
import json
from pathlib import Path
from typing import Any

import pytest

from binance.private.futures import FuturesAccount
from binance.private.spot import SpotAccount
from binance.private.wallet import Wallet
from binance.public.futures import FuturesMarket
from binance.public.spot import SpotMarket
from binance.public.system import System
from binance.request import pools
from binance.request.endpoint import ApiGroup, Declaration, endpoint
from binance.request.pings import Pings
from binance.request.request import Security

GROUPS: tuple[type[ApiGroup], ...] = (
    SpotMarket,
    FuturesMarket,
    System,
    Pings,
    SpotAccount,
    FuturesAccount,
    Wallet,
)
TABLE = {
    (row["method"], row["path"]): row
    for row in json.loads(Path(__file__).with_name("endpoints.json").read_text("utf-8"))
}
DECLARED: dict[str, Declaration] = {
    f"{group.__name__}.{name}": method.declaration
    for group in GROUPS
    for name, method in inspect.getmembers(group, inspect.isfunction)
    if hasattr(method, "declaration")
}

WEIGHTS: list[tuple[str, dict[str, Any], int]] = [
    ("SpotMarket.ping", {}, 1),
    ("SpotMarket.time", {}, 1),
    ("SpotMarket.exchange_info", {}, 20),
    ("SpotMarket.ticker_price", {}, 2),
    ("SpotMarket.ticker_prices", {}, 4),
    ("SpotMarket.book_ticker", {}, 2),
    ("SpotMarket.book_tickers", {}, 4),
    ("SpotMarket.ticker_24h", {}, 2),
    ("SpotMarket.tickers_24h", {}, 80),
    ("SpotMarket.tickers_24h", {"symbols": ["A"]}, 2),
    ("SpotMarket.tickers_24h", {"symbols": ["A"] * 20}, 2),
    ("SpotMarket.tickers_24h", {"symbols": ["A"] * 21}, 40),
    ("SpotMarket.tickers_24h", {"symbols": ["A"] * 100}, 40),
    ("SpotMarket.tickers_24h", {"symbols": ["A"] * 101}, 80),
    ("SpotMarket.depth", {"limit": 1}, 5),
    ("SpotMarket.depth", {"limit": 100}, 5),
    ("SpotMarket.depth", {"limit": 101}, 25),
    ("SpotMarket.depth", {"limit": 500}, 25),
    ("SpotMarket.depth", {"limit": 501}, 50),
    ("SpotMarket.depth", {"limit": 1000}, 50),
    ("SpotMarket.depth", {"limit": 1001}, 250),
    ("SpotMarket.depth", {"limit": 5000}, 250),
    ("SpotMarket.klines", {}, 2),
    ("SpotMarket.trades", {}, 25),
    ("SpotMarket.avg_price", {}, 2),
    ("FuturesMarket.ping", {}, 1),
    ("FuturesMarket.time", {}, 1),
    ("FuturesMarket.premium_index", {}, 1),
    ("FuturesMarket.premium_indexes", {}, 10),
    ("System.status", {}, 1),
    ("Pings.spot_ping", {}, 1),
    ("Pings.system_status", {}, 1),
    ("Pings.futures_ping", {}, 1),
    ("Pings.coin_futures_ping", {}, 1),
    ("Pings.options_ping", {}, 1),
    ("Pings.portfolio_margin_ping", {}, 1),
    ("Pings.alpha_info", {}, 1),
    ("Pings.spot_time", {}, 1),
    ("Pings.futures_time", {}, 1),
    ("Pings.coin_futures_time", {}, 1),
    ("Pings.options_time", {}, 1),
    ("Pings.spot_limits", {}, 20),
    ("Pings.futures_limits", {}, 1),
    ("SpotAccount.account", {}, 20),
    ("SpotAccount.open_orders", {}, 80),
    ("SpotAccount.open_orders", {"symbol": "A"}, 6),
    ("SpotAccount.my_trades", {}, 20),
    ("SpotAccount.my_trades", {"order_id": 1}, 5),
    ("FuturesAccount.order_rate_limits", {}, 1),
    ("Wallet.api_restrictions", {}, 1),
    ("Wallet.api_restrictions_as_sent", {}, 1),
    ("Wallet.user_assets", {}, 5),
]
"""Documented on 2026-10-23."""


@pytest.mark.parametrize("declared", DECLARED.values(), ids=DECLARED)
def test_declaration_is_binances(declared: Declaration) -> None:
    """Method, path, security and the names of the parameters are those Binance documents."""
    row = TABLE[declared.endpoint.method, declared.endpoint.path]
    sent = [one.prefix.rstrip("=") for one in declared.signature.parameters]
    required = {name for name, needed in row["parameters"].items() if needed}

    assert row["security"] == declared.endpoint.security
    assert set(sent) <= set(row["parameters"])
    assert required <= set(sent)


@pytest.mark.parametrize(("name", "given", "weight"), WEIGHTS)
def test_weight_is_binances(name: str, given: dict[str, Any], weight: int) -> None:
    """Each way to call an endpoint costs what Binance documents for it."""
    declared = DECLARED[name]
    cost = declared.weight
    if not isinstance(cost, int):
        cost = cost({one.name: given.get(one.name) for one in declared.signature.parameters})

    assert weight == cost


def test_every_weight_is_held() -> None:
    """No declaration is missing from the table of weights."""
    assert set(DECLARED) == {name for name, _, _ in WEIGHTS}


@pytest.mark.parametrize("declared", DECLARED.values(), ids=DECLARED)
def test_budget_is_binances(declared: Declaration) -> None:
    """Spot shares one budget, all futures another; under /sapi each endpoint has its own."""
    family = declared.endpoint.path.split("/")[1]
    expected = {
        "api": "spot",
        "fapi": "futures",
        "dapi": "futures",
        "eapi": "options",
        "papi": "portfolio margin",
        "bapi": "alpha",
    }.get(family, declared.endpoint.name)

    assert expected == declared.endpoint.pool.name


def test_table_has_no_row_too_many() -> None:
    """Every row of the table is declared."""
    assert set(TABLE) == {(one.endpoint.method, one.endpoint.path) for one in DECLARED.values()}


def test_only_reads_are_repeatable() -> None:
    """A call that is not a GET is repeated only where it is known to change nothing."""
    posts = {
        one.endpoint.name
        for one in DECLARED.values()
        if one.endpoint.method != "GET" and one.endpoint.repeatable
    }

    assert posts == {"POST /sapi/v3/asset/getUserAsset"}


def test_answers_that_belong_to_a_key_are_never_shared() -> None:
    """A signed endpoint that wants a cache is refused where it is declared."""
    with pytest.raises(TypeError, match="must not be shared"):
        endpoint("GET", "/api/v3/x", security=Security.USER_DATA, cache_seconds=1)
    assert not [
        one for one in DECLARED.values() if one.endpoint.signed and one.endpoint.cache_seconds
    ]


def test_accounts_have_budgets_of_their_own() -> None:
    """Under /sapi a limit by account is another budget than one by address."""
    by_account = pools.sapi_pool("GET /sapi/v1/x", pools.Limit.UID)

    assert by_account.per_account
    assert by_account.limit == 180_000
