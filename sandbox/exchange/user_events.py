"""Events of the spot user-data stream, letter for letter as they go out."""

from typing import Any

from sandbox.exchange.accounts import Account
from sandbox.exchange.orders import ZERO, Fill, Order
from sandbox.exchange.wire import places

Event = dict[str, Any]


def execution_report(order: Order, kind: str, fill: Fill | None, execution_id: int) -> Event:
    """Write what happened to an order: NEW, TRADE, CANCELED or EXPIRED."""
    cancelled = kind == "CANCELED"
    last_qty = ZERO if fill is None else fill.qty
    last_price = ZERO if fill is None else fill.price
    return {
        "e": "executionReport",
        "E": order.update_time_ms,
        "s": order.symbol,
        "c": order.cancel_client_order_id if cancelled else order.client_order_id,
        "S": order.side,
        "o": order.type,
        "f": order.time_in_force,
        "q": places(order.quantity),
        "p": places(order.price),
        "P": places(order.stop_price),
        "F": places(order.iceberg_qty),
        "g": order.list_id,
        "C": order.client_order_id if cancelled else "",
        "x": kind,
        "X": order.status,
        "r": "NONE",
        "i": order.order_id,
        "l": places(last_qty),
        "z": places(order.executed),
        "L": places(last_price),
        "n": places(ZERO if fill is None else fill.commission),
        "N": None if fill is None else fill.commission_asset,
        "T": order.update_time_ms,
        "t": -1 if fill is None else fill.id,
        "I": execution_id,
        "w": order.is_open and order.is_working,
        "m": fill is not None and fill.is_maker,
        "M": False,
        "O": order.time_ms,
        "Z": places(order.cumulative_quote),
        "Y": places(last_price * last_qty),
        "Q": places(order.quote_order_qty),
        "W": order.working_time_ms,
        "V": order.self_trade_prevention,
    }


def account_position(account: Account, order: Order, assets: tuple[str, ...]) -> Event:
    """Write the balances an execution may have changed."""
    return {
        "e": "outboundAccountPosition",
        "E": order.update_time_ms,
        "u": order.update_time_ms,
        "B": [
            {
                "a": asset,
                "f": places(account.balances[asset].free),
                "l": places(account.balances[asset].locked),
            }
            for asset in assets
        ],
    }


def balance_update(asset: str, delta: str, now_ms: int) -> Event:
    """Write a deposit, withdrawal or transfer."""
    return {"e": "balanceUpdate", "E": now_ms, "a": asset, "d": delta, "T": now_ms}
