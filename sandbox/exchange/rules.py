"""Figures of the filters, as exchangeInfo shows them and as orders are held to them.

Most symbols have the same; a few have others, so that every filter Binance has can be met.
"""

from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

ZERO = Decimal(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """How far a price may be from the average price: factors of it."""

    down: Decimal = Decimal("0.2")
    up: Decimal = Decimal(5)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rules:
    """The filters of one symbol, but for those its ticks and steps decide."""

    bid: Span = Span()
    ask: Span | None = Span()  # None: PERCENT_PRICE, the older filter, with `bid` for both sides
    average_minutes: int = 5  # 0: the last price counts
    max_notional: Decimal | None = Decimal(9_000_000)  # None: MIN_NOTIONAL, the older filter
    least_for_market: bool = True  # whether the least value holds for market orders
    most_for_market: bool = False
    market_min: Decimal = ZERO  # in steps
    market_step: Decimal = ZERO  # in steps
    iceberg_parts: int = 100
    trailing_above: tuple[int, int] = (10, 2000)  # hundredths of a percent
    trailing_below: tuple[int, int] = (10, 2000)
    max_open: int = 200
    max_stops: int = 5
    max_icebergs: int | None = None
    max_position: Decimal | None = None  # in the base asset
    max_lists: int = 20
    max_amends: int = 10
    max_asset: Decimal = Decimal(10_000_000)  # of the quote asset, in one order; in myFilters only


_NARROW = Span(down=Decimal("0.7"), up=Decimal("1.3"))
_USUAL = Rules()
_SPECIAL = MappingProxyType(
    {
        "ATOMUSDT": Rules(
            bid=_NARROW,
            ask=None,
            max_notional=None,
            least_for_market=False,
            max_asset=Decimal(500),
        ),
        "HBARUSDT": Rules(bid=_NARROW, ask=None, max_notional=None, average_minutes=0),
        "INJUSDT": Rules(
            bid=Span(down=Decimal("0.2"), up=Decimal("1.2")),
            ask=Span(down=Decimal("0.8"), up=Decimal(5)),
            max_notional=Decimal(10_000),
            most_for_market=True,
        ),
        "STXUSDT": Rules(max_position=Decimal(500), average_minutes=0, least_for_market=False),
        "IMXUSDT": Rules(max_open=3, max_stops=1, max_icebergs=1, iceberg_parts=10),
        "AAVEUSDT": Rules(market_min=Decimal(5), market_step=Decimal(5)),
        "ALGOUSDT": Rules(trailing_above=(50, 500), trailing_below=(100, 300)),
    }
)


def rules_of(name: str) -> Rules:
    """Give the figures of a spot symbol."""
    return _SPECIAL.get(name, _USUAL)
