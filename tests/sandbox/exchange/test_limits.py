"""Weights, 429, 418 and order counts."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.exchange import Exchange
from sandbox.exchange.errors import Refusal
from sandbox.exchange.limits import Limits
from tests.sandbox.exchange.caller import Caller, HandClock


async def test_weights_are_counted_and_told(exchange: Exchange, trader: Caller) -> None:
    """Every answer tells the weight of this minute, errors included."""
    steps = [
        (await trader.get("/api/v3/ping")).used,
        (await trader.get("/api/v3/exchangeInfo")).used,
        (await trader.get("/api/v3/klines", symbol="NOPE", interval="1m")).used,
        (await trader.signed("GET", "/api/v3/openOrders")).used,
    ]

    assert steps == [1, 21, 23, 103]
    assert exchange.venue.ledger.weight("spot") == 103


async def test_window_follows_the_clock(clock: HandClock, trader: Caller) -> None:
    """The count starts anew with the minute of the clock, not sixty seconds later."""
    clock.now = 1_795_168_859.9
    assert (await trader.get("/api/v3/exchangeInfo")).used == 20
    clock.now = 1_795_168_860.0
    assert (await trader.get("/api/v3/ping")).used == 1


async def test_families_are_counted_apart(trader: Caller) -> None:
    """Spot, futures and each sapi endpoint have counters of their own."""
    await trader.get("/api/v3/exchangeInfo")
    futures = (await trader.get("/fapi/v1/ping")).used
    coin = (await trader.get("/dapi/v1/ping")).used
    status = await trader.get("/sapi/v1/system/status")
    assets = await trader.signed("POST", "/sapi/v3/asset/getUserAsset")

    assert (futures, coin) == (1, 2)
    assert status.headers["X-SAPI-USED-IP-WEIGHT-1M"] == "1"
    assert assets.headers["X-SAPI-USED-IP-WEIGHT-1M"] == "5"
    assert "X-MBX-USED-WEIGHT-1M" not in assets.headers


async def test_over_the_limit_then_banned(
    exchange: Exchange, clock: HandClock, trader: Caller
) -> None:
    """Over the limit is 429 with the seconds left; who goes on is banned, then for longer."""
    exchange.venue.limits.weights["spot"] = 3
    exchange.venue.limits.patience = 2
    replies = [await trader.get("/api/v3/ping") for _ in range(7)]

    assert [reply.status for reply in replies] == [200, 200, 200, 429, 429, 418, 418]
    assert replies[3].headers["Retry-After"] == "55"
    assert replies[3].code == replies[5].code == -1003
    assert f"IP banned until {int((clock.now + 120) * 1000)}" in replies[5].body["msg"]
    assert replies[5].headers["Retry-After"] == "120"

    clock.now += 119
    assert (await trader.signed("GET", "/sapi/v1/account/status")).status == 418
    clock.now += 1
    assert (await trader.get("/api/v3/ping")).status == 200
    replies = [await trader.get("/api/v3/ping") for _ in range(5)]
    assert replies[-1].headers["Retry-After"] == "240"


async def test_waiting_ends_a_refusal(exchange: Exchange, clock: HandClock, trader: Caller) -> None:
    """Who waits as long as Retry-After says is served again."""
    exchange.venue.limits.weights["spot"] = 1
    await trader.get("/api/v3/ping")
    refused = await trader.get("/api/v3/ping")
    clock.now += int(refused.headers["Retry-After"])

    assert refused.status == 429
    assert (await trader.get("/api/v3/ping")).status == 200


async def test_foreign_use(exchange: Exchange, clock: HandClock, trader: Caller) -> None:
    """Weight somebody else uses behind the same address shows in the headers."""
    exchange.venue.limits.foreign_per_minute = 1500
    clock.now = 1_795_168_830.0  # half a minute in
    assert (await trader.get("/api/v3/ping")).used == 751


async def test_successful_orders_weigh_nothing(trader: Caller) -> None:
    """Placing and cancelling is free when it works, and weighs 1 when it fails."""
    placed = await trader.limit("BUY", "60000", newClientOrderId="mine")
    failed = await trader.limit("BUY", "60000", newClientOrderId="mine")
    gone = {"symbol": "BTCUSDT", "origClientOrderId": "mine"}
    cancelled = await trader.signed("DELETE", "/api/v3/order", **gone)
    again = await trader.signed("DELETE", "/api/v3/order", **gone)

    assert [one.used for one in (placed, failed, cancelled, again)] == [0, 1, 1, 2]
    assert placed.headers["X-MBX-ORDER-COUNT-10S"] == "1"


async def test_too_many_orders(exchange: Exchange, clock: HandClock, trader: Caller) -> None:
    """Unfilled orders are counted by account; a fill gives back, a cancellation does not."""
    exchange.venue.order_counts.limits[10] = 2
    market = {"side": "BUY", "type": "MARKET", "quantity": "0.001"}
    assert (await trader.order(**market)).headers["X-MBX-ORDER-COUNT-10S"] == "0"
    assert [(await trader.limit("BUY", "60000")).status for _ in range(2)] == [200, 200]
    refused = await trader.limit("BUY", "60000")
    assert (refused.status, refused.code) == (429, -1015)
    assert int(refused.headers["Retry-After"]) <= 10

    clock.now += 10
    assert (await trader.limit("BUY", "60000")).status == 200


async def test_raw_requests(exchange: Exchange, trader: Caller) -> None:
    """Unknown paths weigh nothing but count as raw requests."""
    exchange.venue.limits.raw_requests = 2
    statuses = [(await trader.get("/nothing")).status for _ in range(3)]

    assert statuses == [404, 404, 429]


@given(st.lists(st.tuples(st.floats(0, 20), st.integers(1, 900)), max_size=60))
def test_never_more_than_the_limit_is_admitted(steps: list[tuple[float, int]]) -> None:
    """In no minute of the clock does admitted weight exceed the limit."""
    limits, now = Limits(), 1_795_168_800.0
    limits.patience = 10**6
    admitted: dict[int, int] = {}
    for pause, weight in steps:
        now += pause
        with suppress(Refusal):
            limits.charge("spot", "a", weight, now)
            admitted[int(now // 60)] = admitted.get(int(now // 60), 0) + weight
    assert all(total <= 6000 for total in admitted.values())


def test_ban_is_capped() -> None:
    """Bans double from two minutes to three days and no further."""
    limits = Limits()
    lengths = [limits.ban("spot", "a", 0.0).headers["Retry-After"] for _ in range(13)]

    assert lengths[:3] == ["120", "240", "480"]
    assert lengths[-1] == str(3 * 86_400)
    with pytest.raises(Refusal):
        limits.admit("spot", "a", 0.0)
    limits.forgive()
    limits.admit("spot", "a", 0.0)
