"""From the parameters of a new order to an order: what each type needs and forbids."""

import random
import string
from typing import Any

from sandbox.exchange import params
from sandbox.exchange.accounts import Account
from sandbox.exchange.declaring import takes
from sandbox.exchange.errors import Refusal, missing, needs_one_of, not_required
from sandbox.exchange.orders import STOP_TYPES, ZERO, Order
from sandbox.exchange.params import Param
from sandbox.exchange.permits import STP_MODES
from sandbox.exchange.routes import Call

NEEDS: dict[str, tuple[str, ...]] = {
    "LIMIT": ("timeInForce", "quantity", "price"),
    "LIMIT_MAKER": ("quantity", "price"),
    "MARKET": (),
    "STOP_LOSS": ("quantity", "stopPrice"),
    "STOP_LOSS_LIMIT": ("timeInForce", "quantity", "price", "stopPrice"),
    "TAKE_PROFIT": ("quantity", "stopPrice"),
    "TAKE_PROFIT_LIMIT": ("timeInForce", "quantity", "price", "stopPrice"),
}
MAY_HAVE: dict[str, tuple[str, ...]] = {
    "LIMIT": ("icebergQty",),
    "LIMIT_MAKER": ("icebergQty",),
    "MARKET": ("quantity", "quoteOrderQty"),
    "STOP_LOSS_LIMIT": ("icebergQty",),
    "TAKE_PROFIT_LIMIT": ("icebergQty",),
}
BOUND_TO_TYPE = ("timeInForce", "quantity", "quoteOrderQty", "price", "stopPrice", "icebergQty")
POSITIVE = ("quantity", "quoteOrderQty", "price", "stopPrice")
GENERATED = string.ascii_letters + string.digits
LEAST_STRATEGY_TYPE = 1_000_000

NEW_ORDER = (
    Param("symbol", params.symbol, required=True),
    Param("side", params.one_of("BUY", "SELL", code=-1117, message="Invalid side."), required=True),
    Param("type", params.one_of(*NEEDS, code=-1116, message="Invalid orderType."), required=True),
    Param(
        "timeInForce",
        params.one_of("GTC", "IOC", "FOK", code=-1115, message="Invalid timeInForce."),
    ),
    Param("quantity", params.decimal),
    Param("quoteOrderQty", params.decimal),
    Param("price", params.decimal),
    Param("newClientOrderId", params.client_id),
    Param("strategyId", params.long),
    Param("strategyType", params.long),
    Param("stopPrice", params.decimal),
    Param("trailingDelta", params.long),
    Param("icebergQty", params.decimal),
    Param("newOrderRespType", params.one_of("ACK", "RESULT", "FULL")),
    Param(
        "selfTradePreventionMode",
        params.one_of("NONE", *STP_MODES),
        default="EXPIRE_MAKER",
    ),
    *takes("pegPriceType:PRIMARY_PEG|MARKET_PEG pegOffsetValue:long pegOffsetType"),
)


def draft(call: Call) -> Order:
    """Make the order a call asks for. Fails with -1013, -1102, -1106, -1121, -1134 and -2010."""
    _check_composition(call.params)
    symbol = call.venue.market.symbol(call["symbol"])
    is_market = call["type"] in {"MARKET", "STOP_LOSS", "TAKE_PROFIT"}
    return Order(
        account=call.account.name,
        symbol=symbol.name,
        order_id=0,
        client_order_id=call.get("newClientOrderId") or invent_client_id(call.account),
        side=call["side"],
        type=call["type"],
        quantity=call.get("quantity", ZERO),
        time_in_force=call.get("timeInForce", "GTC"),
        price=call.get("price", ZERO),
        stop_price=call.get("stopPrice", ZERO),
        quote_order_qty=call.get("quoteOrderQty", ZERO) if is_market else ZERO,
        iceberg_qty=call.get("icebergQty", ZERO),
        self_trade_prevention=call["selfTradePreventionMode"],
        strategy_id=call.get("strategyId"),
        strategy_type=call.get("strategyType"),
        is_working=call["type"] not in STOP_TYPES,
        time_ms=call.now_ms,
        update_time_ms=call.now_ms,
    )


def invent_client_id(account: Account) -> str:
    """Make a client order id for an order that came without one."""
    rng = random.Random(f"{account.uid}:{len(account.orders)}:{account.update_time_ms}")
    return "".join(rng.choices(GENERATED, k=22))


def _check_composition(sent: dict[str, Any]) -> None:
    kind = sent["type"]
    for name in NEEDS[kind]:
        if name not in sent:
            raise missing(name)
    allowed = NEEDS[kind] + MAY_HAVE.get(kind, ())
    for name in BOUND_TO_TYPE:
        if name in sent and name not in allowed:
            raise not_required(name)
    if kind == "MARKET":
        _check_amount(sent)
    for name in POSITIVE:
        if name in sent and sent[name] <= 0:
            raise Refusal(-1013, f"Invalid {name}.")
    _check_extras(sent)


def _check_amount(sent: dict[str, Any]) -> None:
    """Check that a market order has either a quantity or an amount of quote."""
    if "quantity" in sent and "quoteOrderQty" in sent:
        raise not_required("quoteOrderQty")
    if "quantity" not in sent and "quoteOrderQty" not in sent:
        raise needs_one_of("quantity", "quoteOrderQty")


def _check_extras(sent: dict[str, Any]) -> None:
    if sent.get("strategyType", LEAST_STRATEGY_TYPE) < LEAST_STRATEGY_TYPE:
        raise Refusal(-1134, "`strategyType` was less than 1000000.")
    if "pegPriceType" in sent or "pegOffsetType" in sent:
        raise Refusal(-2010, "Pegged orders are not supported for this symbol.")
    if "trailingDelta" in sent:
        raise Refusal(-2010, "Trailing stop orders are not supported for this symbol.")
    if "icebergQty" in sent and sent.get("timeInForce", "GTC") != "GTC":
        raise Refusal(-1013, "Unsupported order combination")
