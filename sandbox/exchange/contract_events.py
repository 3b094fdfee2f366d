"""Events of the futures user streams, letter for letter as they go out."""

from collections.abc import Iterable
from typing import Any

from sandbox.exchange.contract_margin import Books
from sandbox.exchange.contract_terms import Terms
from sandbox.exchange.contract_wallet import (
    ZERO,
    AlgoOrder,
    ContractFill,
    ContractOrder,
    Position,
    Product,
)
from sandbox.exchange.wire import places, short

Event = dict[str, Any]
Change = tuple[str, str]  # symbol and position side


def order_update(order: ContractOrder, terms: Terms, kind: str, fill: ContractFill | None) -> Event:
    """Write what happened to an order: NEW, TRADE, CANCELED, EXPIRED, AMENDMENT, CALCULATED."""
    modified = order.amendments[-1].modify_id if order.amendments else None
    shown = {
        **_identity(order),
        "ap": short(terms.average(order.executed, order.cumulative)),
        "sp": short(order.stop_price),
        "x": kind,
        "X": order.status,
        "i": order.order_id,
        **({} if modified is None else {"M": modified}),
        "l": short(ZERO if fill is None else fill.qty),
        "z": short(order.executed),
        "L": short(ZERO if fill is None else fill.price),
        **({} if fill is None else {"n": places(fill.commission), "N": fill.commission_asset}),
        "T": order.update_time_ms,
        "t": 0 if fill is None else fill.id,
        "b": "0",
        "a": "0",
        "m": fill is not None and fill.maker,
        **_manner(order),
        "rp": places(ZERO if fill is None else fill.realised),
    }
    if order.product is Product.COIN:
        shown["ma"] = terms.margin_asset
    return {**_head("ORDER_TRADE_UPDATE", order.update_time_ms), "o": shown}


def trade_lite(order: ContractOrder, fill: ContractFill) -> Event:
    """Write a fill in short, as it goes out before everything else."""
    return {
        **_head("TRADE_LITE", fill.time_ms),
        "s": order.symbol,
        "q": short(order.quantity),
        "p": short(order.price),
        "m": fill.maker,
        "c": order.client_order_id,
        "S": order.side,
        "L": short(fill.price),
        "l": short(fill.qty),
        "t": fill.id,
        "i": order.order_id,
    }


def account_update(
    books: Books, reason: str, assets: dict[str, str], changed: Iterable[Change], symbol: str = ""
) -> Event:
    """Write balances and positions after a change; `assets` are those changed, and by how much.

    The change of a balance counts transfers and the like, not profit and fees.
    """
    now = books.account.update_time_ms
    inner: dict[str, Any] = {
        "m": reason,
        "B": [
            {
                "a": asset,
                "wb": places(books.wallet.balances.get(asset, ZERO)),
                "cw": places(books.cross_balance(asset)),
                "bc": change,
            }
            for asset, change in assets.items()
        ],
        "P": [_position(books, *one) for one in changed],
    }
    if symbol:
        inner["S"] = symbol
    event = {**_head("ACCOUNT_UPDATE", now), "a": inner}
    if books.product is Product.COIN:
        event["i"] = f"Sf{books.account.uid}"
    return event


def leverage_changed(symbol: str, leverage: int, now_ms: int) -> Event:
    """Write that a contract has another leverage."""
    return {**_head("ACCOUNT_CONFIG_UPDATE", now_ms), "ac": {"s": symbol, "l": leverage}}


def assets_mode_changed(joint: bool, now_ms: int) -> Event:
    """Write that all assets became margin, or no longer are."""
    return {**_head("ACCOUNT_CONFIG_UPDATE", now_ms), "ai": {"j": joint}}


def margin_call(books: Books, endangered: Iterable[tuple[Terms, str, Position]]) -> Event:
    """Write that positions are close to being taken over."""
    shown = list(endangered)
    crossed = any(not books.wallet.setting(terms.name).isolated for terms, _, _ in shown)
    asset = shown[0][0].margin_asset
    event: Event = {"e": "MARGIN_CALL", "E": books.account.update_time_ms}
    if books.product is Product.COIN:
        event["i"] = f"Sf{books.account.uid}"
    if crossed:
        event["cw"] = places(books.cross_balance(asset))
    event["p"] = [
        {
            "s": terms.name,
            "ps": side,
            "pa": short(position.amount),
            "mt": "ISOLATED" if books.wallet.setting(terms.name).isolated else "CROSSED",
            "iw": places(position.isolated),
            "mp": places(books.contracts.mark(terms)),
            "up": places(books.unrealised(terms, position)),
            "mm": places(books.maintenance(terms, position)),
        }
        for terms, side, position in shown
    ]
    return event


def algo_update(algo: AlgoOrder, terms: Terms) -> Event:
    """Write how a conditional order stands."""
    order, placed = algo.order, algo.placed
    shown: dict[str, Any] = {
        "caid": algo.client_algo_id,
        "aid": algo.algo_id,
        "at": "CONDITIONAL",
        "o": order.original_type,
        "s": order.symbol,
        "S": order.side,
        "ps": order.position_side,
        "f": order.time_in_force,
        "q": short(order.quantity),
        "X": algo.status,
        "ai": "" if placed is None else str(placed.order_id),
    }
    if placed is not None:
        average = terms.average(placed.executed, placed.cumulative)
        shown |= {"ap": short(average), "aq": short(placed.executed), "act": placed.type}
    shown |= {
        "tp": short(algo.trigger_price),
        "p": short(order.price),
        "V": order.self_trade_prevention,
        "wt": order.working_type,
        "pm": order.price_match,
        "cp": order.close_position,
        "pP": order.price_protect,
        "R": order.reduce_only,
        "tt": algo.trigger_time_ms,
        "gtd": order.good_till_ms,
        "ia": algo.active if algo.callback_rate is not None else False,
    }
    if algo.callback_rate is not None:
        shown |= {"AP": short(algo.activate_price), "cr": short(algo.callback_rate)}
    if algo.reason:
        shown["rm"] = algo.reason
    return {**_head("ALGO_UPDATE", algo.update_time_ms), "o": shown}


def _head(name: str, now_ms: int) -> Event:
    return {"e": name, "E": now_ms, "T": now_ms}


def _identity(order: ContractOrder) -> dict[str, Any]:
    return {
        "s": order.symbol,
        "c": order.client_order_id,
        "S": order.side,
        "o": order.type,
        "f": order.time_in_force,
        "q": short(order.quantity),
        "p": short(order.price),
    }


def _manner(order: ContractOrder) -> dict[str, Any]:
    return {
        "R": order.reduce_only,
        "wt": order.working_type,
        "ot": order.original_type or order.type,
        "ps": order.position_side,
        "cp": order.close_position,
        "pP": order.price_protect,
        "si": 0,
        "ss": 0,
        "V": order.self_trade_prevention,
        "pm": order.price_match,
        "gtd": order.good_till_ms,
        "er": order.expiry_reason,
    }


def _position(books: Books, symbol: str, side: str) -> dict[str, Any]:
    terms = books.contracts.find(books.product, symbol)
    position = books.wallet.position(symbol, side)
    return {
        "s": symbol,
        "pa": short(position.amount),
        "ep": short(position.entry_price),
        "bep": short(position.entry_price),
        "cr": places(position.realised),
        "up": places(books.unrealised(terms, position)),
        "mt": "isolated" if books.wallet.setting(symbol).isolated else "cross",
        "iw": places(position.isolated),
        "ps": side,
        "ma": terms.margin_asset,
    }
