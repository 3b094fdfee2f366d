"""Orders and fills as the REST API and the WebSocket API write them."""

from typing import Any

from sandbox.exchange.orders import Fill, Order
from sandbox.exchange.wire import places


def query(order: Order) -> dict[str, Any]:
    """Write an order as GET /api/v3/order does."""
    return {
        **_core(order),
        "stopPrice": places(order.stop_price),
        "icebergQty": places(order.iceberg_qty),
        "time": order.time_ms,
        "updateTime": order.update_time_ms,
        "isWorking": order.is_working,
        "workingTime": order.working_time_ms,
        "origQuoteOrderQty": places(order.quote_order_qty),
        "selfTradePreventionMode": order.self_trade_prevention,
    }


def placed(order: Order, kind: str | None) -> dict[str, Any]:
    """Write the answer to a new order; `kind` is ACK, RESULT or FULL."""
    kind = kind or ("FULL" if order.type in {"MARKET", "LIMIT"} else "ACK")
    shown: dict[str, Any] = {
        "symbol": order.symbol,
        "orderId": order.order_id,
        "orderListId": order.list_id,
        "clientOrderId": order.client_order_id,
        "transactTime": order.update_time_ms,
    }
    if kind == "ACK":
        return shown
    shown |= _core(order) | {
        "origQuoteOrderQty": places(order.quote_order_qty),
        "workingTime": order.working_time_ms,
        "selfTradePreventionMode": order.self_trade_prevention,
    }
    if order.stop_price:
        shown["stopPrice"] = places(order.stop_price)
    if kind == "FULL":
        shown["fills"] = [_taken(fill) for fill in order.fills]
    return shown


def cancelled(order: Order) -> dict[str, Any]:
    """Write the answer to a cancellation: `clientOrderId` names the cancellation itself."""
    shown = _core(order) | {
        "origClientOrderId": order.client_order_id,
        "clientOrderId": order.cancel_client_order_id,
        "transactTime": order.update_time_ms,
        "origQuoteOrderQty": places(order.quote_order_qty),
        "selfTradePreventionMode": order.self_trade_prevention,
    }
    if order.stop_price:
        shown["stopPrice"] = places(order.stop_price)
    return shown


def trade(fill: Fill) -> dict[str, Any]:
    """Write a fill as GET /api/v3/myTrades does."""
    return {
        "symbol": fill.symbol,
        "id": fill.id,
        "orderId": fill.order_id,
        "orderListId": fill.list_id,
        "price": places(fill.price),
        "qty": places(fill.qty),
        "quoteQty": places(fill.quote_qty),
        "commission": places(fill.commission),
        "commissionAsset": fill.commission_asset,
        "time": fill.time_ms,
        "isBuyer": fill.is_buyer,
        "isMaker": fill.is_maker,
        "isBestMatch": True,
    }


def _core(order: Order) -> dict[str, Any]:
    extra: dict[str, Any] = {}
    if order.strategy_id is not None:
        extra["strategyId"] = order.strategy_id
    if order.strategy_type is not None:
        extra["strategyType"] = order.strategy_type
    if order.used_sor:
        extra |= {"usedSor": True, "workingFloor": "SOR"}
    return extra | {
        "symbol": order.symbol,
        "orderId": order.order_id,
        "orderListId": order.list_id,
        "clientOrderId": order.client_order_id,
        "price": places(order.price),
        "origQty": places(order.quantity),
        "executedQty": places(order.executed),
        "cummulativeQuoteQty": places(order.cumulative_quote),
        "status": order.status,
        "timeInForce": order.time_in_force,
        "type": order.type,
        "side": order.side,
    }


def _taken(fill: Fill) -> dict[str, Any]:
    return {
        "price": places(fill.price),
        "qty": places(fill.qty),
        "commission": places(fill.commission),
        "commissionAsset": fill.commission_asset,
        "tradeId": fill.id,
    }
