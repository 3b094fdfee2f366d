"""How values look on the wire."""

from decimal import Decimal


def places(number: Decimal, count: int = 8) -> str:
    """Write a number with a fixed count of decimal places, cut off, as spot does."""
    return f"{number.quantize(Decimal(1).scaleb(-count), rounding='ROUND_DOWN'):f}"


def short(number: Decimal) -> str:
    """Write a number without trailing zeros, as futures does."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def as_tick(number: Decimal, tick: Decimal) -> str:
    """Write a price with as many places as its tick has."""
    return f"{number.quantize(tick):f}"
