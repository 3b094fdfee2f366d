"""-1021 under a clock that jumps."""

import random

import pytest

from binance.client import BinanceAccount, BinanceClient
from binance.exceptions import ClockSkewed
from sandbox.exchange import Exchange
from tests.campaigns.trading import Trading

pytestmark = pytest.mark.looptime(noop_cycles=8)

JUMPS = 50


async def test_reads_under_a_clock_that_jumps(
    binance: BinanceClient, account: BinanceAccount, exchange: Exchange
) -> None:
    """Each jump costs at most one look at the clock and one repetition, and nobody sees it."""
    chance = random.Random(7)  # noqa: S311 -- repeatable, not secret
    for _ in range(JUMPS):
        exchange.venue.time.skew_ms = chance.randrange(-3_600_000, 3_600_000)
        await account.spot.account()
    looks = exchange.venue.ledger.of("/api/v3/time")

    assert binance.health().errors == {}
    assert 0 < len(looks) <= JUMPS
    assert len(exchange.requests) == JUMPS + 2 * len(looks)


async def test_order_under_a_clock_that_jumps(trading: Trading, exchange: Exchange) -> None:
    """An order with a refused timestamp was not executed and is not sent again by itself."""
    exchange.venue.time.skew_ms = -3_600_000
    with pytest.raises(ClockSkewed) as caught:
        await trading.buy("one")
    sent = len(exchange.venue.ledger.of("/api/v3/order"))
    placed = await trading.buy("one")

    assert not caught.value.outcome_unknown
    assert sent == 1
    assert placed["status"] == "NEW"
    assert exchange.venue.ledger.executions["one"] == 1


async def test_clock_that_does_not_come_to_rest(
    account: BinanceAccount, exchange: Exchange
) -> None:
    """A server that refuses every timestamp is asked twice, not for ever."""
    exchange.faults.inject("/api/v3/account", "error", times=None, status=400, code=-1021)
    with pytest.raises(ClockSkewed):
        await account.spot.account()

    assert len(exchange.venue.ledger.of("/api/v3/account")) == 2
