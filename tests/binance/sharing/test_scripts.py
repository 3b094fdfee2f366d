"""What Redis does by itself: it never gives out more than there is, and forgets in time."""

import random
from dataclasses import dataclass

import pytest
from redis.asyncio import Redis

from binance.request.sharing import Ask, Settled
from binance.sharing.names import realm_of
from binance.sharing.redis import RedisOptions, RedisSharing
from tests.binance.sharing.redis_server import NEEDED, RedisServer

pytestmark = NEEDED

BUDGET, LIMIT = 480, 600


@dataclass
class Holder:
    """A process that takes, spends and returns."""

    sharing: RedisSharing
    held: int = 0

    async def ask(self, held: int, want: int, least: int = 1, *, stated: int = 0) -> Settled:
        """State what is held, and ask for more."""
        question = Ask("spot", 7, 60, held, want, least, BUDGET, LIMIT, stated, common=True)
        settled = await self.sharing.settle([question], totals=True)
        self.held = settled.granted[0].held
        return settled


def holders(redis: RedisServer, number: int) -> list[Holder]:
    """Give so many processes."""
    options = RedisOptions(redis.url, "test", "exchange", patience=5.0)
    return [Holder(RedisSharing(options)) for _ in range(number)]


async def leave(those: list[Holder]) -> None:
    """Let all of them go."""
    for one in those:
        await one.sharing.close()


async def test_no_more_is_given_out_than_there_is(redis: RedisServer) -> None:
    """Whoever asks for whatever in whatever order: all together hold the budget at most."""
    chance = random.Random(7)  # noqa: S311 -- repeatable
    those = holders(redis, 4)
    most = 0
    for _ in range(300):
        one = chance.choice(those)
        kept = max(one.held - chance.randint(0, 4), 0)
        settled = await one.ask(kept, chance.choice([0, 1, 20, 200]), chance.randint(1, 20))
        total = sum(other.held for other in those)
        most = max(most, total)
        assert settled.granted[0].total == total
        assert settled.totals == {"spot": (7, total)}
    await leave(those)

    assert BUDGET * 0.8 < most <= BUDGET


async def test_what_is_stated_twice_counts_once(redis: RedisServer) -> None:
    """A statement whose answer was lost may be made again."""
    first, second = those = holders(redis, 2)
    await first.ask(0, 50, 50)
    for _ in range(3):
        await first.ask(50, 0)
    settled = await second.ask(0, 0)
    await leave(those)

    assert settled.granted[0].total == 50


async def test_larger_count_of_binance_wins(redis: RedisServer) -> None:
    """What Binance counts and nobody holds is left to other programs, for all."""
    first, second = those = holders(redis, 2)
    await first.ask(0, 50, 50)
    await first.ask(50, 0, stated=460)
    refused = await second.ask(0, 60, 60)
    served = await second.ask(0, 20, 20)
    await leave(those)

    assert refused.granted[0] == (0, 460)
    assert served.granted[0] == (20, 480)


async def test_heavier_than_the_budget_only_alone(redis: RedisServer) -> None:
    """A call heavier than the budget passes in an empty window and in no other."""
    first, second = those = holders(redis, 2)
    alone = await first.ask(0, LIMIT - 50, LIMIT - 50)
    beside = await second.ask(0, LIMIT - 50, LIMIT - 50)
    await leave(those)

    assert (alone.granted[0].held, beside.granted[0].held) == (LIMIT - 50, 0)


async def test_everything_expires(redis: RedisServer) -> None:
    """No key stays for ever, and no name tells more than the exchange and the budget."""
    (one,) = those = holders(redis, 1)
    await one.ask(0, 50, 50)
    await one.sharing.find("answer")
    await one.sharing.may_probe()
    await one.sharing.keep("other", b"{}", 5.0)
    async with Redis.from_url(redis.url) as client:
        lives = {name: await client.ttl(name) async for name in client.scan_iter()}
    await leave(those)

    assert len(lives) == 7
    assert all(seconds > 0 for seconds in lives.values()), lives
    assert all(name.startswith(b"{test:exchange}:1:") for name in lives)


@pytest.mark.parametrize(
    ("base", "realm"),
    [
        ("https://api.binance.com", "api.binance.com"),
        ("https://api4.binance.com", "api.binance.com"),
        ("https://api-gcp.binance.com", "api.binance.com"),
        ("https://demo-api.binance.com", "demo-api.binance.com"),
        ("https://testnet.binance.vision", "testnet.binance.vision"),
        ("http://127.0.0.1:8080", "127.0.0.1:8080"),
    ],
)
def test_spare_hosts_are_one_exchange(base: str, realm: str) -> None:
    """Spare hosts of spot count together; demo and the test network are others."""
    assert realm_of(base) == realm
