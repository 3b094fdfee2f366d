"""A write under every fault: sent once, and never called failed when it may have been executed."""

import asyncio

import pytest

from binance.exceptions import BinanceError, CancelRejected
from sandbox.exchange import Exchange
from tests.binance.faults.cases import EVERY, UNKNOWN, Case
from tests.binance.faults.conftest import TIMEOUT
from tests.campaigns.trading import Trading

pytestmark = pytest.mark.looptime(noop_cycles=8)

ORDER = "/api/v3/order"


@pytest.mark.parametrize("case", EVERY)
async def test_order_is_sent_once(trading: Trading, exchange: Exchange, case: Case) -> None:
    """Whatever happens to a POST, it is on the wire once and ends in time."""
    exchange.faults.inject(ORDER, case.kind, times=None, **case.options)
    loop = asyncio.get_running_loop()
    began = loop.time()
    with pytest.raises(case.error) as caught:
        await trading.buy("one")

    assert loop.time() - began <= TIMEOUT
    assert len(exchange.venue.ledger.of(ORDER, "POST")) == 1
    assert caught.value.outcome_unknown is case.executes


@pytest.mark.parametrize("case", UNKNOWN)
async def test_order_whose_answer_is_lost(trading: Trading, exchange: Exchange, case: Case) -> None:
    """An executed order without its answer is unknown, never failed, and there is one of it."""
    exchange.faults.inject(ORDER, case.kind, method="POST", executed=True, **case.options)
    with pytest.raises(BinanceError) as caught:
        await trading.buy("one")
    found = await trading.find("BTCUSDT", "one")

    assert caught.value.outcome_unknown
    assert found["status"] == "NEW"
    assert exchange.venue.ledger.executions["one"] == 1


@pytest.mark.parametrize("case", UNKNOWN)
async def test_cancel_that_is_asked_for_again(
    trading: Trading, exchange: Exchange, case: Case
) -> None:
    """A DELETE whose answer is lost is sent once; asked for again it is recognised as done."""
    await trading.buy("one")
    exchange.faults.inject(ORDER, case.kind, method="DELETE", executed=True, **case.options)
    with pytest.raises(BinanceError) as lost:
        await trading.cancel("BTCUSDT", "one")
    sent = len(exchange.venue.ledger.of(ORDER, "DELETE"))
    with pytest.raises(CancelRejected) as again:
        await trading.cancel("BTCUSDT", "one")
    found = await trading.find("BTCUSDT", "one")

    assert sent == 1
    assert lost.value.outcome_unknown
    assert not again.value.outcome_unknown
    assert found["status"] == "CANCELED"


async def test_orders_while_every_socket_is_dropped(trading: Trading, exchange: Exchange) -> None:
    """Twenty orders over sockets that all break: twenty requests, no more."""
    exchange.faults.inject(ORDER, "reset", times=None, executed=True)
    orders = (trading.buy(f"n{number}") for number in range(19))
    outcomes = await asyncio.gather(*orders, return_exceptions=True)

    assert all(isinstance(one, BinanceError) and one.outcome_unknown for one in outcomes)
    assert len(exchange.requests) == 19
    assert set(exchange.venue.ledger.executions.values()) == {1}
