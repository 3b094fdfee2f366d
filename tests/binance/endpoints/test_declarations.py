"""Every typed endpoint against Binance's own table of paths, parameters, security and weights."""

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from binance.catalogue import Catalogue
from binance.catalogue_table.row import Row
from binance.request import pools
from binance.request.endpoint import Declaration, endpoint
from binance.request.pools import pool_of
from binance.request.request import Security
from tests.binance.endpoints.declared import declared

TABLE = {(row.method, row.path, row.api): row for row in Catalogue()}
DECLARED = declared()
WEIGHTS = [
    weight
    for path in sorted(Path(__file__).parent.glob("weights_*.py"))
    for weight in importlib.import_module(f"tests.binance.endpoints.{path.stem}").WEIGHTS
]
# Placing and cancelling costs nothing since 2026-04-02 unless it fails; then the headers tell.
FREE_WHEN_IT_SUCCEEDS = ("/api/v3/order", "/api/v3/openOrders", "/api/v3/sor/order")
PER_SYMBOL = ("/api/v3/ticker", "/api/v3/executionRules")  # the table has one symbol and the cap


def row_of(declaration: Declaration) -> Row:
    """Find the row of a declaration."""
    one = declaration.endpoint
    return TABLE[one.method, one.path, one.api]


def other_than(holds: Callable[[Declaration, Row], bool]) -> list[str]:
    """Name the endpoints of which something does not hold."""
    return [name for name, one in DECLARED.items() if not holds(one, row_of(one))]


def test_declarations_are_binances() -> None:
    """Method, path, host, security and names of parameters are those Binance documents."""

    def as_documented(declaration: Declaration, row: Row) -> bool:
        sent = [name for one in declaration.signature.parameters for name in one.wire_names]
        required = {name for name, one in row.parameters.items() if one.required}
        return (
            row.security == declaration.endpoint.security
            and required <= set(sent) <= set(row.parameters)
            and len(sent) == len(set(sent))
        )

    assert len(DECLARED) > 1
    assert other_than(as_documented) == []


def test_what_must_be_given_is_required() -> None:
    """A parameter Binance wants has no None to leave it out with."""

    def required(declaration: Declaration, row: Row) -> bool:
        given = declaration.signature.by_name(declaration.signature._defaults)
        return not any(
            row.parameters[name].required
            for one in declaration.signature.parameters
            if given[one.name] is None
            for name in one.wire_names
        )

    assert other_than(required) == []


def test_plain_weights_are_binances() -> None:
    """A weight that is a number is one of those Binance names."""

    def among_those_named(declaration: Declaration, row: Row) -> bool:
        if not isinstance(declaration.weight, int):
            return callable(declaration.weight)
        free = (
            row.method != "GET"
            and row.path.startswith(FREE_WHEN_IT_SUCCEEDS)
            and "amend" not in row.path
        )
        return declaration.weight in ((0,) if free else row.weights)

    assert other_than(among_those_named) == []


@pytest.mark.parametrize(("name", "given", "weight"), WEIGHTS)
def test_weight_is_binances(name: str, given: dict[str, Any], weight: int) -> None:
    """Each way to call an endpoint costs what Binance documents for it."""
    declaration = DECLARED[name]
    row = row_of(declaration)
    assert callable(declaration.weight)
    values = {one.name: given.get(one.name) for one in declaration.signature.parameters}

    assert declaration.weight(values) == weight
    assert weight in row.weights or row.path.startswith(PER_SYMBOL)


def test_every_weight_that_varies_is_held() -> None:
    """No weight that is a function is missing from the examples of weights."""
    varying = {one.endpoint for one in DECLARED.values() if not isinstance(one.weight, int)}

    assert varying == {DECLARED[name].endpoint for name, _, _ in WEIGHTS}


def test_budgets_are_binances() -> None:
    """Spot shares one budget, all futures another; under /sapi each endpoint has its own."""

    def the_same(declaration: Declaration, row: Row) -> bool:
        expected = pool_of(row.api, row.endpoint, row.limit)
        pool = declaration.endpoint.pool
        return (pool.name, pool.per_account, pool.limit, pool.seconds) == (
            expected.name,
            expected.per_account,
            expected.limit,
            expected.seconds,
        )

    assert other_than(the_same) == []


def test_orders_are_counted() -> None:
    """A call spends as many of the account's orders as the table says that it may place."""
    assert other_than(lambda declaration, row: declaration.endpoint.orders == row.orders) == []


def test_only_reads_are_repeated() -> None:
    """A call is repeated only where the table says that it changes nothing."""
    assert other_than(lambda one, row: row.read or not one.endpoint.repeatable) == []


def test_nothing_that_moves_money_out_is_typed() -> None:
    """What the catalogue guards, withdrawals above all, has no typed way."""
    assert other_than(lambda _, row: not row.guarded) == []


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
