"""The filters an order on a contract must pass: figures, how they are shown, how they are held.

Futures count ticks and steps from the least price and the least quantity.
"""

from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Protocol

from sandbox.exchange.errors import Refusal
from sandbox.exchange.wire import short

ZERO = Decimal(0)


class Contract(Protocol):
    """What filters look at: a contract of either exchange."""

    @property
    def name(self) -> str:
        """Give the symbol; those of COIN-M have an underscore."""

    @property
    def tick(self) -> Decimal:
        """Give the step of prices."""

    @property
    def step(self) -> Decimal:
        """Give the step of quantities."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """An order on a contract, as far as filters look at it."""

    side: str
    quantity: Decimal
    price: Decimal | None = None  # None: at any price
    reduce_only: bool = False
    open_orders: int = 0  # of the account on this contract


@dataclass(frozen=True, kw_only=True, slots=True)
class ContractRules:
    """The figures of a contract's filters, but for those its tick and step decide."""

    first_tick: Decimal = Decimal(1)  # the least price, in ticks
    first_step: Decimal = Decimal(1)  # the least quantity, in steps
    max_price: Decimal = Decimal(4_529_764)
    max_quantity: Decimal = Decimal(1_000_000)
    max_market_quantity: Decimal = Decimal(120_000)
    min_notional: Decimal = Decimal(5)
    up: Decimal = Decimal("1.0500")
    down: Decimal = Decimal("0.9500")
    max_open: int = 200


_USUAL = ContractRules()
_COIN = ContractRules(
    max_price=Decimal(4_520_958), max_market_quantity=Decimal(60_000), min_notional=ZERO
)
_SPECIAL = MappingProxyType(
    {
        "STXUSDT": ContractRules(first_tick=Decimal("0.5"), first_step=Decimal("1.5")),
        "IMXUSDT": ContractRules(first_tick=Decimal("2.3"), max_open=0),
        "HBARUSDT": ContractRules(min_notional=Decimal(100), max_market_quantity=Decimal(3_000)),
        "INJUSDT": ContractRules(up=Decimal("1.0200"), down=Decimal("0.9000")),
    }
)


def rules_of(contract: Contract) -> ContractRules:
    """Give the figures of a contract."""
    return _COIN if "_" in contract.name else _SPECIAL.get(contract.name, _USUAL)


def places_of(contract: Contract) -> tuple[int, int]:
    """Give how many places prices and quantities have."""
    rules = rules_of(contract)
    price, quantity = contract.tick * rules.first_tick, contract.step * rules.first_step
    return _places(contract.tick, price), _places(contract.step, quantity)


def contract_filters(contract: Contract) -> list[dict[str, Any]]:
    """Write the filters of a perpetual."""
    rules = rules_of(contract)
    lot = {
        "minQty": short(contract.step * rules.first_step),
        "maxQty": short(rules.max_quantity),
        "stepSize": short(contract.step),
    }
    return [
        {
            "filterType": "PRICE_FILTER",
            "minPrice": short(contract.tick * rules.first_tick),
            "maxPrice": short(rules.max_price),
            "tickSize": short(contract.tick),
        },
        {"filterType": "LOT_SIZE", **lot},
        {"filterType": "MARKET_LOT_SIZE", **lot, "maxQty": short(rules.max_market_quantity)},
        {"filterType": "MAX_NUM_ORDERS", "limit": rules.max_open},
        {"filterType": "MIN_NOTIONAL", "notional": short(rules.min_notional)},
        {
            "filterType": "PERCENT_PRICE",
            "multiplierUp": str(rules.up),
            "multiplierDown": str(rules.down),
            "multiplierDecimal": "4",
        },
    ]


def check(contract: Contract, order: Wanted, mark: Decimal) -> None:
    """Check an order; `mark` is the mark price. Fails with the code of each filter."""
    rules = rules_of(contract)
    price_places, quantity_places = places_of(contract)
    for number, most in ((order.quantity, quantity_places), (order.price or ZERO, price_places)):
        if number != number.quantize(Decimal(1).scaleb(-most)):
            raise Refusal(-1111, "Precision is over the maximum defined for this asset.")
    _quantity(contract, order, rules)
    if order.price is not None:
        _price(contract, order.price, rules)
        _distance(order.price, order.side, (mark * rules.down, mark * rules.up))
    _worth(order, mark, rules)
    if order.price is not None and order.open_orders >= rules.max_open:
        raise Refusal(-2025, "Reach maximum open order limit.")


def check_price(contract: Contract, price: Decimal) -> None:
    """Check a price alone, that of a trigger. Fails with the code of each filter."""
    if price != price.quantize(Decimal(1).scaleb(-places_of(contract)[0])):
        raise Refusal(-1111, "Precision is over the maximum defined for this asset.")
    _price(contract, price, rules_of(contract))


def _quantity(contract: Contract, order: Wanted, rules: ContractRules) -> None:
    least = contract.step * rules.first_step
    most = rules.max_quantity if order.price is not None else rules.max_market_quantity
    if order.quantity <= 0:
        raise Refusal(-4003, "Quantity less than or equal to zero.")
    if order.quantity < least:
        raise Refusal(-4004, "Quantity less than min quantity.")
    if order.quantity > most:
        raise Refusal(-4005, "Quantity greater than max quantity.")
    if (order.quantity - least) % contract.step:
        raise Refusal(-4023, "Qty not increased by step size.")


def _price(contract: Contract, price: Decimal, rules: ContractRules) -> None:
    least = contract.tick * rules.first_tick
    if price <= 0:
        raise Refusal(-4001, "Price less than 0.")
    if price < least:
        raise Refusal(-4013, "Price less than min price.")
    if price > rules.max_price:
        raise Refusal(-4002, "Price greater than max price.")
    if (price - least) % contract.tick:
        raise Refusal(-4014, "Price not increased by tick size.")


def _distance(price: Decimal, side: str, span: tuple[Decimal, Decimal]) -> None:
    """Bind a buyer from above and a seller from below; the other way nobody is bound."""
    if side == "BUY" and price > span[1]:
        raise Refusal(-4016, f"Limit price can't be higher than {short(span[1])}.")
    if side == "SELL" and price < span[0]:
        raise Refusal(-4024, f"Limit price can't be lower than {short(span[0])}.")


def _worth(order: Wanted, mark: Decimal, rules: ContractRules) -> None:
    """Hold the least value of an order in USDT; COIN-M counts contracts and has none."""
    value = order.quantity * (mark if order.price is None else order.price)
    if value < rules.min_notional and not order.reduce_only:
        raise Refusal(
            -4164,
            f"Order's notional must be no smaller than {short(rules.min_notional)}"
            " (unless you choose reduce only).",
        )


def _places(*numbers: Decimal) -> int:
    return max(-int(number.normalize().as_tuple().exponent) for number in numbers)
