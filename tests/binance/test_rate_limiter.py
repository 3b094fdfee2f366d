"""RateLimiter and its ledger: counted as Binance counts, never over the budget."""

import asyncio

import pytest

from binance.client import BinanceClient
from binance.credentials import Credentials
from binance.exceptions import (
    BudgetExhausted,
    TooManyRequests,
    UnreadableAnswer,
)
from binance.public.spot import SpotMarket
from binance.request import ledger
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.pools import Limit
from binance.request.request import Request, Security
from tests.binance.conftest import OpenClient
from tests.binance.manual_time import ManualTime, settled
from tests.binance.scripted_server import Answer, ScriptedServer, Seen

PING = SpotMarket.ping.declaration.endpoint  # type: ignore[attr-defined] # set by `endpoint`
USED = "X-MBX-USED-WEIGHT-1M"
DATE_BEFORE = "Thu, 19 Nov 2026 23:59:59 GMT"
DATE_NOW = "Fri, 20 Nov 2026 00:01:00 GMT"
LIMITS = (
    '{"rateLimits": [{"rateLimitType": "REQUEST_WEIGHT", "interval": "MINUTE",'
    ' "intervalNum": 1, "limit": 100}], "symbols": []}'
)


def used(client: BinanceClient, pool: str = "spot") -> int:
    """Give the weight the client believes used."""
    return client.health().weight[pool].used


def limited(limit: int) -> Answer:
    """Give exchangeInfo with this limit a minute."""
    return Answer(LIMITS.replace("100", str(limit)))


async def test_weights_are_counted(client: BinanceClient, now: ManualTime) -> None:
    """Each call costs its weight, and the count begins again with the minute."""
    await client.spot.ping()
    await client.futures.ping()
    with pytest.raises(UnreadableAnswer):
        await client.spot.book_tickers()
    counted = used(client)
    now.passed = 61
    await client.spot.ping()

    assert counted == 1 + 3 * 4
    assert used(client) == 1


async def test_header_wins_when_larger(client: BinanceClient, server: ScriptedServer) -> None:
    """What others on this address used counts; a smaller number is our own, older count."""
    server.script(Answer(headers={USED: "700"}), Answer(headers={USED: "5"}))
    await client.spot.ping()
    after_first = used(client)
    await client.spot.ping()

    assert after_first == 700
    assert used(client) == 701


async def test_limit_is_learnt(client: BinanceClient, server: ScriptedServer) -> None:
    """The answer of exchangeInfo states the limit; the bot allows itself its share."""
    server.script(limited(100))
    await client.spot.exchange_info()
    weight = client.health().weight["spot"]

    assert (weight.limit, weight.budget) == (100, 80)


