"""Orders over the pretend exchange: what the typed answers and errors tell."""

from decimal import Decimal

import pytest

from binance.client import BinanceAccount
from binance.enums import CancelReplaceMode, OrderStatus, OrderType, Side, TimeInForce
from binance.exceptions import (
    CancelRejected,
    CancelReplaceFailed,
    DuplicateOrder,
    FilterFailure,
    InsufficientBalance,
    OrderNotFound,
)
from sandbox.exchange import Exchange
from tests.binance.endpoints.example import Arguments

WAITING: Arguments = {
    "symbol": "BTCUSDT",
    "side": Side.BUY,
    "type": OrderType.LIMIT,
    "quantity": Decimal("0.001"),
    "price": Decimal(60_000),
    "time_in_force": TimeInForce.GTC,
}


async def test_life_of_an_order(account: BinanceAccount) -> None:
    """Placed, found by its client id, cancelled, and not to be cancelled again."""
    placed = await account.spot.new_order(**WAITING, new_client_order_id="life-1")
    found = await account.spot.order("BTCUSDT", orig_client_order_id="life-1")
    cancelled = await account.spot.cancel_order("BTCUSDT", order_id=placed.order_id)
    with pytest.raises(CancelRejected):
        await account.spot.cancel_order("BTCUSDT", order_id=placed.order_id)

    assert placed.status is OrderStatus.NEW
    assert (found.price, found.orig_qty) == (Decimal(60_000), Decimal("0.001"))
    assert cancelled.orig_client_order_id == "life-1"
    assert (await account.spot.order("BTCUSDT", placed.order_id)).status is OrderStatus.CANCELED


async def test_purchase_at_market(account: BinanceAccount) -> None:
    """The fills of a market order come with it, exact to the digit."""
    bought = await account.spot.new_order(
        "ETHUSDT", Side.BUY, OrderType.MARKET, quote_order_qty=Decimal(100)
    )

    assert bought.status is OrderStatus.FILLED
    assert bought.fills
    worth = sum((fill.price * fill.qty for fill in bought.fills), Decimal(0))
    assert worth == bought.cummulative_quote_qty
    assert 99 < worth <= 100


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"quantity": Decimal(5)}, InsufficientBalance),
        ({"price": Decimal("60000.001")}, FilterFailure),
        ({"new_client_order_id": "twice"}, DuplicateOrder),
    ],
    ids=["balance", "filter", "duplicate"],
)
async def test_refused_order(
    account: BinanceAccount, changed: Arguments, kind: type[Exception]
) -> None:
    """Each refusal has its class."""
    await account.spot.new_order(**WAITING, new_client_order_id="twice")
    with pytest.raises(kind):
        await account.spot.new_order(**WAITING | changed)


async def test_halves_of_a_replacement(account: BinanceAccount) -> None:
    """When one half fails the error says which, so that nobody takes the old order for open."""
    placed = await account.spot.new_order(**WAITING)
    with pytest.raises(CancelReplaceFailed) as partly:
        await account.spot.cancel_replace(
            **WAITING | {"quantity": Decimal(5)},
            cancel_replace_mode=CancelReplaceMode.STOP_ON_FAILURE,
            cancel_order_id=placed.order_id,
        )
    with pytest.raises(CancelReplaceFailed) as wholly:
        await account.spot.cancel_replace(
            **WAITING,
            cancel_replace_mode=CancelReplaceMode.STOP_ON_FAILURE,
            cancel_order_id=placed.order_id,
        )
    first, second = partly.value, wholly.value

    assert (first.status, first.cancel_result, first.new_order_result) == (
        409,
        "SUCCESS",
        "FAILURE",
    )
    assert (first.cancel_code, first.new_order_code) == (None, -2010)
    assert (second.cancel_result, second.cancel_code) == ("FAILURE", -2011)
    assert second.new_order_result == "NOT_ATTEMPTED"
    assert not first.outcome_unknown


async def test_order_that_never_was(account: BinanceAccount) -> None:
    """An unknown order is not found."""
    with pytest.raises(OrderNotFound):
        await account.spot.order("BTCUSDT", orig_client_order_id="never")


async def test_success_weighs_nothing(account: BinanceAccount, exchange: Exchange) -> None:
    """Placing and cancelling leaves the budget alone; a refusal costs 1."""
    await account.spot.new_order(**WAITING)
    await account.spot.cancel_open_orders("BTCUSDT")
    before = exchange.venue.ledger.weight("spot")
    with pytest.raises(FilterFailure):
        await account.spot.new_order(**WAITING | {"price": Decimal("0.001")})

    assert (before, exchange.venue.ledger.weight("spot")) == (0, 1)
