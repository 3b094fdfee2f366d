"""Market data of both futures exchanges besides the first: every endpoint is one entry."""

from typing import Any

from sandbox.exchange import coin_market, futures_candles, futures_facts
from sandbox.exchange import futures_market as usd
from sandbox.exchange import futures_statistics as statistics
from sandbox.exchange.coin_contracts import coin_contract
from sandbox.exchange.declaring import get
from sandbox.exchange.errors import bad_symbol
from sandbox.exchange.futures_trades import agg_trades, trades
from sandbox.exchange.routes import (
    Call,
    Handler,
    Pool,
    Route,
    Security,
    Weight,
    by_limit,
    with_symbol,
)

KINDS = "PERPETUAL|CURRENT_QUARTER|NEXT_QUARTER"
BY_CANDLES = by_limit({99: 1, 499: 2, 1000: 5, 1500: 10}, default=500)
BY_DEPTH = by_limit({50: 2, 100: 5, 500: 10, 1000: 20}, default=500)
SPAN = "startTime endTime"
CANDLES = f"interval! {SPAN} limit:..1500=500"
STATISTICS = f"period! limit:..500=30 {SPAN}"


def continuous(call: Call) -> Any:
    """Candles of a pair over its contracts; here there are only perpetuals."""
    if call["contractType"] != "PERPETUAL":
        raise bad_symbol()
    return usd.klines(_renamed(call, symbol=call["pair"]))


def _renamed(call: Call, **more: Any) -> Call:
    return Call(
        venue=call.venue,
        params={**call.params, **more},
        now_ms=call.now_ms,
        ip=call.ip,
        key=call.key,
        customer=call.customer,
    )


def _get(path: str, handler: Handler, weight: Weight = 1, words: str = "", **more: Any) -> Route:
    return get(path, handler, weight, words, pool=Pool.FUTURES, **more)


def _counted(name: str, handler: Handler, words: str, **more: Any) -> Route:
    """Declare an endpoint whose calls are counted, not its weight."""
    return get(f"/futures/data/{name}", handler, 1, words, pool=Pool.FUTURES_DATA, **more)


def _own(root: str, handler: Handler) -> Handler:
    """Let a handler know only the contracts of its exchange. Fails with -1121."""

    def handle(call: Call) -> Any:
        market, name = call.venue.market, call.get("symbol")
        if name is not None and root == "/fapi/v1":
            market.perpetual(name)
        elif name is not None:
            coin_contract(market, name, call.now_ms)
        return handler(call)

    return handle


def _both(root: str) -> tuple[Route, ...]:
    """Give what both exchanges have under their own root."""
    return (
        _get(f"{root}/trades", _own(root, trades), 5, "symbol! limit=500"),
        _get(
            f"{root}/historicalTrades",
            _own(root, trades),
            200,
            "symbol! limit:..500=100 fromId",
            security=Security.MARKET_DATA,
        ),
        _get(f"{root}/aggTrades", _own(root, agg_trades), 20, f"symbol! fromId {SPAN} limit=500"),
        _get(
            f"{root}/markPriceKlines",
            futures_candles.mark_klines,
            BY_CANDLES,
            f"symbol! {CANDLES}",
        ),
        _get(
            f"{root}/premiumIndexKlines",
            futures_candles.premium_klines,
            BY_CANDLES,
            f"symbol! {CANDLES}",
        ),
        _get(
            f"{root}/indexPriceKlines",
            futures_candles.index_klines,
            BY_CANDLES,
            f"pair! {CANDLES}",
        ),
        _get(f"{root}/openInterest", _own(root, statistics.open_interest), 1, "symbol!"),
    )


