"""Figures of futures: statistics, windows and contracts agree with the market they follow."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from sandbox.exchange.coin_contracts import quarter_end
from tests.sandbox.exchange.caller import Caller, HandClock


@pytest.mark.parametrize(
    ("now", "end"),
    [
        ("2026-11-20", "2026-12-25"),
        ("2026-12-20", "2027-03-26"),
        ("2027-01-01", "2027-03-26"),
        ("2027-06-01", "2027-06-25"),
    ],
)
def test_quarter_ends_on_its_last_friday(now: str, end: str) -> None:
    """The running quarter is the one with more than two weeks left."""
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)

    assert f"{quarter_end(int(moment.timestamp() * 1000)):%Y-%m-%d}" == end


async def test_steps_of_statistics(clock: HandClock, trader: Caller) -> None:
    """One row for each step, oldest first, the same when asked again."""
    asked = {"symbol": "BTCUSDT", "period": "1h", "limit": 5}
    path = "/futures/data/globalLongShortAccountRatio"
    first = (await trader.get(path, **asked)).body
    again = (await trader.get(path, **asked)).body
    times = [one["timestamp"] for one in first]

    assert first == again
    assert len(times) == 5
    assert times == sorted(times)
    assert all(time % 3_600_000 == 0 for time in times)
    assert times[-1] <= clock.ms
    for one in first:
        assert Decimal(one["longAccount"]) + Decimal(one["shortAccount"]) == 1


async def test_delivery_contract_is_dearer(trader: Caller) -> None:
    """A quarter stands above its index, and funding is for perpetuals."""
    rows = (await trader.get("/dapi/v1/premiumIndex", pair="BTCUSD")).body
    by_name = {"PERP" in one["symbol"]: one for one in rows}

    assert Decimal(by_name[False]["markPrice"]) > Decimal(by_name[False]["indexPrice"])
    assert (by_name[True]["lastFundingRate"], by_name[False]["lastFundingRate"]) == (
        "0.00010000",
        "",
    )


@pytest.mark.parametrize(
    ("path", "sent", "code"),
    [
        ("/api/v3/ticker", {"symbol": "BTCUSDT", "windowSize": "60m"}, -1130),
        ("/api/v3/ticker", {"symbol": "BTCUSDT", "windowSize": "8d"}, -1130),
        ("/api/v3/ticker", {}, -1102),
        ("/api/v3/ticker/tradingDay", {"symbol": "BTCUSDT", "timeZone": "15"}, -1130),
        ("/dapi/v1/openInterest", {"symbol": "BTCUSDT"}, -1121),
        ("/dapi/v1/indexPriceKlines", {"pair": "XUSD", "interval": "1h"}, -1121),
        ("/fapi/v1/assetIndex", {"symbol": "XUSD"}, -1121),
    ],
)
async def test_refused_figures(trader: Caller, path: str, sent: dict[str, str], code: int) -> None:
    """Unknown windows, zones, symbols and pairs are refused."""
    assert (await trader.get(path, **sent)).code == code


async def test_window_and_day(trader: Caller) -> None:
    """A window of a day has the figures of the day; MINI leaves the change out."""
    day = (await trader.get("/api/v3/ticker/24hr", symbol="BTCUSDT")).body
    window = (await trader.get("/api/v3/ticker", symbol="BTCUSDT", windowSize="1d")).body
    small = (await trader.get("/api/v3/ticker", symbol="BTCUSDT", type="MINI")).body

    assert (window["openPrice"], window["volume"]) == (day["openPrice"], day["volume"])
    assert "priceChange" in window
    assert "priceChange" not in small
