"""Margin accounts: balances, levels, movements."""

from decimal import Decimal
from typing import Any

from sandbox.exchange.errors import Refusal
from sandbox.exchange.margin_book import DAILY_RATE
from sandbox.exchange.margin_orders import book_of
from sandbox.exchange.routes import Call
from sandbox.exchange.wire import places, short

DAY_MS = 86_400_000
LONGEST_FLOW = 7 * DAY_MS
MOST_ISOLATED = 20
NORMAL, MARGIN_CALL, LIQUIDATION = "1.5", "1.3", "1.1"  # margin levels
FLOWS = (
    "TRANSFER|BORROW|REPAY|BUY_INCOME|BUY_EXPENSE|SELL_INCOME|SELL_EXPENSE|TRADING_COMMISSION"
    "|BUY_LIQUIDATION|SELL_LIQUIDATION|REPAY_LIQUIDATION|OTHER_LIQUIDATION|LIQUIDATION_FEE"
    "|SMALL_BALANCE_CONVERT|COMMISSION_RETURN|SMALL_CONVERT"
)


def account(call: Call) -> Any:
    """Balances and debts of the cross account."""
    market, book = call.venue.market, book_of(call)
    held, owed, level = book.assets_in(market), book.debts_in(market), book.level(market)
    names = sorted({*book.account.balances, *book.debts})
    return {
        "created": True,
        "borrowEnabled": True,
        "marginLevel": places(level),
        "collateralMarginLevel": places(level),
        "totalAssetOfBtc": places(held),
        "totalLiabilityOfBtc": places(owed),
        "totalNetAssetOfBtc": places(held - owed),
        "TotalCollateralValueInUSDT": places(book.assets_in(market, "USDT")),
        "totalOpenOrderLossInUSDT": "0",
        "tradeEnabled": True,
        "transferInEnabled": True,
        "transferOutEnabled": True,
        "accountType": "MARGIN_1",
        "userAssets": [_asset(call, name) for name in names],
    }


def isolated_account(call: Call) -> Any:
    """Balances and debts of the isolated accounts; they hold nothing."""
    named = call.get("symbols")
    for name in named or ():
        call.venue.market.symbol(name)
    pairs = [_pair(call, name) for name in book_of(call).isolated if not named or name in named]
    if named:
        return {"assets": pairs}
    zero = dict.fromkeys(("totalAssetOfBtc", "totalLiabilityOfBtc", "totalNetAssetOfBtc"), "0")
    return {"assets": pairs, **zero}


def enable(call: Call) -> Any:
    """Open an isolated account."""
    name, book = call.venue.market.symbol(call["symbol"]).name, book_of(call)
    if name not in book.isolated:
        book.isolated.append(name)
    return {"success": True, "symbol": name}


def disable(call: Call) -> Any:
    """Close an isolated account. Fails with -11006."""
    book = book_of(call)
    if call["symbol"] not in book.isolated:
        raise Refusal(-11006, "Isolated margin account doesn't exist.")
    book.isolated.remove(call["symbol"])
    return {"success": True, "symbol": call["symbol"]}


def capital_flow(call: Call) -> Any:
    """List movements. Fails with -4047."""
    start, end = call.get("startTime"), call.get("endTime")
    if start is not None and end is not None and end - start > LONGEST_FLOW:
        raise Refusal(-4047, "Time interval must be within 0-7 days")
    rows = [
        {
            "id": made.id,
            "tranId": made.id,
            "timestamp": made.time_ms,
            "asset": made.asset,
            "symbol": made.symbol,
            "type": made.kind,
            "amount": short(made.amount),
        }
        for made in book_of(call).loans
        if call.get("asset") in {None, made.asset} and call.get("type") in {None, made.kind}
    ]
    return rows[: call["limit"]]


def bars(_: Call) -> Any:
    """At which levels what happens."""
    return {
        "normalBar": NORMAL,
        "marginCallBar": MARGIN_CALL,
        "forceLiquidationBar": LIQUIDATION,
    }


def isolated_limit(call: Call) -> Any:
    """How many isolated accounts there are."""
    return {"enabledAccount": len(book_of(call).isolated), "maxAccount": MOST_ISOLATED}


def set_leverage(call: Call) -> Any:
    """Take the leverage of the cross account. Fails with -3067."""
    if call["maxLeverage"] not in {3, 5, 10, 20}:
        raise Refusal(-3067, "Your max leverage is not supported.")
    return {"success": True}


def bnb_burn(call: Call) -> Any:
    """Whether fees are paid in BNB."""
    account = call.account
    return {
        "spotBNBBurn": account.pays_fees_in_bnb,
        "interestBNBBurn": account.cash.pays_interest_in_bnb,
    }


def _asset(call: Call, name: str) -> dict[str, Any]:
    book = book_of(call)
    held, owed = book.account.balances[name], book.debts.get(name, Decimal(0))
    return {
        "asset": name,
        "borrowed": places(owed),
        "free": places(held.free),
        "interest": places(owed * DAILY_RATE / 24),
        "locked": places(held.locked),
        "netAsset": places(held.free + held.locked - owed),
    }


def _pair(call: Call, name: str) -> dict[str, Any]:
    symbol = call.venue.market.symbol(name)
    zero = dict.fromkeys(
        ("borrowed", "free", "interest", "locked", "netAsset", "netAssetOfBtc", "totalAsset"),
        "0.00000000",
    )
    enabled = {"borrowEnabled": True, "repayEnabled": True}
    return {
        "baseAsset": {"asset": symbol.base, **zero, **enabled},
        "quoteAsset": {"asset": symbol.quote, **zero, **enabled},
        "symbol": name,
        "isolatedCreated": True,
        "enabled": True,
        "marginLevel": "999",
        "marginLevelStatus": "EXCESSIVE",
        "marginRatio": "5.00000000",
        "indexPrice": places(call.venue.market.price(name)),
        "liquidatePrice": "0",
        "liquidateRate": "0",
        "tradeEnabled": True,
    }
