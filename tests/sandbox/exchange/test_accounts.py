"""Account endpoints: spot, wallet and futures, and further market data of futures."""

from decimal import Decimal

import pytest

from sandbox.exchange import Exchange
from tests.sandbox.exchange.caller import Caller, HandClock


async def test_account_lists_every_asset_or_only_what_is_held(trader: Caller) -> None:
    """Zero balances are there unless they are left out on request."""
    full = (await trader.signed("GET", "/api/v3/account")).body
    short = (await trader.signed("GET", "/api/v3/account", omitZeroBalances="true")).body

    assert full["canTrade"] is True
    assert full["uid"] == 350100001
    assert {row["asset"] for row in short["balances"]} < {row["asset"] for row in full["balances"]}
    assert all(Decimal(row["free"]) + Decimal(row["locked"]) for row in short["balances"])


async def test_commission_and_order_counts(trader: Caller) -> None:
    """Rates of commission and the count of unfilled orders are told."""
    await trader.limit("BUY", "60000")
    rates = (await trader.signed("GET", "/api/v3/account/commission", symbol="BTCUSDT")).body
    counts = (await trader.signed("GET", "/api/v3/rateLimit/order")).body

    assert rates["standardCommission"]["maker"] == "0.00100000"
    assert [(one["interval"], one["count"]) for one in counts] == [("SECOND", 1), ("DAY", 1)]


async def test_state_of_the_account(exchange: Exchange, trader: Caller) -> None:
    """Status, trading status and level are told."""
    exchange.accounts["trader"].can_trade = False
    status = (await trader.signed("GET", "/sapi/v1/account/status")).body
    trading = (await trader.signed("GET", "/sapi/v1/account/apiTradingStatus")).body
    info = (await trader.signed("GET", "/sapi/v1/account/info")).body

    assert status == {"data": "Normal"}
    assert trading["data"]["isLocked"] is True
    assert info["vipLevel"] == 0


async def test_unrestricted_trading_key_expires(exchange: Exchange, guest: Caller) -> None:
    """A trading key without an address has an end to its trading, others have none."""
    issued = exchange.create_key("guest", enable_spot_and_margin_trading=True)
    path = "/sapi/v1/account/apiRestrictions"
    assert "tradingAuthorityExpirationTime" not in (await guest.signed("GET", path)).body
    guest.api_key, guest.secret = issued.api_key, issued.secret or ""
    body = (await guest.signed("GET", path)).body

    assert body["tradingAuthorityExpirationTime"] == body["createTime"] + 30 * 86_400_000


async def test_futures_account_adds_up(exchange: Exchange, trader: Caller) -> None:
    """Profit, margin and totals follow from the positions at the mark price."""
    exchange.set_price("BTCUSDT", "70000")
    account = (await trader.signed("GET", "/fapi/v3/account")).body
    risks = (await trader.signed("GET", "/fapi/v3/positionRisk")).body
    one = (await trader.signed("GET", "/fapi/v3/positionRisk", symbol="BTCUSDT")).body
    balances = (await trader.signed("GET", "/fapi/v3/balance")).body

    profit = sum(Decimal(risk["unRealizedProfit"]) for risk in risks)
    long = (Decimal(one[0]["markPrice"]) - Decimal("66120.4")) * Decimal("0.05")
    assert Decimal(one[0]["unRealizedProfit"]) == pytest.approx(long)
    assert Decimal(account["totalUnrealizedProfit"]) == pytest.approx(profit)
    assert Decimal(account["totalMarginBalance"]) == 5200 + profit
    assert {row["asset"]: row["balance"] for row in balances} == {
        "USDT": "5200.00000000",
        "BNB": "1.50000000",
    }
    assert (await trader.signed("GET", "/fapi/v3/positionRisk", symbol="NOPE")).code == -1121


async def test_futures_account_without_positions(guest: Caller) -> None:
    """An account that does not trade futures has nothing there."""
    assert (await guest.signed("GET", "/fapi/v3/balance")).body == []
    assert (await guest.signed("GET", "/fapi/v3/account")).body["positions"] == []


async def test_listen_key_lives_an_hour(clock: HandClock, trader: Caller) -> None:
    """A listen key ends after an hour unless it is kept alive."""
    path, key_only = "/fapi/v1/listenKey", {"X-MBX-APIKEY": trader.api_key}
    key = (await trader.send("POST", path, "", key_only)).body["listenKey"]
    clock.now += 3_599
    kept = await trader.send("PUT", path, "", key_only)
    clock.now += 3_600

    assert kept.body["listenKey"] == key
    assert (await trader.send("PUT", path, "", key_only)).code == -1125
    assert (await trader.send("POST", path, "", key_only)).body["listenKey"] != key


async def test_futures_tickers_and_book(trader: Caller) -> None:
    """Tickers come alone or all together; the book does not cross."""
    day = (await trader.get("/fapi/v1/ticker/24hr", symbol="ETHUSDT")).body
    every = (await trader.get("/fapi/v1/ticker/24hr")).body
    best = (await trader.get("/fapi/v1/ticker/bookTicker", symbol="ETHUSDT")).body
    book = (await trader.get("/fapi/v1/depth", symbol="ETHUSDT", limit=20)).body

    assert day["lastPrice"] == best["askPrice"] == book["asks"][0][0]
    assert len(every) == len(trader.exchange.venue.market.perpetuals)
    assert Decimal(best["bidPrice"]) < Decimal(best["askPrice"])
    assert [best["bidPrice"], best["bidQty"]] == book["bids"][0]
    assert (await trader.get("/fapi/v1/depth", symbol="EURUSDT")).code == -1121


async def test_futures_listing(trader: Caller) -> None:
    """Perpetuals have steps that their filters tell; COIN-M lists quarters too."""
    info = (await trader.get("/fapi/v1/exchangeInfo")).body
    bitcoin = next(one for one in info["symbols"] if one["symbol"] == "BTCUSDT")
    coin = (await trader.get("/dapi/v1/exchangeInfo")).body

    assert bitcoin["filters"][0]["tickSize"] == "0.1"
    assert bitcoin["pricePrecision"] == 1
    assert info["rateLimits"][0]["limit"] == 2400
    assert {one["contractType"] for one in coin["symbols"]} == {"PERPETUAL", "CURRENT_QUARTER"}
    assert "serverTime" in (await trader.get("/fapi/v1/time")).body
    assert "serverTime" in (await trader.get("/dapi/v1/time")).body


async def test_stop_purchase_at_market(exchange: Exchange, guest: Caller) -> None:
    """A triggered purchase pays the market; without the money for it, it expires."""
    stop = {"side": "BUY", "type": "STOP_LOSS", "quantity": "0.003"}
    await guest.order(**stop, stopPrice="68000", newClientOrderId="buys")
    exchange.set_price("BTCUSDT", "68000")
    named = {"symbol": "BTCUSDT", "origClientOrderId": "buys"}
    bought = (await guest.signed("GET", "/api/v3/order", **named)).body
    await guest.order(
        side="BUY", type="STOP_LOSS", quantity="0.0006", stopPrice="69000", newClientOrderId="late"
    )
    exchange.set_price("BTCUSDT", "90000")
    named["origClientOrderId"] = "late"
    late = (await guest.signed("GET", "/api/v3/order", **named)).body

    assert (bought["status"], bought["cummulativeQuoteQty"]) == ("FILLED", "204.00000000")
    assert late["status"] == "EXPIRED"
    assert exchange.accounts["guest"].balances["USDT"].locked == 0
