"""Reads user events: the one typed model an event stands for, or an `UnknownEvent`."""

from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

import msgspec

from binance.models.model import decoder_of
from binance.models.user_events import SpotEvent, UnknownEvent
from binance.models.user_events_futures import FuturesEvent
from binance.models.user_events_margin import MarginRiskEvent, PortfolioMarginEvent
from binance.models.user_events_options import OptionsEvent

UserEvent = (
    SpotEvent | FuturesEvent | MarginRiskEvent | PortfolioMarginEvent | OptionsEvent | UnknownEvent
)
"""Anything an account may be told."""


class Product(StrEnum):
    """Which of a user's accounts an event belongs to; the same word may mean another event."""

    SPOT = "spot"
    MARGIN = "margin"
    FUTURES = "futures"  # USDⓈ-M
    COIN_FUTURES = "coin_futures"
    MARGIN_RISK = "margin_risk"
    OPTIONS = "options"
    PORTFOLIO_MARGIN = "portfolio_margin"


_DECODERS: Final = {
    Product.SPOT: decoder_of(SpotEvent),
    Product.MARGIN: decoder_of(SpotEvent),
    Product.FUTURES: decoder_of(FuturesEvent),
    Product.COIN_FUTURES: decoder_of(FuturesEvent),
    Product.MARGIN_RISK: decoder_of(MarginRiskEvent),
    Product.OPTIONS: decoder_of(OptionsEvent),
    Product.PORTFOLIO_MARGIN: decoder_of(PortfolioMarginEvent),
}
_PLAIN: Final[msgspec.json.Decoder[Any]] = msgspec.json.Decoder(float_hook=Decimal)
_KINDS: Final = {
    product: frozenset(one.__struct_config__.tag for one in types.__args__)
    for product, types in (
        (Product.SPOT, SpotEvent),
        (Product.MARGIN, SpotEvent),
        (Product.FUTURES, FuturesEvent),
        (Product.COIN_FUTURES, FuturesEvent),
        (Product.MARGIN_RISK, MarginRiskEvent),
        (Product.OPTIONS, OptionsEvent),
        (Product.PORTFOLIO_MARGIN, PortfolioMarginEvent),
    )
}


def read_event(product: Product, written: bytes | msgspec.Raw) -> UserEvent:
    """Give the event. Fails with `ValueError` when it is no JSON object."""
    try:
        event: UserEvent = _DECODERS[product].decode(written)
    except (msgspec.ValidationError, RecursionError) as error:
        return _unknown(product, written, str(error))
    return event


def _unknown(product: Product, written: bytes | msgspec.Raw, problem: str) -> UnknownEvent:
    """Keep an event as it came; msgspec's words name the field and never quote the value."""
    try:
        fields = _PLAIN.decode(written)
    except RecursionError:
        raise ValueError("an event is not nested so deeply") from None
    if not isinstance(fields, dict):
        raise ValueError("an event is an object")  # noqa: TRY004 -- what was sent is wrong, no type
    kind = fields.get("e")
    known = kind in _KINDS[product]
    return UnknownEvent(
        kind=kind if isinstance(kind, str) else "",
        fields=fields,
        problem=problem if known else "",
    )
