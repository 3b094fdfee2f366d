"""Faults of the sandbox's exchange, over real sockets."""

import asyncio

import pytest

from binance.client import BinanceAccount, BinanceClient
from binance.exceptions import (
    BinanceError,
    ConnectionLost,
    Forbidden,
    IpBanned,
    LimitReached,
    RegionBlocked,
    ServerFault,
    TooManyRequests,
    UnreadableAnswer,
)
from sandbox.exchange import Exchange
from tests.binance.orders import Orders
from tests.binance.pretend import key_of


@pytest.mark.parametrize("skew", [-3_600_000, 3_600_000])
async def test_server_with_another_time(
    binance: BinanceClient, account: BinanceAccount, exchange: Exchange, skew: int
) -> None:
    """A server an hour off is answered after one look at its clock."""
    exchange.venue.time.skew_ms = skew
    await account.spot.account()

    assert [one.path for one in exchange.requests] == [
        "/api/v3/account",
        "/api/v3/time",
        "/api/v3/account",
    ]
    assert binance.health().clock_offset_ms == pytest.approx(skew, abs=1_000)


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ("reset", ConnectionLost),
        ("hang_up", ConnectionLost),
        ("truncated", ConnectionLost),
        ("error", ServerFault),
        ("html", ServerFault),
        ("empty", ServerFault),
        ("broken_json", UnreadableAnswer),
    ],
)
async def test_faults(
    binance: BinanceClient,
    exchange: Exchange,
    fault: str,
    kind: type[BinanceError],
) -> None:
    """A read survives one fault; a write fails with what happened, sent once."""
    exchange.faults.inject("/api/v3/time", fault)
    await binance.spot.time()
    reads = len(exchange.requests)
    exchange.faults.inject("/api/v3/order", fault)
    with pytest.raises(kind) as caught:
        await Orders.of(binance, key_of(exchange)).cancel("BTCUSDT")

    assert reads == 2
    assert caught.value.outcome_unknown
    assert len(exchange.venue.ledger.of("/api/v3/order")) == 1


@pytest.mark.parametrize(("fault", "kind"), [("forbidden", Forbidden), ("blocked", RegionBlocked)])
async def test_refusals_in_front_of_binance(
    binance: BinanceClient, exchange: Exchange, fault: str, kind: type[BinanceError]
) -> None:
    """Firewall and region are told apart, and not asked again."""
    exchange.faults.inject("*", fault, times=None)
    with pytest.raises(kind):
        await binance.spot.ping()

    assert len(exchange.requests) == 1


@pytest.mark.parametrize(("fault", "kind"), [("too_many", TooManyRequests), ("banned", IpBanned)])
async def test_limits_of_the_server(
    binance: BinanceClient, exchange: Exchange, fault: str, kind: type[LimitReached]
) -> None:
    """After 429 or 418 the server hears nothing more from this address."""
    exchange.faults.inject("*", fault, retry_after=60)
    with pytest.raises(kind) as caught:
        await binance.spot.ping()
    outcomes = await asyncio.gather(
        *(binance.spot.time() for _ in range(20)),
        *(binance.futures.ping() for _ in range(20)),
        return_exceptions=True,
    )

    assert caught.value.retry_after == pytest.approx(60, abs=1)
    assert {type(one) for one in outcomes} == {kind}
    assert len(exchange.requests) == 1


async def test_redirect_takes_nothing_along(
    binance: BinanceClient, account: BinanceAccount, exchange: Exchange
) -> None:
    """A redirect is not followed."""
    exchange.faults.inject(
        "/api/v3/account", "redirect", times=None, location=f"{exchange.futures_url}/fapi/v1/x"
    )
    with pytest.raises(UnreadableAnswer):
        await account.spot.account()

    assert {one.path for one in exchange.requests} == {"/api/v3/account"}
    assert binance.health().retries == 2


@pytest.mark.parametrize("hard", [False, True], ids=["FIN", "RST"])
async def test_used_sockets_that_are_dropped(
    binance: BinanceClient, exchange: Exchange, hard: bool
) -> None:
    """Whoever drops every used socket sees reads come back, each exactly once more."""
    exchange.faults.inject("*", "drop_reused", times=None, hard=hard)
    for _ in range(25):
        await binance.spot.ping()
    outcomes = {one.outcome for one in exchange.requests}

    assert "drop_reused" in outcomes
    assert binance.health().breakers["api"] == "closed"
    assert binance.health().retries == len(exchange.requests) - 25