KEYED = {"security": Security.MARKET_DATA}
ROUTES = (
    *_both("/fapi/v1"),
    _get("/fapi/v1/rpiDepth", usd.depth, 20, "symbol! limit=1000"),
    _get(
        "/fapi/v1/continuousKlines",
        continuous,
        BY_CANDLES,
        f"pair! contractType!:{KINDS}|TRADIFI_PERPETUAL {CANDLES}",
    ),
    get(
        "/fapi/v1/fundingRate",
        _own("/fapi/v1", statistics.funding_rates),
        1,
        f"symbol {SPAN} limit=100",
        pool=Pool.FUNDING,
    ),
    get("/fapi/v1/fundingInfo", statistics.funding_info, pool=Pool.FUNDING),
    _get("/fapi/v1/insuranceBalance", futures_facts.insurance, 1, "symbol"),
    _get("/fapi/v1/symbolAdlRisk", futures_facts.adl_risk, 1, "symbol"),
    _get("/fapi/v1/tradingSchedule", futures_facts.trading_schedule, 5),
    _get("/fapi/v1/convert/exchangeInfo", futures_facts.convert_pairs, 20, "fromAsset toAsset"),
    _get("/fapi/v1/constituents", futures_facts.constituents, 2, "symbol!"),
    _get("/fapi/v1/indexInfo", futures_facts.index_info, 1, "symbol"),
    _get("/fapi/v1/assetIndex", futures_facts.asset_index, with_symbol(1, 10), "symbol"),
    _counted("delivery-price", futures_facts.delivery_prices, "pair!"),
    _counted("openInterestHist", statistics.open_interest_history, f"symbol! {STATISTICS}"),
    _counted(
        "topLongShortAccountRatio", statistics.account_ratio, f"symbol! {STATISTICS}", **KEYED
    ),
    _counted(
        "topLongShortPositionRatio", statistics.position_ratio, f"symbol! {STATISTICS}", **KEYED
    ),
    _counted("globalLongShortAccountRatio", statistics.account_ratio, f"symbol! {STATISTICS}"),
    _counted("takerlongshortRatio", statistics.taker_ratio, f"symbol! {STATISTICS}"),
    _counted("basis", statistics.basis, f"pair! contractType!:{KINDS} {STATISTICS}"),
)

_PAIR = f"pair! contractType:{KINDS}=PERPETUAL {STATISTICS}"
COIN_ROUTES = (
    *_both("/dapi/v1"),
    _get("/dapi/v1/ping", lambda _: {}),
    _get("/dapi/v1/time", lambda call: {"serverTime": call.now_ms}),
    _get("/dapi/v1/exchangeInfo", coin_market.exchange_info),
    _get("/dapi/v1/depth", coin_market.depth, BY_DEPTH, "symbol! limit=500"),
    _get("/dapi/v1/klines", futures_candles.coin_klines, BY_CANDLES, f"symbol! {CANDLES}"),
    _get(
        "/dapi/v1/continuousKlines",
        futures_candles.coin_continuous,
        BY_CANDLES,
        f"pair! contractType!:{KINDS} {CANDLES}",
    ),
    _get("/dapi/v1/premiumIndex", coin_market.premium_index, 10, "symbol pair"),
    _get("/dapi/v1/ticker/24hr", coin_market.ticker_24h, with_symbol(1, 40), "symbol pair"),
    _get("/dapi/v1/ticker/price", coin_market.ticker_price, with_symbol(1, 2), "symbol pair"),
    _get("/dapi/v1/ticker/bookTicker", coin_market.ticker_book, with_symbol(2, 5), "symbol pair"),
    _get(
        "/dapi/v1/fundingRate",
        _own("/dapi/v1", statistics.funding_rates),
        1,
        f"symbol! {SPAN} limit=100",
    ),
    _get("/dapi/v1/fundingInfo", statistics.coin_funding_info),
    _get("/dapi/v1/constituents", futures_facts.constituents, 1, "symbol!"),
    _counted("openInterestHist", statistics.open_interest_history, _PAIR),
    _counted("topLongShortAccountRatio", statistics.account_ratio, _PAIR),
    _counted("topLongShortPositionRatio", statistics.position_ratio, _PAIR),
    _counted("globalLongShortAccountRatio", statistics.account_ratio, _PAIR),
    _counted(
        "takerBuySellVol", statistics.taker_volume, f"pair! contractType!:ALL|{KINDS} {STATISTICS}"
    ),
    _counted("basis", statistics.basis, f"pair! contractType!:{KINDS} {STATISTICS}"),
)
