"""Binance's own count, heard by one process, holds for all."""

import time

import pytest

from tests.binance.scripted_server import Answer, ScriptedServer
from tests.binance.sharing.company import company, until
from tests.binance.sharing.quick_time import LateTime
from tests.binance.sharing.redis_server import NEEDED, RedisServer

pytestmark = NEEDED

BUDGET = 240  # of futures


@pytest.mark.parametrize("stated", [200, 1])
async def test_larger_count_holds_for_all(
    redis: RedisServer, server: ScriptedServer, stated: int
) -> None:
    """What other programs use is left to them by whoever does not see it; 1 is no news."""
    server.script(Answer(headers={"X-MBX-USED-WEIGHT-1M": str(stated)}))
    async with company(server.url, redis.url, LateTime(time.time(), speed=0.1)) as all_of_them:
        first, second = [await all_of_them.member() for _ in range(2)]
        await first.calls.futures()
        number = int(all_of_them.clock.now() // 60)
        await until(lambda: second.leases.known("futures", number) >= stated)
        used = await second.use_up()

    left = BUDGET - stated
    assert left * 0.75 <= used <= left
