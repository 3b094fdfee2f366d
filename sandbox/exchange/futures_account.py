"""The USDⓈ-M account as it is read: balances, totals, positions."""

from decimal import Decimal
from typing import Any

from sandbox.exchange.contract_desk import books_of, sides_of
from sandbox.exchange.contract_margin import Books, most_at
from sandbox.exchange.contract_terms import Terms
from sandbox.exchange.contract_wallet import ZERO, Position, Product
from sandbox.exchange.routes import Call
from sandbox.exchange.wire import places, short

USD = Product.USD
SHOWN = (  # of a position, in answers about the account
    "symbol",
    "positionSide",
    "positionAmt",
    "isolatedMargin",
    "notional",
    "isolatedWallet",
    "initialMargin",
    "maintMargin",
    "updateTime",
)
SHOWN_V2 = (  # of a position, in the older answer about positions
    "symbol",
    "positionAmt",
    "entryPrice",
    "breakEvenPrice",
    "markPrice",
    "unRealizedProfit",
    "liquidationPrice",
    "isolatedMargin",
    "notional",
    "isolatedWallet",
    "positionSide",
    "updateTime",
)
RIGHTS = {"feeTier": 0, "canTrade": True, "canDeposit": True, "canWithdraw": True}


def balance(call: Call) -> Any:
    """Balances of the futures wallet."""
    books = books_of(call, USD)
    return [
        {
            "accountAlias": f"Fz{call.account.uid}",
            "asset": asset,
            "balance": places(amount),
            "crossWalletBalance": places(books.cross_balance(asset)),
            "crossUnPnl": places(books.cross_profit(asset)),
            "availableBalance": places(_free(books, asset)),
            "maxWithdrawAmount": places(_free(books, asset)),
            "marginAvailable": True,
            "updateTime": call.account.update_time_ms,
        }
        for asset, amount in books.wallet.balances.items()
    ]


def account(call: Call) -> Any:
    """Totals, assets and open positions."""
    books = books_of(call, USD)
    held = [one for one in books.wallet.held() if one[2].amount]
    return {
        **_totals(books),
        "assets": [_asset(call, books, asset) for asset in books.wallet.balances],
        "positions": [_position(books, *one) for one in held],
    }


def account_v2(call: Call) -> Any:
    """Totals, assets and a position of every contract."""
    books = books_of(call, USD)
    assets = [
        _asset(call, books, asset) | {"marginAvailable": True} for asset in books.wallet.balances
    ]
    return {
        **RIGHTS,
        "feeBurn": call.account.contract_mode.fee_burn,
        "tradeGroupId": -1,
        "updateTime": 0,
        "multiAssetsMargin": call.account.contract_mode.multi_assets,
        **_totals(books),
        "assets": assets,
        "positions": [
            _position(books, *one) | _setting(books, *one) for one in sides_of(books, call)
        ],
    }


def position_risk(call: Call) -> Any:
    """Positions, and contracts with an open order, with their mark and liquidation price."""
    books = books_of(call, USD)
    return [
        _risk(books, *one)
        for one in sides_of(books, call)
        if one[2].amount or books.wallet.open_orders(one[0])
    ]


def position_risk_v2(call: Call) -> Any:
    """Positions of every contract, with their settings."""
    books = books_of(call, USD)
    shown = []
    for name, side, position in sides_of(books, call):
        terms = books.contracts.find(USD, name)
        setting = books.wallet.setting(name)
        risk = _risk(books, name, side, position)
        shown.append(
            {one: risk[one] for one in SHOWN_V2}
            | {
                "leverage": str(setting.leverage),
                "maxNotionalValue": short(most_at(terms, setting.leverage)),
                "marginType": "isolated" if setting.isolated else "cross",
                "isAutoAddMargin": "false",
            }
        )
    return shown


def break_even(terms: Terms, position: Position) -> Decimal:
    """Give the price at which closing a position costs nothing, fees included."""
    if not position.amount:
        return ZERO
    direction = 1 if position.amount > 0 else -1
    return (position.entry_price * (1 + direction * Decimal("0.0005"))).quantize(terms.tick / 10000)


def isolated_margin(books: Books, terms: Terms, position: Position) -> Decimal:
    """Give the margin of an isolated position with its profit, zero for others."""
    if not books.wallet.setting(terms.name).isolated or not position.amount:
        return ZERO
    return position.isolated + books.unrealised(terms, position)


