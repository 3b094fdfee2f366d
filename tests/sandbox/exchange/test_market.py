"""Candles, books, trades and statistics of the pretend market."""

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.exchange import Exchange
from sandbox.exchange.bars import Bar, join, split
from sandbox.exchange.candles import INTERVALS, MINUTES, following, opening
from sandbox.exchange.market import Market
from sandbox.exchange.timekeeper import Timekeeper
from tests.sandbox.exchange.caller import Caller, HandClock

KLINES = "/api/v3/klines"


@given(
    st.integers(0, 2**32),
    st.lists(st.floats(0.5, 100_000), min_size=4, max_size=4),
    st.sampled_from([2, 24, 60]),
)
def test_split_bar_joins_to_itself(seed: int, prices: list[float], parts: int) -> None:
    """The parts of a bar are connected, stay inside it and join to it again."""
    low, first, second, high = sorted(prices)
    bar = Bar(first, high, low, second, 12.5)
    pieces = split(bar, parts, random.Random(seed))  # noqa: S311 - repeatable
    joined = join(pieces)

    assert joined is not None
    assert joined[:4] == bar[:4]
    assert joined.volume == pytest.approx(bar.volume)
    assert all(one.low <= min(one.open, one.close) for one in pieces)
    assert all(one.high >= max(one.open, one.close) for one in pieces)
    assert all(a.close == b.open for a, b in pairwise(pieces))


@given(st.integers(0, 40_000_000), st.sampled_from(INTERVALS[1:]))
def test_candles_follow_without_a_gap(minute: int, interval: str) -> None:
    """Each minute lies in exactly one candle of an interval, and the next one follows."""
    first = opening(interval, minute)
    after = following(interval, first)

    assert first <= minute < after
    assert opening(interval, after) == after
    assert opening(interval, after - 1) == first


@pytest.mark.parametrize("interval", ["5m", "1h", "4h", "1d", "1w"])
async def test_intervals_agree(trader: Caller, interval: str) -> None:
    """A long candle is what its short ones join to, over days past and the present one."""
    wide = (await trader.get(KLINES, symbol="BTCUSDT", interval=interval, limit=3)).body
    part = {"5m": "1m", "1h": "5m", "4h": "1h", "1d": "4h", "1w": "1d"}[interval]
    for candle in wide:
        span = {"startTime": candle[0], "endTime": candle[6], "limit": 1000}
        short = (await trader.get(KLINES, symbol="BTCUSDT", interval=part, **span)).body
        assert short[0][1] == candle[1]
        assert max(float(one[2]) for one in short) == float(candle[2])
        assert min(float(one[3]) for one in short) == float(candle[3])
        assert short[-1][4] == candle[4]


async def test_last_candle_closes_at_the_price(exchange: Exchange, trader: Caller) -> None:
    """The market starts at the listed price, and a new price shows in every interval."""
    price = (await trader.get("/api/v3/ticker/price", symbol="ETHUSDT")).body["price"]
    exchange.set_price("ETHUSDT", "3600.55")
    closes = {
        (await trader.get(KLINES, symbol="ETHUSDT", interval=interval, limit=1)).body[0][4]
        for interval in INTERVALS
    }

    assert price == "3512.40000000"
    assert closes == {"3600.55000000"}


async def test_candles_of_the_past_do_not_change(clock: HandClock, trader: Caller) -> None:
    """Closed candles are the same a day later, and the days between are flat."""
    before = (await trader.get(KLINES, symbol="SOLUSDT", interval="1d", limit=5)).body
    clock.now += 86_400
    after = (await trader.get(KLINES, symbol="SOLUSDT", interval="1d", limit=6)).body

    assert after[:4] == before[:4]
    assert after[-1][1:5] == ["172.85000000"] * 4


@pytest.mark.parametrize(
    ("interval", "count"), [("1m", 1000), ("30m", 1000), ("1d", 1000), ("1w", 158), ("1M", 37)]
)
async def test_history_reaches_back(trader: Caller, interval: str, count: int) -> None:
    """A thousand candles are there, as far as the symbol was listed by then."""
    rows = (await trader.get(KLINES, symbol="BTCUSDT", interval=interval, limit=1000)).body

    assert len(rows) == pytest.approx(count, abs=1)
    assert [row[0] for row in rows] == sorted({row[0] for row in rows})
    assert all(float(row[3]) > 0 for row in rows)


async def test_span_of_candles(trader: Caller, clock: HandClock) -> None:
    """StartTime counts up, endTime alone counts back, and both ends are included."""
    hour = clock.ms // 3_600_000 * 3_600_000
    up = (
        await trader.get(
            KLINES, symbol="BTCUSDT", interval="1h", startTime=hour - 7_200_000, limit=2
        )
    ).body
    back = (
        await trader.get(KLINES, symbol="BTCUSDT", interval="1h", endTime=hour - 1, limit=2)
    ).body

    assert [row[0] for row in up] == [hour - 7_200_000, hour - 3_600_000]
    assert up == back


