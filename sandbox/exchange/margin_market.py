"""What margin offers: assets, pairs, rates, levels, made up from the spot market."""

from decimal import Decimal
from typing import Any

from sandbox.exchange.errors import bad_symbol
from sandbox.exchange.margin_book import DAILY_RATE
from sandbox.exchange.routes import Call
from sandbox.exchange.symbols import Symbol
from sandbox.exchange.wire import places

DAY_MS = 86_400_000
LENT = ("BTC", "ETH", "BNB", "SOL", "USDT", "USDC")
LIMIT = Decimal(250_000)  # worth that may be borrowed of an asset, in USDT
ISOLATED_LEVERAGE = "10"


def assets(call: Call) -> Any:
    """Assets and what may be done with them."""
    return [
        {
            "assetFullName": asset,
            "assetName": asset,
            "isBorrowable": True,
            "isMortgageable": True,
            "userMinBorrow": "0.00000000",
            "userMinRepay": "0.00000000",
        }
        for asset in LENT
        if call.get("asset") in {None, asset}
    ]


def pairs(call: Call) -> Any:
    """Cross margin pairs; one is given alone."""
    found = [
        _pair(symbol) | {"id": 323_355_778_339_572_400 + number}
        for number, symbol in enumerate(_lent(call))
    ]
    return _named(call, found)


def isolated_pairs(call: Call) -> Any:
    """Isolated margin pairs."""
    return _named(call, [_pair(symbol) for symbol in _lent(call)])


def price_index(call: Call) -> Any:
    """Price debts are measured with."""
    price = call.venue.market.price(call["symbol"])
    return {"calcTime": call.now_ms, "price": places(price), "symbol": call["symbol"]}


def collateral_ratios(_: Call) -> Any:
    """How much of each asset counts."""
    return [
        {
            "collaterals": [
                {"minUsdValue": "0", "maxUsdValue": "13000000", "discountRate": "1"},
                {"minUsdValue": "13000000", "discountRate": "0"},
            ],
            "assetNames": list(LENT),
        }
    ]


def leverage_brackets(_: Call) -> Any:
    """Leverage by debt; the rates are numbers here, not texts."""
    return [
        {
            "assetNames": list(LENT),
            "rank": 1,
            "brackets": [
                {
                    "leverage": 10,
                    "maxDebt": 1000000.0,
                    "maintenanceMarginRate": 0.02,
                    "initialMarginRate": 0.1112,
                    "fastNum": 0.0,
                },
                {
                    "leverage": 3,
                    "maxDebt": 4000000.0,
                    "maintenanceMarginRate": 0.07,
                    "initialMarginRate": 0.5,
                    "fastNum": 60000.0,
                },
            ],
        }
    ]


def isolated_tiers(call: Call) -> Any:
    """Leverage and limits of an isolated pair."""
    symbol = call.venue.market.symbol(call["symbol"])
    tiers = [
        {
            "symbol": symbol.name,
            "tier": tier,
            "effectiveMultiple": str(11 - tier * 2),
            "initialRiskRatio": "1.111",
            "liquidationRiskRatio": "1.05",
            "baseAssetMaxBorrowable": _limit(call, symbol.base),
            "quoteAssetMaxBorrowable": _limit(call, symbol.quote),
        }
        for tier in (1, 2, 3)
    ]
    return [one for one in tiers if call.get("tier") in {None, one["tier"]}]


def cross_data(call: Call) -> Any:
    """Rates and limits of assets."""
    return [
        {
            "vipLevel": call.get("vipLevel", 0),
            "coin": asset,
            "transferIn": True,
            "borrowable": True,
            "dailyInterest": places(DAILY_RATE),
            "yearlyInterest": places(DAILY_RATE * 365),
            "borrowLimit": _limit(call, asset),
            "marginablePairs": [
                symbol.name for symbol in _lent(call) if asset in {symbol.base, symbol.quote}
            ],
        }
        for asset in LENT
        if call.get("coin") in {None, asset}
    ]


def isolated_data(call: Call) -> Any:
    """Rates and limits of isolated pairs."""
    return [
        {
            "vipLevel": call.get("vipLevel", 0),
            "symbol": symbol.name,
            "leverage": ISOLATED_LEVERAGE,
            "data": [
                {
                    "coin": asset,
                    "dailyInterest": places(DAILY_RATE),
                    "borrowLimit": _limit(call, asset),
                }
                for asset in (symbol.base, symbol.quote)
            ],
        }
        for symbol in _lent(call)
        if call.get("symbol") in {None, symbol.name}
    ]


def inventory(call: Call) -> Any:
    """How much there is to lend."""
    return {
        "assets": {asset: _limit(call, asset) for asset in LENT},
        "updateTime": call.now_ms // 60_000 * 60_000,
    }


def limit_price_pairs(call: Call) -> Any:
    """Pairs whose limit prices are held to the index."""
    return {"crossMarginSymbols": [symbol.name for symbol in _lent(call)]}


def restricted_assets(_: Call) -> Any:
    """Assets with too many positions already."""
    return {"openLongRestrictedAsset": ["FTM"], "maxCollateralExceededAsset": ["MKR"]}


def liquidation_ratios(_: Call) -> Any:
    """How far a liquidation goes."""
    return [{"asset": asset, "riskBasedLiquidationRatio": "0.01"} for asset in LENT]


def listings(call: Call) -> Any:
    """Assets and pairs that will come."""
    return [_change(call, "listTime", 3)]


def delistings(call: Call) -> Any:
    """Assets and pairs that will go."""
    return [_change(call, "delistTime", 6)]


def _change(call: Call, name: str, days: int) -> dict[str, Any]:
    return {
        name: (call.now_ms // DAY_MS + days) * DAY_MS,
        "crossMarginAssets": ["FTM"],
        "isolatedMarginSymbols": ["FTMUSDT"],
    }


def _lent(call: Call) -> list[Symbol]:
    symbols = call.venue.market.symbols.values()
    return [one for one in symbols if {one.base, one.quote} <= set(LENT)]


def _pair(symbol: Symbol) -> dict[str, Any]:
    return {
        "base": symbol.base,
        "isBuyAllowed": True,
        "isMarginTrade": True,
        "isSellAllowed": True,
        "quote": symbol.quote,
        "symbol": symbol.name,
    }


def _named(call: Call, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give all, or the one asked for. Fails with -1121."""
    if not call.get("symbol"):
        return found
    one = [pair for pair in found if pair["symbol"] == call["symbol"]]
    if not one:
        raise bad_symbol()
    return one


def _limit(call: Call, asset: str) -> str:
    return places(LIMIT / call.venue.market.value(asset))
