"""Exact arithmetic on amounts: no float, no rounding but the one asked for, no endless numbers."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation, localcontext
from math import gcd

DIGITS = 40  # before and after the point; what has more is a mistake or an attack
ZERO = Decimal(0)

# Wide enough for any product of four usable numbers; a step that would lose a digit fails.
_EXACT = Context(
    prec=1_000, Emin=-9_999, Emax=9_999, traps=[InvalidOperation, DivisionByZero, Inexact]
)


def exact() -> AbstractContextManager[Context]:
    """Give a context in which plain operators are exact for usable numbers."""
    return localcontext(_EXACT)


def usable(number: object) -> bool:
    """Tell whether this is a finite decimal number of a sane length."""
    if not isinstance(number, Decimal) or not number.is_finite():
        return False
    exponent = number.as_tuple().exponent
    return number.adjusted() < DIGITS and isinstance(exponent, int) and exponent >= -DIGITS


def tidy(number: Decimal) -> Decimal:
    """Give the same number without zeros at the end and without an exponent."""
    short = number.normalize()
    exponent = short.as_tuple().exponent
    return short.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else short


def plain(number: Decimal) -> str:
    """Write a number as people do; one of insane length is cut."""
    if not usable(number):
        return f"{number:.6E}" if number.is_finite() else str(number)
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def quotient(
    amount: Decimal, divisor: Decimal, *, places: int = DIGITS, up: bool = False
) -> Decimal:
    """Divide positive numbers, cut or rounded up after so many places: few quotients are finite."""
    whole, rest = divmod(amount.scaleb(places), divisor)
    return (whole + 1 if up and rest else whole).scaleb(-places)


def places(count: int) -> Decimal:
    """Give the step of numbers with so many places after the point."""
    return Decimal(1).scaleb(-min(max(count, 0), DIGITS))


@dataclass(frozen=True, slots=True)
class Grid:
    """The numbers `start`, `start` ± `step`, and so on. `step` is above zero."""

    step: Decimal
    start: Decimal = ZERO

    def has(self, number: Decimal) -> bool:
        """Tell whether a number lies on the grid."""
        return not (number - self.start) % self.step

    def floor(self, number: Decimal) -> Decimal:
        """Give the greatest number on the grid that is not above."""
        rest = (number - self.start) % self.step
        return number - (rest if rest >= 0 else rest + self.step)

    def ceil(self, number: Decimal) -> Decimal:
        """Give the least number on the grid that is not below."""
        below = self.floor(number)
        return below if below == number else below + self.step

    def meet(self, other: "Grid") -> "Grid | None":
        """Give the grid of the numbers on both, None when there is none of a sane length."""
        finest = min(_exponent(n) for n in (self.step, self.start, other.step, other.start))
        step, start = _units(self.step, finest), _units(self.start, finest)
        step_2, start_2 = _units(other.step, finest), _units(other.start, finest)
        shared = gcd(step, step_2)
        distance, rest = divmod(start_2 - start, shared)
        if rest:
            return None
        turns = distance * pow(step // shared, -1, step_2 // shared) % (step_2 // shared)
        both = step * (step_2 // shared)
        met = Grid(
            Decimal(both).scaleb(finest), Decimal((start + step * turns) % both).scaleb(finest)
        )
        return met if usable(met.step) and usable(met.start) else None


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _units(number: Decimal, exponent: int) -> int:
    return int(number.scaleb(-exponent))