def test_same_seed_same_market() -> None:
    """A seed gives the same past each time, another seed another one."""

    def yesterday(seed: int) -> Bar:
        market = Market(seed, Timekeeper(lambda: 1_795_168_805.0))
        bar = market.stall("BTCUSDT").candles.span(29_918_000, 29_919_000)
        assert bar is not None
        return bar

    assert yesterday(7) == yesterday(7)
    assert yesterday(7) != yesterday(8)


def test_moving_market_stays_plausible() -> None:
    """After ten minutes prices have moved, none by a tenth, and nothing is at zero."""
    market = Market(7, Timekeeper(time.time))
    start = {name: market.price(name) for name in market.symbols}
    for _ in range(1200):
        market.move()

    moved = {name: abs(market.price(name) / start[name] - 1) for name in start}
    assert moved["BTCUSDT"] > 0
    assert max(moved.values()) < 0.1
    assert moved["FTMUSDT"] == 0


async def test_listing(trader: Caller) -> None:
    """About sixty symbols with filters, some with names beyond ASCII, one halted."""
    info = (await trader.get("/api/v3/exchangeInfo")).body
    symbols = {one["symbol"]: one for one in info["symbols"]}

    assert 60 <= len(symbols) <= 80
    assert symbols["币安人生USDT"]["baseAsset"] == "币安人生"
    assert symbols["FTMUSDT"]["status"] == "BREAK"
    assert {one["filterType"] for one in symbols["BTCUSDT"]["filters"]} >= {
        "PRICE_FILTER",
        "LOT_SIZE",
        "NOTIONAL",
    }
    assert info["rateLimits"][0]["limit"] == 6000


async def test_book_and_ticker_agree(exchange: Exchange, trader: Caller) -> None:
    """The book is sorted, does not cross, and its best levels are those of bookTicker."""
    exchange.set_price("BTCUSDT", "68000")
    book = (await trader.get("/api/v3/depth", symbol="BTCUSDT", limit=100)).body
    best = (await trader.get("/api/v3/ticker/bookTicker", symbol="BTCUSDT")).body
    bids, asks = [float(row[0]) for row in book["bids"]], [float(row[0]) for row in book["asks"]]

    assert bids == sorted(set(bids), reverse=True)
    assert asks == sorted(set(asks))
    assert bids[0] < asks[0] == 68000
    assert book["bids"][0] == [best["bidPrice"], best["bidQty"]]
    assert book["asks"][0] == [best["askPrice"], best["askQty"]]


async def test_rolling_day(exchange: Exchange, trader: Caller) -> None:
    """High, low and last take part in a new price; FULL has what MINI leaves out."""
    exchange.set_price("BTCUSDT", "80000")
    full = (await trader.get("/api/v3/ticker/24hr", symbol="BTCUSDT")).body
    mini = (await trader.get("/api/v3/ticker/24hr", symbol="BTCUSDT", type="MINI")).body
    every = (await trader.get("/api/v3/ticker/24hr")).body

    assert full["highPrice"] == full["lastPrice"] == "80000.00000000"
    change = float(full["lastPrice"]) - float(full["openPrice"])
    assert float(full["priceChange"]) == pytest.approx(change)
    assert "priceChange" not in mini
    assert len(every) == len(exchange.venue.market.symbols)


async def test_trades(exchange: Exchange, trader: Caller) -> None:
    """Trades are in the order of their ids; a new price is the last of them."""
    exchange.set_price("BTCUSDT", "67111")
    rows = (await trader.get("/api/v3/trades", symbol="BTCUSDT", limit=1000)).body
    aggregated = (
        await trader.get("/api/v3/aggTrades", symbol="BTCUSDT", fromId=rows[-2]["id"])
    ).body

    assert [row["id"] for row in rows] == list(range(rows[0]["id"], rows[0]["id"] + 1000))
    assert rows[-1]["price"] == "67111.00000000"
    assert [row["a"] for row in aggregated] == [rows[-2]["id"], rows[-1]["id"]]


async def test_futures_follow_spot(exchange: Exchange, trader: Caller) -> None:
    """A perpetual stands near its spot symbol; a contract of a thousand coins costs as much."""
    exchange.set_price("BTCUSDT", "50000")
    exchange.set_price("PEPEUSDT", "0.00002")
    btc = (await trader.get("/fapi/v1/premiumIndex", symbol="BTCUSDT")).body
    pepe = (await trader.get("/fapi/v2/ticker/price", symbol="1000PEPEUSDT")).body
    last = (await trader.get("/fapi/v2/ticker/price", symbol="BTCUSDT")).body["price"]
    rows = (await trader.get("/fapi/v1/klines", symbol="BTCUSDT", interval="1h", limit=2)).body

    assert float(btc["markPrice"]) == pytest.approx(50000, rel=0.001)
    assert btc["indexPrice"] == "50000.00000000"
    assert float(pepe["price"]) == pytest.approx(0.02, rel=0.001)
    assert rows[-1][4] == last


def test_minutes_cover_every_interval() -> None:
    """Each interval but seconds and months has a length that divides or fills days."""
    assert all(1440 % length == 0 or length % 1440 == 0 for length in MINUTES.values())
