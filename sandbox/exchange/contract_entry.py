"""From the parameters of an order on a contract to the order: what each type needs and forbids."""

import random
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sandbox.exchange.accounts import Account
from sandbox.exchange.contract_terms import Contracts
from sandbox.exchange.contract_wallet import ZERO, AlgoOrder, ContractOrder, Product
from sandbox.exchange.declaring import takes
from sandbox.exchange.errors import Refusal, illegal, missing, not_required
from sandbox.exchange.order_entry import GENERATED
from sandbox.exchange.params import NUMBER_RANGE, Param, boolean, long, one_of, symbol

PLAIN = ("LIMIT", "MARKET")
CONDITIONAL = ("STOP", "STOP_MARKET", "TAKE_PROFIT", "TAKE_PROFIT_MARKET", "TRAILING_STOP_MARKET")
TIMES = ("GTC", "IOC", "FOK", "GTX")
MATCHES = tuple(
    f"{side}{depth}" for side in ("OPPONENT", "QUEUE") for depth in ("", "_5", "_10", "_20")
)
CLIENT_ID_RANGE = r"^[\.A-Z\:/a-z0-9_-]{1,36}$"
LEAST_LIFE = 600_000  # ms from now to the end of a GTD order
LATEST = 253_402_300_799_000  # ms
NOT_HERE = (
    "Order type not supported for this endpoint. Please use the Algo Order API endpoints instead."
)
RATES = Decimal("0.1"), Decimal(20)  # percent a trailing stop may stay behind


def amount(name: str, value: str) -> Decimal:
    """Take a decimal number, one below zero too: filters refuse that with codes of their own."""
    if not re.fullmatch(r"-?[0-9]{1,20}(\.[0-9]{1,20})?", value):
        raise illegal(name, NUMBER_RANGE)
    return Decimal(value)


def client_id(name: str, value: str) -> str:
    """Take a client id of an order on a contract."""
    if len(value) > 36:
        raise Refusal(-4015, "Client order id length should not be more than 36 chars")
    if not re.fullmatch(r"[.A-Z:/a-z0-9_-]{1,36}", value):
        raise illegal(name, CLIENT_ID_RANGE)
    return value


def _common(times: tuple[str, ...]) -> tuple[Param, ...]:
    modes = one_of(
        "NONE",
        "EXPIRE_TAKER",
        "EXPIRE_MAKER",
        "EXPIRE_BOTH",
        code=-5039,
        message="Invalid self trade prevention mode",
    )
    sides = one_of("BOTH", "LONG", "SHORT", code=-4060, message="Invalid position side.")
    return (
        Param("symbol", symbol, required=True),
        Param("side", one_of("BUY", "SELL", code=-1117, message="Invalid side."), required=True),
        Param(
            "type",
            one_of(*PLAIN, *CONDITIONAL, code=-1116, message="Invalid orderType."),
            required=True,
        ),
        Param("timeInForce", one_of(*times, code=-1115, message="Invalid timeInForce.")),
        Param("quantity", amount),
        Param("price", amount),
        Param("reduceOnly", boolean),
        Param("positionSide", sides, default="BOTH"),
        Param("newOrderRespType", one_of("ACK", "RESULT")),
        Param("priceMatch", one_of(*MATCHES, code=-5037, message="Invalid price match")),
        Param("selfTradePreventionMode", modes, default="EXPIRE_MAKER"),
    )


_WORKING = Param("workingType", one_of("MARK_PRICE", "CONTRACT_PRICE"))
_OLD_STOPS = (
    *takes("stopPrice activationPrice callbackRate:decimal closePosition:boolean"),
    _WORKING,
    Param("priceProtect", boolean),
)
_ID = Param("newClientOrderId", client_id)
_UNTIL = Param("goodTillDate", long)
USD_ORDER = (*_common((*TIMES, "GTD", "RPI")), _ID, _UNTIL)
TESTED_ORDER = (*USD_ORDER, *_OLD_STOPS)
COIN_ORDER = (*_common(TIMES), _ID, *_OLD_STOPS)
ALGO_ORDER = (
    Param("algoType", one_of("CONDITIONAL", message="Invalid algoType."), required=True),
    *_common((*TIMES, "GTD", "RPI")),
    _UNTIL,
    Param("triggerPrice", amount),
    _WORKING,
    *takes("closePosition:boolean priceProtect:boolean callbackRate:decimal"),
    Param("activatePrice", amount),
    Param("clientAlgoId", client_id),
)


