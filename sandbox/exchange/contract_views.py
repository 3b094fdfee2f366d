"""How orders, conditional orders and trades on contracts look in answers."""

from decimal import Decimal
from typing import Any

from sandbox.exchange.contract_terms import Terms
from sandbox.exchange.contract_wallet import (
    AlgoOrder,
    ContractFill,
    ContractOrder,
    Income,
    Product,
)
from sandbox.exchange.wire import places, short

Shown = dict[str, Any]


def done(order: ContractOrder, *, acknowledged: bool = False) -> Shown:
    """Write an order as placing, changing and cancelling answer it.

    Since 2026-06-30 without average price and traded value; an ACK knows no trade.
    """
    executed = Decimal(0) if acknowledged else order.executed
    shown: Shown = {
        "orderId": order.order_id,
        "symbol": order.symbol,
        "status": "NEW" if acknowledged else order.status,
        "clientOrderId": order.client_order_id,
        "price": short(order.price),
        "origQty": short(order.quantity),
        "executedQty": short(executed),
        "cumQty": short(executed),
        "timeInForce": order.time_in_force,
        "type": order.type,
        "reduceOnly": order.reduce_only,
        "closePosition": order.close_position,
        "side": order.side,
        "positionSide": order.position_side,
        "stopPrice": short(order.stop_price),
        "workingType": order.working_type,
        "priceProtect": order.price_protect,
        "origType": order.original_type,
        "priceMatch": order.price_match,
        "selfTradePreventionMode": order.self_trade_prevention,
        "goodTillDate": order.good_till_ms,
        "updateTime": order.update_time_ms,
    }
    return shown | ({"pair": order.pair} if order.product is Product.COIN else {})


def query(order: ContractOrder, terms: Terms) -> Shown:
    """Write an order as queries show it."""
    value = "cumBase" if order.product is Product.COIN else "cumQuote"
    shown = done(order)
    del shown["cumQty"]
    return shown | {
        "avgPrice": short(terms.average(order.executed, order.cumulative).quantize(terms.tick)),
        value: short(order.cumulative),
        "time": order.time_ms,
    }


def trade(fill: ContractFill, terms: Terms) -> Shown:
    """Write a trade of the account."""
    shown: Shown = {
        "symbol": fill.symbol,
        "id": fill.id,
        "orderId": fill.order_id,
        "side": fill.side,
        "positionSide": fill.position_side,
        "price": short(fill.price),
        "qty": short(fill.qty),
        "realizedPnl": places(fill.realised),
        "commission": places(fill.commission),
        "commissionAsset": fill.commission_asset,
        "buyer": fill.side == "BUY",
        "maker": fill.maker,
        "time": fill.time_ms,
        "marginAsset": terms.margin_asset,
    }
    if terms.product is Product.COIN:
        return shown | {"pair": terms.pair, "baseQty": places(fill.value)}
    return shown | {"quoteQty": places(fill.value)}


def amendments(order: ContractOrder) -> list[Shown]:
    """Write the changes of an order, newest first."""
    return [
        {
            "amendmentId": one.id,
            "symbol": order.symbol,
            "pair": order.pair,
            "orderId": order.order_id,
            "clientOrderId": order.client_order_id,
            "time": one.time_ms,
            "amendment": {
                "price": {"before": short(one.price[0]), "after": short(one.price[1])},
                "origQty": {"before": short(one.quantity[0]), "after": short(one.quantity[1])},
                "count": one.count,
            },
            "priceMatch": order.price_match,
            **({} if one.modify_id is None else {"modifyId": one.modify_id}),
        }
        for one in reversed(order.amendments)
    ]


def algo(one: AlgoOrder) -> Shown:
    """Write a conditional order as placing it answers it."""
    order = one.order
    trailing = one.callback_rate is not None
    return {
        "algoId": one.algo_id,
        "clientAlgoId": one.client_algo_id,
        "algoType": "CONDITIONAL",
        "orderType": order.original_type,
        "symbol": order.symbol,
        "side": order.side,
        "positionSide": order.position_side,
        "timeInForce": order.time_in_force,
        "quantity": short(order.quantity),
        "algoStatus": one.status,
        "triggerPrice": short(one.trigger_price),
        "price": short(order.price),
        "icebergQuantity": None,
        "selfTradePreventionMode": order.self_trade_prevention,
        "workingType": order.working_type,
        "priceMatch": order.price_match,
        "closePosition": order.close_position,
        "priceProtect": order.price_protect,
        "reduceOnly": order.reduce_only,
        "activatePrice": short(one.activate_price) if trailing else "",
        "callbackRate": short(one.callback_rate or Decimal(0)) if trailing else "",
        "createTime": one.time_ms,
        "updateTime": one.update_time_ms,
        "triggerTime": one.trigger_time_ms,
        "goodTillDate": order.good_till_ms,
    }


def algo_query(one: AlgoOrder, terms: Terms) -> Shown:
    """Write a conditional order as queries show it, with the order it became."""
    order = one.placed or one.order
    average = terms.average(order.executed, order.cumulative).quantize(terms.tick)
    return algo(one) | {
        "actualOrderId": str(order.order_id) if one.placed else "",
        "actualPrice": short(average),
        "actualQty": short(order.executed),
        "actualType": order.type if one.placed else "",
        "tpTriggerPrice": "0",
        "tpPrice": "0",
        "slTriggerPrice": "0",
        "slPrice": "0",
        "tpOrderType": "",
    }


def income(one: Income) -> Shown:
    """Write a movement of money."""
    return {
        "symbol": one.symbol,
        "incomeType": one.kind,
        "income": places(one.amount),
        "asset": one.asset,
        "info": one.info,
        "time": one.time_ms,
        "tranId": one.id,
        "tradeId": "" if one.trade_id is None else str(one.trade_id),
    }
