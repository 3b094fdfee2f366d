"""What stands around the futures market: funds, risks, schedules, what indexes are made of."""

from decimal import Decimal
from typing import Any

from sandbox.exchange.coin_contracts import contract_of_pair
from sandbox.exchange.errors import bad_symbol
from sandbox.exchange.routes import Call
from sandbox.exchange.wire import places

DAY_MS = 86_400_000
HOUR_MS = 3_600_000
MARKETS = (("binance", 40), ("okex", 25), ("coinbase", 20), ("gateio", 15))  # parts in percent
LEAST, MOST = Decimal("0.1"), Decimal(50_000)  # USDT that may be converted at a time
MARGIN_ASSETS = ("BTC", "ETH", "BNB", "USDC")
RISKS = ("low", "medium", "high")


def insurance(call: Call) -> Any:
    """Insurance funds, or the one behind a contract."""
    names = list(call.venue.market.perpetuals)
    assets = [
        {"asset": "USDT", "marginBalance": "805114210.004512", "updateTime": _hour(call)},
        {"asset": "BTC", "marginBalance": "61.50218830", "updateTime": _hour(call)},
    ]
    if call.get("symbol"):
        name = call.venue.market.perpetual(call["symbol"]).name
        return {"symbols": [name], "assets": assets}
    return [{"symbols": names, "assets": assets}]


def adl_risk(call: Call) -> Any:
    """How likely positions are reduced by force."""
    market = call.venue.market
    if call.get("symbol"):
        return _risk(call, market.perpetual(call["symbol"]).name)
    return [_risk(call, name) for name in market.perpetuals]


def trading_schedule(call: Call) -> Any:
    """When the markets behind TradFi contracts are open."""
    midnight = call.now_ms // DAY_MS * DAY_MS
    parts = (
        ("OVERNIGHT", 0, 9),
        ("PRE_MARKET", 9, 14),
        ("REGULAR", 14, 21),
        ("NO_TRADING", 21, 24),
    )
    equity = [
        {
            "startTime": midnight + first * HOUR_MS,
            "endTime": midnight + last * HOUR_MS,
            "type": kind,
        }
        for kind, first, last in parts
    ]
    always = [{"startTime": midnight, "endTime": midnight + DAY_MS, "type": "REGULAR"}]
    return {
        "updateTime": midnight,
        "marketSchedules": {"EQUITY": {"sessions": equity}, "COMMODITY": {"sessions": always}},
    }


def convert_pairs(call: Call) -> Any:
    """Pairs that may be converted in the futures wallet."""
    market = call.venue.market
    pairs = [("USDT", asset) for asset in MARGIN_ASSETS]
    return [
        {
            "fromAsset": one,
            "toAsset": other,
            "fromAssetMinAmount": places(LEAST / market.value(one)),
            "fromAssetMaxAmount": places(MOST / market.value(one)),
            "toAssetMinAmount": places(LEAST / market.value(other)),
            "toAssetMaxAmount": places(MOST / market.value(other)),
        }
        for one, other in (*pairs, *((other, one) for one, other in pairs))
        if call.get("fromAsset") in {None, one} and call.get("toAsset") in {None, other}
    ]


def constituents(call: Call) -> Any:
    """Markets an index price is made of."""
    market, name = call.venue.market, call["symbol"]
    if name in market.perpetuals:
        contract = market.perpetual(name)
        spot, each = contract.spot, contract.multiplier
    else:
        spot, each = contract_of_pair(market, name, "PERPETUAL", call.now_ms).spot, 1
    price = places(market.price(spot) * each)
    return {
        "symbol": name,
        "time": call.now_ms,
        "constituents": [
            {
                "exchange": where,
                "symbol": spot,
                "price": price,
                "weight": places(Decimal(part) / 100),
            }
            for where, part in MARKETS
        ],
    }


def index_info(call: Call) -> Any:
    """Parts of the composite indexes."""
    parts = [("BTC", "0.6"), ("ETH", "0.4")]
    return [
        {
            "symbol": "DEFIUSDT",
            "time": call.now_ms,
            "component": "baseAsset",
            "baseAssetList": [
                {
                    "baseAsset": asset,
                    "quoteAsset": "USDT",
                    "weightInQuantity": "1.04406228",
                    "weightInPercentage": part,
                }
                for asset, part in parts
            ],
        }
    ]


def asset_index(call: Call) -> Any:
    """Worth of assets as margin."""
    known = {f"{asset}USD": asset for asset in MARGIN_ASSETS}
    if not call.get("symbol"):
        return [_worth(call, name, asset) for name, asset in known.items()]
    if call["symbol"] not in known:
        raise bad_symbol()
    return _worth(call, call["symbol"], known[call["symbol"]])


def delivery_prices(call: Call) -> Any:
    """At what prices the past quarters were settled."""
    contract = call.venue.market.perpetual(call["pair"])
    candles = call.venue.market.stall(contract.spot).candles
    times = [(call.now_ms // DAY_MS - 91 * age) * DAY_MS + 8 * HOUR_MS for age in range(1, 5)]
    return [
        {
            "deliveryTime": at,
            "deliveryPrice": float(
                round(contract.price(Decimal(candles.minute(at // 60_000).close)), 2)
            ),
        }
        for at in times
    ]


def _worth(call: Call, name: str, asset: str) -> dict[str, Any]:
    price = call.venue.market.value(asset)
    low, high = places(price * Decimal("0.99")), places(price * Decimal("1.01"))
    return {
        "symbol": name,
        "time": call.now_ms,
        "index": places(price),
        "bidBuffer": "0.01000000",
        "askBuffer": "0.01000000",
        "bidRate": low,
        "askRate": high,
        "autoExchangeBidBuffer": "0.05000000",
        "autoExchangeAskBuffer": "0.05000000",
        "autoExchangeBidRate": low,
        "autoExchangeAskRate": high,
    }


def _risk(call: Call, name: str) -> dict[str, Any]:
    return {"symbol": name, "adlRisk": RISKS[len(name) % 3], "updateTime": _hour(call)}


def _hour(call: Call) -> int:
    return call.now_ms // HOUR_MS * HOUR_MS
