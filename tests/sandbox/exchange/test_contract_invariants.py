"""Whatever is traded on contracts: money, trades and positions tell the same story."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.exchange import Exchange
from sandbox.exchange.accounts import Account
from sandbox.exchange.contract_entry import COIN_ORDER, USD_ORDER, Entry
from sandbox.exchange.contract_wallet import ContractWallet, Product
from sandbox.exchange.errors import Refusal
from sandbox.exchange.params import read
from sandbox.exchange.people import give_contracts

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["BUY", "SELL"]),
        st.integers(1, 60),  # quantity, in steps or contracts
        st.sampled_from(["MARKET", "GTC", "IOC", "GTX"]),
        st.integers(-30, 30),  # the limit's distance from the market, in tenths of a percent
        st.booleans(),  # only reduces
        st.integers(-60, 60),  # how far the price moves then
    ),
    max_size=12,
)
SYMBOLS = {Product.USD: "BTCUSDT", Product.COIN: "BTCUSD_PERP"}
EXPECTED = {-2019, -2022, -2027, -4016, -4024, -5022}  # margin, reducing, distance, post-only
Step = tuple[str, int, str, int, bool, int]


@pytest.fixture(scope="module")
def exchange() -> Exchange:
    """Give an exchange without its servers."""
    return Exchange(moving=False)


def attempt(exchange: Exchange, account: Account, product: Product, step: Step) -> None:
    """Place an order, which may be refused, and let the price move."""
    side, quantity, kind, distance, reducing, move = step
    trading = exchange.venue.contracts
    terms = trading.engine.contracts.find(product, SYMBOLS[product])
    sent = {"symbol": terms.name, "side": side, "quantity": str(quantity * terms.step)}
    sent |= {"type": "MARKET"} if kind == "MARKET" else {"type": "LIMIT", "timeInForce": kind}
    if kind != "MARKET":
        near = trading.engine.contracts.mark(terms) * (1 + Decimal(distance) / 1000)
        sent["price"] = f"{(near / terms.tick).quantize(Decimal(1)) * terms.tick:f}"
    sent |= {"reduceOnly": "true"} if reducing else {}
    taken = USD_ORDER if product is Product.USD else COIN_ORDER
    entry = Entry(trading.engine.contracts, account, product, exchange.venue.time.ms())
    trading.counts.forget()
    try:
        trading.engine.submit(account, entry.order(read(taken, sent)))
    except Refusal as refusal:
        if refusal.code not in EXPECTED:
            raise
    spot = exchange.venue.market.price("BTCUSDT")
    exchange.set_price("BTCUSDT", spot * (1 + Decimal(move) / 1000))


def told(wallet: ContractWallet, asset: str) -> dict[str, Any]:
    """Sum up what the wallet says happened."""
    signed = [one.qty if one.side == "BUY" else -one.qty for one in wallet.fills]
    return {
        "income": sum((one.amount for one in wallet.incomes if one.asset == asset), Decimal(0)),
        "amount": sum(signed, Decimal(0)),
        "executed": sum((one.executed for one in wallet.orders.values()), Decimal(0)),
        "filled": sum((one.qty for one in wallet.fills), Decimal(0)),
    }


@pytest.mark.parametrize(("product", "asset"), [(Product.USD, "USDT"), (Product.COIN, "BTC")])
@settings(max_examples=15, deadline=None)
@given(steps=STEPS)
def test_books_agree(exchange: Exchange, product: Product, asset: str, steps: list[Step]) -> None:
    """The balance moves by the income, the position by the trades, orders by their fills."""
    account = exchange.accounts["trader"]
    give_contracts(account, exchange.venue.time.ms())
    exchange.set_price("BTCUSDT", "67000")
    wallet, symbol = account.wallet(product), SYMBOLS[product]
    money, held = wallet.balances[asset], wallet.position(symbol).amount
    for step in steps:
        attempt(exchange, account, product, step)
    sums = told(wallet, asset)

    assert wallet.balances[asset] - money == sums["income"]
    assert wallet.position(symbol).amount - held == sums["amount"]
    assert sums["executed"] == sums["filled"]
    for order in wallet.orders.values():
        assert 0 <= order.executed <= order.quantity
        assert (order.status == "FILLED") == (order.executed == order.quantity)
    if not wallet.position(symbol).amount:
        assert not [one for one in wallet.open_orders(symbol) if one.reduce_only]
