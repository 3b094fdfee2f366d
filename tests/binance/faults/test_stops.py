"""403, 418 and 429: nothing more is sent for as long as Binance said."""

import asyncio
from collections.abc import Awaitable

import pytest

from binance.client import BinanceAccount, BinanceClient
from binance.exceptions import BinanceError, IpBanned, LimitReached, TooManyRequests
from sandbox.exchange import Exchange
from tests.binance.faults.test_sockets import pause
from tests.campaigns.trading import Trading
from tests.campaigns.virtual_time import now

pytestmark = pytest.mark.looptime(noop_cycles=8)

STOPS = [
    pytest.param("banned", IpBanned, 600, 600.0, id="418"),
    pytest.param("banned", IpBanned, 3 * 86_400, 3 * 86_400.0, id="418-three-days"),
    pytest.param("banned", IpBanned, None, 120.0, id="418-bare"),
    pytest.param("too_many", TooManyRequests, 45, 45.0, id="429"),
    pytest.param("too_many", TooManyRequests, None, 45.0, id="429-bare"),
]


def every_kind(
    binance: BinanceClient, account: BinanceAccount, trading: Trading
) -> list[Awaitable[object]]:
    """Give a call of every host, with and without a key, read and write."""
    return [
        binance.spot.ping(),
        binance.spot.time(),
        binance.futures.ping(),
        account.spot.account(),
        account.wallet.api_restrictions(),
        trading.buy("one"),
        trading.cancel("BTCUSDT", "one"),
    ]


@pytest.mark.parametrize(("fault", "kind", "stated", "seconds"), STOPS)
async def test_stop(
    binance: BinanceClient,
    account: BinanceAccount,
    trading: Trading,
    exchange: Exchange,
    fault: str,
    kind: type[LimitReached],
    stated: int | None,
    seconds: float,
) -> None:
    """While stopped every call is told when to come back; then calls pass."""
    await pause(75 - now() % 60)  # a bare 429 lasts until the window ends
    exchange.faults.inject("/api/v3/ping", fault, retry_after=stated)
    with pytest.raises(kind):
        await binance.spot.ping()
    ends = now() + seconds
    for moment in (0.0, 0.5, 0.9):
        await pause(max(ends - seconds * (1 - moment) - now(), 0))
        for call in every_kind(binance, account, trading):
            if ends - now() < 10:
                asyncio.ensure_future(call).cancel()
                continue
            with pytest.raises(LimitReached) as caught:
                await call
            assert caught.value.retry_after > ends - now() - 1
    sent = len(exchange.requests)
    await pause(ends - now() + 1)
    await binance.spot.ping()

    assert sent == 1
    assert len(exchange.requests) > sent


async def test_refusal_of_the_firewall(binance: BinanceClient, exchange: Exchange) -> None:
    """A 403 is final for its call, which is not repeated."""
    exchange.faults.inject("*", "forbidden")
    with pytest.raises(BinanceError):
        await binance.spot.ping()

    assert len(exchange.requests) == 1


@pytest.mark.parametrize("calls", [1, 10, 100])
async def test_count_is_the_servers(
    account: BinanceAccount, binance: BinanceClient, exchange: Exchange, calls: int
) -> None:
    """The ledger of the layer holds the weight the exchange has charged."""
    await asyncio.gather(*(account.spot.open_orders("BTCUSDT") for _ in range(calls)))
    await asyncio.gather(*(account.spot.account() for _ in range(calls // 2)))
    used = binance.health().weight["spot"].used

    assert used == exchange.venue.ledger.weight("spot")
    assert len(exchange.requests) == binance.health().calls


async def test_count_after_faults(
    account: BinanceAccount, binance: BinanceClient, exchange: Exchange
) -> None:
    """Calls whose answers were lost are in the count all the same."""
    for kind in ("reset", "truncated", "html", "broken_json"):
        exchange.faults.inject("/api/v3/account", kind, executed=True)
        await account.spot.account()

    assert binance.health().weight["spot"].used == exchange.venue.ledger.weight("spot") == 160
    assert len(exchange.requests) == binance.health().calls + binance.health().retries == 8