def _risk(books: Books, name: str, side: str, position: Position) -> dict[str, Any]:
    terms = books.contracts.find(USD, name)
    margin = places(books.initial(terms, position))
    orders = sum((books.order_margin(one) for one in books.wallet.open_orders(name)), ZERO)
    return {
        "symbol": name,
        "positionSide": side,
        "positionAmt": short(position.amount),
        "entryPrice": short(position.entry_price),
        "breakEvenPrice": short(break_even(terms, position)),
        "markPrice": places(books.contracts.mark(terms)),
        "unRealizedProfit": places(books.unrealised(terms, position)),
        "liquidationPrice": places(books.liquidation_price(terms, position)),
        "isolatedMargin": places(isolated_margin(books, terms, position)),
        "notional": places(books.notional(terms, position)),
        "marginAsset": terms.margin_asset,
        "isolatedWallet": places(position.isolated),
        "initialMargin": margin,
        "maintMargin": places(books.maintenance(terms, position)),
        "positionInitialMargin": margin,
        "openOrderInitialMargin": places(orders),
        "adl": 1 if position.amount else 0,
        "bidNotional": "0",
        "askNotional": "0",
        "updateTime": position.update_time_ms,
    }


def _position(books: Books, name: str, side: str, position: Position) -> dict[str, Any]:
    risk = _risk(books, name, side, position)
    return {one: risk[one] for one in SHOWN} | {"unrealizedProfit": risk["unRealizedProfit"]}


def _setting(books: Books, name: str, side: str, position: Position) -> dict[str, Any]:
    """Write what only the older answer tells of a position."""
    terms = books.contracts.find(USD, name)
    setting = books.wallet.setting(name)
    risk = _risk(books, name, side, position)
    kept = ("positionInitialMargin", "openOrderInitialMargin", "entryPrice", "breakEvenPrice")
    return {one: risk[one] for one in (*kept, "bidNotional", "askNotional")} | {
        "leverage": str(setting.leverage),
        "isolated": setting.isolated,
        "maxNotional": short(most_at(terms, setting.leverage)),
    }


def _totals(books: Books) -> dict[str, str]:
    held = [(books.contracts.find(USD, name), one) for name, _, one in books.wallet.held()]
    wallet = books.wallet.balances.get("USDT", ZERO)
    cross, profit = books.cross_balance("USDT"), books.cross_profit("USDT")
    every = sum((books.unrealised(*one) for one in held), ZERO)
    margin = sum((books.initial(*one) for one in held), ZERO)
    orders = books.orders_margin("USDT")
    return {
        "totalInitialMargin": places(margin + orders),
        "totalMaintMargin": places(sum((books.maintenance(*one) for one in held), ZERO)),
        "totalWalletBalance": places(wallet),
        "totalUnrealizedProfit": places(every),
        "totalMarginBalance": places(wallet + every),
        "totalPositionInitialMargin": places(margin),
        "totalOpenOrderInitialMargin": places(orders),
        "totalCrossWalletBalance": places(cross),
        "totalCrossUnPnl": places(profit),
        "availableBalance": places(_free(books, "USDT")),
        "maxWithdrawAmount": places(_free(books, "USDT")),
    }


def _asset(call: Call, books: Books, asset: str) -> dict[str, Any]:
    amount, profit = books.wallet.balances[asset], books.cross_profit(asset)
    margin, orders = books.positions_margin(asset), books.orders_margin(asset)
    return {
        "asset": asset,
        "walletBalance": places(amount),
        "unrealizedProfit": places(profit),
        "marginBalance": places(amount + profit),
        "maintMargin": places(books.cross_maintenance(asset)),
        "initialMargin": places(margin + orders),
        "positionInitialMargin": places(margin),
        "openOrderInitialMargin": places(orders),
        "crossWalletBalance": places(books.cross_balance(asset)),
        "crossUnPnl": places(profit),
        "availableBalance": places(_free(books, asset)),
        "maxWithdrawAmount": places(_free(books, asset)),
        "updateTime": call.account.update_time_ms,
    }


def _free(books: Books, asset: str) -> Decimal:
    return max(books.available(asset), ZERO)
