"""Books changed level by level, and snapshots that are behind."""

from decimal import Decimal

import aiohttp

from sandbox.exchange import Exchange
from tests.sandbox.exchange.caller import Caller
from tests.sandbox.exchange.listening import listening

LOW, HIGH = Decimal(60_000), Decimal(61_000)


async def test_touched_levels(
    exchange: Exchange, http: aiohttp.ClientSession, trader: Caller
) -> None:
    """A touched level is told of by the stream and stands in the snapshot, in its place."""
    book = exchange.venue.market.stall("BTCUSDT").book
    async with listening(http, f"{exchange.spot_stream_url}/ws/btcusdt@depth") as socket:
        book.touch({LOW: Decimal(5), HIGH: Decimal(6)}, {})
        exchange.venue.market.announce("BTCUSDT")
        event = await socket.receive_json()
        book.touch({HIGH: Decimal(0)}, {})
    answer = (await trader.get("/api/v3/depth", symbol="BTCUSDT", limit=5000)).body

    assert event["b"] == [["60000.00000000", "5.00000000"], ["61000.00000000", "6.00000000"]]
    assert answer["lastUpdateId"] == event["u"] + 1
    prices = [Decimal(price) for price, _ in answer["bids"]]
    assert LOW in prices
    assert HIGH not in prices
    assert prices == sorted(prices, reverse=True)


async def test_snapshots_that_lag(exchange: Exchange, trader: Caller) -> None:
    """While a book lags its snapshots show an older state; afterwards the present one."""
    book = exchange.venue.market.stall("BTCUSDT").book
    book.history = []
    ids = [book.last_id]
    for number in range(1, 6):
        book.touch({LOW: Decimal(number)}, {HIGH: Decimal(number)})
        ids.append(book.last_id)

    shown = []
    for lag in (4, 2, 0):
        book.lag = lag
        answer = (await trader.get("/api/v3/depth", symbol="BTCUSDT", limit=5000)).body
        shown.append((answer["lastUpdateId"], dict(answer["bids"])["60000.00000000"]))

    assert shown == [(ids[number], f"{number}.00000000") for number in (1, 3, 5)]