class Entry:
    """Makes orders of what an account sends."""

    def __init__(
        self, contracts: Contracts, account: Account, product: Product, now_ms: int
    ) -> None:
        self._contracts = contracts
        self._account = account
        self._product = product
        self._now_ms = now_ms

    def order(self, sent: Mapping[str, Any]) -> ContractOrder:
        """Make an order. Fails with -1102, -1106, -1121, -4061, -4120, -5038 and -5040."""
        if sent["type"] in CONDITIONAL:
            raise Refusal(-4120, NOT_HERE)
        _check_plain(sent)
        self._check_life(sent)
        return self._draft(sent, sent.get("newClientOrderId"))

    def algo(self, sent: Mapping[str, Any]) -> AlgoOrder:
        """Make a conditional order. Fails as `order` does, and with -2007 and -4137."""
        if sent["type"] not in CONDITIONAL:
            raise Refusal(-1116, "Invalid orderType.")
        _check_conditional(sent)
        self._check_life(sent)
        order = self._draft({"timeInForce": "GTC"} | dict(sent), sent.get("clientAlgoId"))
        if order.close_position:
            order.time_in_force, order.reduce_only = "GTE_GTC", True
        return AlgoOrder(
            algo_id=0,
            client_algo_id=order.client_order_id,
            order=order,
            trigger_price=sent.get("triggerPrice", ZERO),
            activate_price=sent.get("activatePrice", ZERO),
            callback_rate=sent.get("callbackRate"),
            time_ms=self._now_ms,
        )

    def _draft(self, sent: Mapping[str, Any], named: str | None) -> ContractOrder:
        terms = self._contracts.find(self._product, sent["symbol"])
        self._check_side(sent)
        return ContractOrder(
            product=self._product,
            symbol=terms.name,
            pair=terms.pair,
            client_order_id=named or self._invented(),
            side=sent["side"],
            type=sent["type"],
            original_type=sent["type"],
            quantity=sent.get("quantity", ZERO),
            price=sent.get("price", ZERO),
            time_in_force=sent.get("timeInForce", "GTC"),
            position_side=sent["positionSide"],
            reduce_only=sent.get("reduceOnly", False),
            close_position=sent.get("closePosition", False),
            working_type=sent.get("workingType", "CONTRACT_PRICE"),
            price_protect=sent.get("priceProtect", False),
            price_match=sent.get("priceMatch", "NONE"),
            self_trade_prevention=sent["selfTradePreventionMode"],
            good_till_ms=sent.get("goodTillDate", 0) // 1000 * 1000,
            time_ms=self._now_ms,
            update_time_ms=self._now_ms,
        )

    def _check_side(self, sent: Mapping[str, Any]) -> None:
        """Hold the side of the position against the account's mode. Fails with -1106 and -4061."""
        hedge = self._account.contract_mode.hedge
        if hedge == (sent["positionSide"] == "BOTH"):
            raise Refusal(-4061, "Order's position side does not match user's setting.")
        if hedge and "reduceOnly" in sent:
            raise not_required("reduceonly")

    def _check_life(self, sent: Mapping[str, Any]) -> None:
        """Check how long an order of limited life stays. Fails with -1102, -1106 and -5040."""
        until = sent.get("goodTillDate")
        if sent.get("timeInForce") != "GTD":
            if until:
                raise not_required("goodTillDate")
            return
        if until is None:
            raise missing("goodTillDate")
        if not self._now_ms + LEAST_LIFE < until < LATEST:
            raise Refusal(
                -5040,
                "The goodTillDate timestamp must be greater than the current time plus 600 seconds"
                f" and smaller than {LATEST}",
            )

    def _invented(self) -> str:
        wallet = self._account.wallet(self._product)
        made = len(wallet.orders) + len(wallet.algos)
        rng = random.Random(f"{self._account.uid}:{self._product}:{made}:{self._now_ms}")
        return "".join(rng.choices(GENERATED, k=22))


def _check_plain(sent: Mapping[str, Any]) -> None:
    for name in _OLD_STOP_NAMES:
        if sent.get(name):
            raise not_required(name)
    if sent["type"] == "MARKET":
        if "priceMatch" in sent:
            raise _no_match()
        _need(sent, ("quantity",), ("timeInForce", "price"))
        return
    _need(sent, ("timeInForce", "quantity", *_priced(sent)), ())


_OLD_STOP_NAMES = ("stopPrice", "activationPrice", "callbackRate", "closePosition")


def _check_conditional(sent: Mapping[str, Any]) -> None:
    kind = sent["type"]
    if kind in {"STOP", "TAKE_PROFIT"}:
        _need(sent, ("quantity", *_priced(sent), "triggerPrice"), ("callbackRate", "activatePrice"))
    elif "priceMatch" in sent:
        raise _no_match()
    elif kind == "TRAILING_STOP_MARKET":
        _need(sent, ("quantity", "callbackRate"), ("price", "triggerPrice"))
        if not RATES[0] <= sent["callbackRate"] <= RATES[1]:
            raise Refusal(-2007, "Invalid callBack rate")
    else:
        _need(sent, ("triggerPrice",), ("price", "callbackRate", "activatePrice"))
    _check_closing(sent, may=kind in {"STOP_MARKET", "TAKE_PROFIT_MARKET"})


def _check_closing(sent: Mapping[str, Any], *, may: bool) -> None:
    """Check what closes a whole position. Fails with -1102, -1106 and -4137."""
    if not sent.get("closePosition"):
        if "quantity" not in sent:
            raise missing("quantity")
        return
    if "quantity" in sent:
        raise Refusal(-4137, "Quantity must be zero with closePosition equals true")
    for name in ("reduceOnly",) if may else ("closePosition",):
        if name in sent:
            raise not_required(name)


def _priced(sent: Mapping[str, Any]) -> tuple[str, ...]:
    """Name what gives the price: the price itself, unless it follows the book."""
    if "priceMatch" not in sent:
        return ("price",)
    if "price" in sent:
        raise not_required("price")
    return ()


def _need(sent: Mapping[str, Any], wanted: tuple[str, ...], forbidden: tuple[str, ...]) -> None:
    for name in wanted:
        if name not in sent:
            raise missing(name)
    for name in forbidden:
        if name in sent:
            raise not_required(name)


def _no_match() -> Refusal:
    return Refusal(-5038, "Price match only supported for order type: LIMIT, STOP AND TAKE_PROFIT")
