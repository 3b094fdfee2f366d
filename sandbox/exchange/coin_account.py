"""The COIN-M account as it is read: balances and positions, each asset for itself."""

from decimal import Decimal
from typing import Any

from sandbox.exchange.contract_desk import books_of, sides_of
from sandbox.exchange.contract_margin import Books, most_at
from sandbox.exchange.contract_wallet import ZERO, Position, Product
from sandbox.exchange.futures_account import break_even, isolated_margin
from sandbox.exchange.routes import Call
from sandbox.exchange.wire import places, short

COIN = Product.COIN


def balance(call: Call) -> Any:
    """Balances of the coins."""
    books = books_of(call, COIN)
    return [
        {
            "accountAlias": f"Sf{call.account.uid}",
            "asset": asset,
            "balance": places(amount),
            "withdrawAvailable": places(_free(books, asset)),
            "crossWalletBalance": places(books.cross_balance(asset)),
            "crossUnPnl": places(books.cross_profit(asset)),
            "availableBalance": places(_free(books, asset)),
            "updateTime": call.account.update_time_ms,
        }
        for asset, amount in books.wallet.balances.items()
    ]


def account(call: Call) -> Any:
    """Coins, and a position of every contract."""
    books = books_of(call, COIN)
    return {
        "feeTier": 0,
        "canTrade": True,
        "canDeposit": True,
        "canWithdraw": True,
        "updateTime": call.account.update_time_ms,
        "assets": [_asset(books, asset) for asset in books.wallet.balances],
        "positions": [_position(books, *one) for one in sides_of(books, call)],
    }


def position_risk(call: Call) -> Any:
    """Positions of every contract, of a pair or of those settled in a coin."""
    books = books_of(call, COIN)
    shown = []
    for name, side, position in sides_of(books, call):
        terms = books.contracts.find(COIN, name)
        if call.get("pair") not in {None, terms.pair}:
            continue
        if call.get("marginAsset") not in {None, terms.margin_asset}:
            continue
        shown.append(_risk(books, name, side, position))
    return shown


def _risk(books: Books, name: str, side: str, position: Position) -> dict[str, Any]:
    terms = books.contracts.find(COIN, name)
    setting = books.wallet.setting(name)
    return {
        "symbol": name,
        "positionAmt": short(position.amount),
        "entryPrice": short(position.entry_price),
        "breakEvenPrice": short(break_even(terms, position)),
        "markPrice": places(books.contracts.mark(terms)),
        "unRealizedProfit": places(books.unrealised(terms, position)),
        "liquidationPrice": places(books.liquidation_price(terms, position)),
        "leverage": str(setting.leverage),
        "maxQty": short(most_at(terms, setting.leverage)),
        "marginType": "isolated" if setting.isolated else "cross",
        "isolatedMargin": places(isolated_margin(books, terms, position)),
        "isAutoAddMargin": "false",
        "positionSide": side,
        "notionalValue": places(books.notional(terms, position)),
        "isolatedWallet": places(position.isolated),
        "updateTime": position.update_time_ms,
    }


def _position(books: Books, name: str, side: str, position: Position) -> dict[str, Any]:
    terms = books.contracts.find(COIN, name)
    risk = _risk(books, name, side, position)
    kept = ("symbol", "positionAmt", "entryPrice", "breakEvenPrice", "leverage", "positionSide")
    orders = sum((books.order_margin(one) for one in books.wallet.open_orders(name)), ZERO)
    margin = books.initial(terms, position)
    return {one: risk[one] for one in (*kept, "maxQty", "isolatedWallet", "updateTime")} | {
        "initialMargin": places(margin + orders),
        "maintMargin": places(books.maintenance(terms, position)),
        "unrealizedProfit": risk["unRealizedProfit"],
        "positionInitialMargin": places(margin),
        "openOrderInitialMargin": places(orders),
        "isolated": books.wallet.setting(name).isolated,
        "notionalValue": risk["notionalValue"],
    }


def _asset(books: Books, asset: str) -> dict[str, Any]:
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
        "maxWithdrawAmount": places(_free(books, asset)),
        "crossWalletBalance": places(books.cross_balance(asset)),
        "crossUnPnl": places(profit),
        "availableBalance": places(_free(books, asset)),
        "updateTime": books.account.update_time_ms,
    }


def _free(books: Books, asset: str) -> Decimal:
    return max(books.available(asset), ZERO)
