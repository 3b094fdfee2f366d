"""Orders as people and programs get them right and wrong, drawn from a seed."""

import random
from decimal import Decimal
from typing import Any

from binance.enums import OrderType, Side, TimeInForce
from binance.filters import Market, OrderDraft
from binance.models.market import SymbolInfo

TYPES = tuple(OrderType)[:7]  # those of spot
STOPS = tuple(kind for kind in TYPES if kind.startswith(("STOP", "TAKE")))
LIMITED = (OrderType.LIMIT, OrderType.LIMIT_MAKER, STOPS[1], STOPS[3])
# Factors of the last price: near it, and on and about the bounds filters set.
NEAR = ("0.9", "0.97", "0.995", "0.9999", "1", "1.0001", "1.005", "1.03", "1.1")
FAR = ("0.0000000001", "0.19999", "0.2", "0.7", "0.79999", "0.8", "1.2", "1.3", "1.31", "5", "6")
# Factors of the least value an order may have.
FEW = ("0.97", "1", "1.02", "1.5", "2", "3", "7.31")
MANY = ("0.001", "0.5", "20", "33.333333333", "150", "2000", "100000", "5000000")


class RandomOrders:
    """Draws orders for one symbol; the same seed gives the same."""

    def __init__(self, info: SymbolInfo, market: Market, seed: int) -> None:
        self._info = info
        self._random = random.Random(f"{seed}:{info.symbol}")  # noqa: S311 -- repeatable, not secret
        self._price = market.last_price or Decimal(1)

    def draw(self) -> OrderDraft:
        """Draw an order, in most cases one of the right make-up."""
        kind = self._random.choice(TYPES)
        parts: dict[str, Any] = {"quantity": self._quantity()}
        if kind == OrderType.MARKET and self._chance(0.4):
            parts = {"quote_quantity": self._round(self._least() * self._factor(FEW, MANY))}
        if kind in LIMITED:
            parts["price"] = self._near_price()
        if kind in LIMITED and kind != OrderType.LIMIT_MAKER:
            parts["time_in_force"] = self._random.choice(
                [TimeInForce.GTC, TimeInForce.GTC, TimeInForce.IOC, TimeInForce.FOK]
            )
        side = self._random.choice([Side.BUY, Side.SELL])
        if kind in STOPS:
            above = kind.startswith("STOP") == (side == Side.BUY)
            parts["stop_price"] = self._beyond(above=above != self._chance(0.2))
        if kind in LIMITED and self._chance(0.2):
            share = Decimal(self._random.choice(["1", "0.5", "0.14", "0.02", "0.0099", "2"]))
            parts["iceberg_qty"] = self._round(parts["quantity"] * share)
        if self._chance(0.1):
            modes = ["NONE", "EXPIRE_TAKER", "EXPIRE_MAKER", "DECREMENT", "TRANSFER"]
            parts["self_trade_prevention_mode"] = self._random.choice(modes)
        if self._chance(0.1):
            self._spoil(parts)
        return OrderDraft(symbol=self._info, side=side, type=kind, **parts)

    def _spoil(self, parts: dict[str, Any]) -> None:
        """Take a part away, add one that does not belong, or make a number senseless."""
        name = self._random.choice(["quantity", "price", "stop_price", "time_in_force", "extra"])
        if name == "extra":
            parts["trailing_delta"] = 100
        elif name in parts and self._chance(0.5):
            del parts[name]
        elif name == "time_in_force":
            parts[name] = TimeInForce.GTC
        else:
            parts[name] = Decimal(self._random.choice(["0", "-1", "0.000000000001", "1E12"]))

    def _least(self) -> Decimal:
        return self._info.min_notional or Decimal(1)

    def _quantity(self) -> Decimal:
        return self._round(self._least() * self._factor(FEW, MANY) / self._price)

    def _beyond(self, *, above: bool) -> Decimal:
        factors = [one for one in (*NEAR, *FAR) if (Decimal(one) > 1) == above]
        return self._round(self._price * Decimal(self._random.choice(factors)))

    def _near_price(self) -> Decimal:
        return self._round(self._price * self._factor(NEAR, FAR))

    def _factor(self, usual: tuple[str, ...], rare: tuple[str, ...]) -> Decimal:
        return Decimal(self._random.choice(rare if self._chance(0.2) else usual))

    def _round(self, number: Decimal) -> Decimal:
        """Cut a number to as many places as somebody may have typed: often the right ones."""
        step = self._info.step_size or Decimal("1E-8")
        places = self._random.choice(
            [step, step, Decimal("1E-8"), Decimal("1E-5"), Decimal("1E-11")]
        )
        return number.quantize(places)

    def _chance(self, share: float) -> bool:
        return self._random.random() < share