async def test_budget_is_never_exceeded(
    client: BinanceClient, server: ScriptedServer, now: ManualTime
) -> None:
    """However many ask at once, no window sees more than the budget; the rest waits its turn."""
    server.script(limited(100))
    await client.spot.exchange_info()
    by_window: dict[int, int] = {}

    def count(_: Seen) -> Answer:
        """Count the request in its window."""
        window = int(now.wall() // 60)
        by_window[window] = by_window.get(window, 0) + 1
        return Answer()

    server.otherwise = count
    now.passed = 55  # the next minute is within the deadline
    await asyncio.gather(*(client.spot.ping() for _ in range(66)))

    assert now.pauses
    assert sum(by_window.values()) == 66
    assert max(by_window.values()) <= 80


async def test_no_budget_within_the_deadline(
    client: BinanceClient, server: ScriptedServer, now: ManualTime
) -> None:
    """When the window ends too late the caller learns at once when to come again."""
    server.script(limited(25))
    await client.spot.exchange_info()
    now.passed = 20
    with pytest.raises(BudgetExhausted) as caught:
        await client.spot.ping()

    assert caught.value.retry_after == pytest.approx(40.5, abs=0.1)
    assert now.pauses == []
    assert len(server.seen) == 1


async def test_clock_may_use_the_reserve(client: BinanceClient, server: ScriptedServer) -> None:
    """The part that is kept back serves the clock when the budget is gone."""
    server.script(limited(25), Answer('{"serverTime": 1795132800000}'))
    await client.spot.exchange_info()
    await client.spot.time()

    assert used(client) == 21


class PerAccount(ApiGroup):
    """An endpoint with a budget for each account."""

    __slots__ = ()

    @endpoint("GET", "/sapi/v1/x", weight=100_000, security=Security.USER_DATA, limit=Limit.UID)
    async def read(self) -> dict[str, str]:  # type: ignore[empty-body] # see endpoint
        """Read something dear."""


async def test_accounts_have_their_own_budget(
    client: BinanceClient, server: ScriptedServer, credentials: Credentials
) -> None:
    """One account's used-up budget, or 429, is nobody else's."""
    other = Credentials("other", "secret", credentials.key_type)
    mine, theirs = (PerAccount(client._pipeline, 0, one) for one in (credentials, other))
    await mine.read()
    with pytest.raises(BudgetExhausted):
        await mine.read()
    server.script(Answer("", 429, {"Retry-After": "60"}))
    with pytest.raises(TooManyRequests):
        await theirs.read()
    with pytest.raises(BudgetExhausted):
        await theirs.read()
    await client.spot.ping()

    assert len(server.seen) == 3


@pytest.mark.parametrize("dated", [{"Date": DATE_BEFORE}, {"Date": "yesterday"}, {}])
async def test_late_answer_of_the_old_window(
    client: BinanceClient, server: ScriptedServer, now: ManualTime, dated: dict[str, str]
) -> None:
    """A count of the minute before, or of an unknown one, is not taken for the new minute's."""
    gates = asyncio.Event(), asyncio.Event()
    server.script(
        Answer(headers={USED: "4000", **dated}, gate=gates[0]),
        Answer(headers={USED: "900", "Date": DATE_NOW}, gate=gates[1]),
    )
    calls = []
    for _ in range(2):
        server.arrived.clear()
        calls.append(asyncio.create_task(client.spot.ping()))
        await server.arrived.wait()
    now.passed = 61
    await client.spot.ping()
    in_flight_counts_again = used(client)
    gates[0].set()
    await calls[0]
    after_old = used(client)
    gates[1].set()
    await calls[1]

    assert in_flight_counts_again == 3
    assert after_old == 3
    assert used(client) == 900


async def test_slots_bound_the_sockets(open_client: OpenClient, server: ScriptedServer) -> None:
    """No more calls are on their way than there are slots; the others follow."""
    gate = asyncio.Event()
    server.otherwise = lambda _: Answer(gate=gate)
    async with open_client(pool_size=3) as client:
        calls = [asyncio.create_task(client.spot.ping()) for _ in range(10)]
        await server.seen_at_least(3)
        await settled()
        at_first = len(server.seen)
        gate.set()
        await asyncio.gather(*calls)

    assert at_first == 3
    assert len(server.seen) == 10
    assert server.connections == 3


async def test_no_slot_within_the_deadline(
    open_client: OpenClient, server: ScriptedServer, now: ManualTime
) -> None:
    """Who cannot even begin in time is told so, and nothing was sent for it."""
    held = Answer(gate=asyncio.Event())
    server.script(held)
    async with open_client(pool_size=1) as client:
        first = asyncio.create_task(client.spot.ping())
        await server.seen_at_least(1)
        hurried = Request(PING, "", 1, 5, None, now.monotonic() + 0.01)
        with pytest.raises(BudgetExhausted):
            await client._pipeline.call(hurried)
        assert held.gate is not None
        held.gate.set()
        await first
        await client.spot.ping()

    assert len(server.seen) == 2


async def test_idle_accounts_are_forgotten(
    client: BinanceClient,
    now: ManualTime,
    credentials: Credentials,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Budgets by account do not pile up: those of past windows go when there are too many."""
    monkeypatch.setattr(ledger, "_MOST_ACCOUNTS", 3)
    for number in range(3):
        one = Credentials(f"key{number}", "secret", credentials.key_type)
        await PerAccount(client._pipeline, 0, one).read()
    now.passed = 61
    await PerAccount(client._pipeline, 0, credentials).read()

    assert len(client._pipeline._ledger._own) == 1


@pytest.mark.parametrize("stated", ["", "many", "-5", "²"])
async def test_odd_headers_are_not_believed(
    client: BinanceClient, server: ScriptedServer, stated: str
) -> None:
    """A count that is none changes nothing."""
    server.script(Answer(headers={USED: stated}))
    await client.spot.ping()

    assert used(client) == 1


async def test_weight_is_tallied_by_caller(client: BinanceClient, server: ScriptedServer) -> None:
    """/status can show who uses the budget."""
    server.otherwise = lambda _: Answer("[]")
    await client.on_behalf_of(7).spot.ticker_prices(["A"])
    await client.on_behalf_of(8).spot.trades("A")

    assert client.health().weight_by_caller == {7: 4, 8: 25}
