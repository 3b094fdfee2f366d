"""A read under every fault: it succeeds, or ends in a typed error within its deadline."""

import asyncio

import pytest

from binance.client import BinanceAccount, BinanceClient
from sandbox.exchange import Exchange
from tests.binance.faults.cases import EVERY, ONCE, Case
from tests.binance.faults.conftest import TIMEOUT

pytestmark = pytest.mark.looptime(noop_cycles=8)

ACCOUNT = "/api/v3/account"


@pytest.mark.parametrize("case", ONCE)
@pytest.mark.parametrize("executed", [False, True], ids=["before", "after"])
async def test_fault_that_comes_once(
    account: BinanceAccount, exchange: Exchange, case: Case, executed: bool
) -> None:
    """Nobody notices a fault that passes, whether it comes before or after the work was done."""
    exchange.faults.inject(ACCOUNT, case.kind, executed=executed, **case.options)
    answer = await account.spot.account()

    assert answer.balances
    assert len(exchange.requests) == 2


@pytest.mark.parametrize("case", EVERY)
async def test_fault_that_stays(
    binance: BinanceClient, account: BinanceAccount, exchange: Exchange, case: Case
) -> None:
    """A fault that stays ends in its own error, in time, and each request was counted."""
    exchange.faults.inject(ACCOUNT, case.kind, times=None, **case.options)
    loop = asyncio.get_running_loop()
    began = loop.time()
    with pytest.raises(case.error):
        await account.spot.account()
    health = binance.health()

    assert loop.time() - began <= TIMEOUT
    assert len(exchange.requests) == health.calls + health.retries <= 3


async def test_slow_body_in_time(account: BinanceAccount, exchange: Exchange) -> None:
    """An answer that arrives in two parts is one answer."""
    exchange.faults.inject(ACCOUNT, "slow_body", seconds=TIMEOUT / 2)
    answer = await account.spot.account()

    assert answer.balances
    assert len(exchange.requests) == 1
