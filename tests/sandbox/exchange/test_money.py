"""Money is never made nor lost, whatever is traded in whatever order."""

from contextlib import suppress
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.exchange import Account, Exchange
from sandbox.exchange.errors import Refusal

SIDES = st.sampled_from(["BUY", "SELL"])
PRICES = st.integers(55_000, 80_000).map(str)
QUANTITIES = st.integers(1, 900).map(lambda n: f"{n * Decimal('0.0005'):f}")
STEPS = st.one_of(
    st.tuples(st.just("price"), PRICES),
    st.tuples(st.just("market"), SIDES, QUANTITIES),
    st.tuples(st.just("limit"), SIDES, QUANTITIES, PRICES, st.sampled_from(["GTC", "IOC", "FOK"])),
    st.tuples(st.just("stop"), SIDES, QUANTITIES, PRICES, PRICES),
    st.tuples(st.just("fill"), st.integers(0, 20)),
    st.tuples(st.just("cancel"), st.integers(0, 20)),
)


def take_step(exchange: Exchange, step: tuple[Any, ...]) -> None:
    """Do one thing; a refusal is fine."""
    kind, *rest = step
    app, opened = exchange.app, exchange.accounts["trader"].open_orders()
    common = {"symbol": "BTCUSDT", "side": rest[0]} if rest else {}
    if kind == "price":
        exchange.set_price("BTCUSDT", rest[0])
    elif kind == "market":
        app.place("trader", type="MARKET", quantity=rest[1], **common)
    elif kind == "limit":
        more = {"quantity": rest[1], "price": rest[2], "timeInForce": rest[3]}
        app.place("trader", type="LIMIT", **common, **more)
    elif kind == "stop":
        more = {"quantity": rest[1], "price": rest[2], "stopPrice": rest[3], "timeInForce": "GTC"}
        app.place("trader", type="STOP_LOSS_LIMIT", **common, **more)
    elif rest[0] < len(opened) and kind == "fill" and opened[rest[0]].is_working:
        app.fill("trader", opened[rest[0]].order_id, opened[rest[0]].remaining / 2)
    elif rest[0] < len(opened) and kind == "cancel":
        app.cancel("trader", opened[rest[0]].order_id)


def owned(account: Account) -> dict[str, Decimal]:
    """Add free and locked up by asset."""
    return {asset: one.free + one.locked for asset, one in account.balances.items()}


def expected(exchange: Exchange, before: dict[str, Decimal], known: int) -> dict[str, Decimal]:
    """Work out from the fills alone what the account must own."""
    total = dict(before)
    for fill in exchange.accounts["trader"].fills[known:]:
        symbol = exchange.venue.market.symbol(fill.symbol)
        sign = 1 if fill.is_buyer else -1
        total[symbol.base] += sign * fill.qty
        total[symbol.quote] -= sign * fill.quote_qty
        total[fill.commission_asset] -= fill.commission
    return total


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, max_size=25), st.booleans())
def test_balances_are_what_the_fills_say(steps: list[tuple[Any, ...]], in_bnb: bool) -> None:
    """After any steps balances equal the fills, and locked equals what open orders hold."""
    exchange = Exchange(moving=False, clock=lambda: 1_795_168_805.0)
    account = exchange.accounts["trader"]
    account.pays_fees_in_bnb = in_bnb
    before, known = owned(account), len(account.fills)
    for step in steps:
        with suppress(Refusal):
            take_step(exchange, step)

    held: dict[str, Decimal] = {}
    for order in account.open_orders():
        held[order.locked_asset] = held.get(order.locked_asset, Decimal(0)) + order.locked
    assert owned(account) == expected(exchange, before, known)
    assert {a: b.locked for a, b in account.balances.items() if b.locked} == held
    assert all(one.free >= 0 for one in account.balances.values())
    closed = [order for order in account.orders.values() if not order.is_open]
    assert all(order.locked == 0 for order in closed)


def test_control_of_the_check() -> None:
    """Control: a coin out of nothing is noticed by the same comparison."""
    exchange = Exchange(moving=False, clock=lambda: 1_795_168_805.0)
    account = exchange.accounts["trader"]
    before, known = owned(account), len(account.fills)
    assert owned(account) == expected(exchange, before, known)
    account.deposit("BTC", Decimal("1E-8"))

    assert owned(account) != expected(exchange, before, known)
