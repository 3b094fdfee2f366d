"""Orders on perpetuals that are only tested: what each type needs, and the filters."""

import re
from decimal import Decimal
from typing import Any

from sandbox.exchange.contract_filters import Wanted, check
from sandbox.exchange.declaring import takes
from sandbox.exchange.errors import Refusal, missing, not_required
from sandbox.exchange.params import NUMBER_RANGE, Param, boolean, client_id, one_of, symbol
from sandbox.exchange.routes import Call, Pool, Route, Security

NEEDS = {"LIMIT": ("timeInForce", "quantity", "price"), "MARKET": ("quantity",)}
ALGO = ("STOP", "STOP_MARKET", "TAKE_PROFIT", "TAKE_PROFIT_MARKET", "TRAILING_STOP_MARKET")
TIMES = ("GTC", "IOC", "FOK", "GTX")


def amount(name: str, value: str) -> Decimal:
    """Take a decimal number, one below zero too: filters refuse that with codes of their own."""
    if not re.fullmatch(r"-?[0-9]{1,20}(\.[0-9]{1,20})?", value):
        raise Refusal(
            -1100,
            f"Illegal characters found in parameter '{name}'; legal range is '{NUMBER_RANGE}'.",
        )
    return Decimal(value)


NEW_ORDER = (
    Param("symbol", symbol, required=True),
    Param("side", one_of("BUY", "SELL", code=-1117, message="Invalid side."), required=True),
    Param("type", one_of(*NEEDS, *ALGO, code=-1116, message="Invalid orderType."), required=True),
    Param("timeInForce", one_of(*TIMES, code=-1115, message="Invalid timeInForce.")),
    Param("quantity", amount),
    Param("price", amount),
    Param("reduceOnly", boolean, default=False),
    Param("positionSide", one_of("BOTH", "LONG", "SHORT"), default="BOTH"),
    Param("newClientOrderId", client_id),
    Param("newOrderRespType", one_of("ACK", "RESULT")),
    *takes(
        "selfTradePreventionMode priceMatch goodTillDate:long stopPrice activationPrice"
        " callbackRate:decimal closePosition:boolean workingType priceProtect"
    ),
)


def test(call: Call) -> Any:
    """Check an order on a perpetual without placing it."""
    market = call.venue.market
    contract = market.perpetual(call["symbol"])
    mark = market.mark_price(contract.name)
    wanted = wanted_order(call)
    check(contract, wanted, mark)
    if call.get("timeInForce") == "GTX" and wanted.price is not None:
        best = mark if wanted.side == "BUY" else mark - contract.tick
        if wanted.price >= best if wanted.side == "BUY" else wanted.price <= best:
            raise Refusal(-5022, "Due to the order could not be executed as maker, it is rejected.")
    return {}


def wanted_order(call: Call) -> Wanted:
    """Read an order. Fails with -1102, -1106 and -4120."""
    kind = call["type"]
    if kind in ALGO:
        raise Refusal(
            -4120,
            "Order type not supported for this endpoint."
            " Please use the Algo Order API endpoints instead.",
        )
    for name in NEEDS[kind]:
        if call.get(name) is None:
            raise missing(name)
    for name in ("timeInForce", "price"):
        if call.get(name) is not None and name not in NEEDS[kind]:
            raise not_required(name)
    return Wanted(
        side=call["side"],
        quantity=call["quantity"],
        price=call.get("price"),
        reduce_only=call["reduceOnly"],
    )


ROUTES = (
    Route(
        method="POST",
        path="/fapi/v1/order/test",
        handler=test,
        params=NEW_ORDER,
        security=Security.TRADE,
        right="enable_futures",
        pool=Pool.FUTURES,
    ),
)
