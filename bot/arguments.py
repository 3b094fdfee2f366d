"""What the user typed: symbols, amounts, prices, intervals and counts, or a `UsageError`.

One parser for every command. It is strict: ASCII digits only, a bounded number of them, no
exponents, so that no text can become a number that takes minutes to print.

UsageError                  what was typed cannot be used; nothing was sent to Binance
├── NotASymbol              a word that cannot be the name of a symbol          (typed)
├── NotANumber              a word that is not a plain number                   (typed)
│   └── AmbiguousNumber     a comma: "1,5" is 1.5 to some and 15 to others      (typed)
├── NotAnAmount             neither "0.01" nor "100u" nor "25%" nor "all"       (typed)
├── NotAPrice               neither "97k" nor "-2%" nor "bid"                   (typed)
├── NotAnInterval           neither "15m" nor "4h" nor "2d" nor "1w"            (typed)
├── NumberOutOfRange        a number that is too small or too large             (typed, least, most)
├── TooManyArguments        more words than the command takes                   (most, given)
└── StaleButton             a button of an old message that means nothing now
"""
# ruff: noqa: N818 -- the names say what happened; "Error" at the end of each would add nothing

import re
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

LONGEST_SYMBOL = 30
"""Characters a symbol may have; Binance's longest are about 20."""

_PLAIN = re.compile(r"[0-9]{1,12}(?:[.][0-9]{1,12})?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:_[0-9]{3}){1,3}(?:[.][0-9]{1,12})?")
_WITH_COMMA = re.compile(r"[0-9_.]{1,20}(?:,[0-9_.]{1,20})+[kKmM]?")
_NAMED_QUOTE = re.compile(r"([0-9._,]+[kKmM]?)(?:[uU]|\s+([^\W\d_]{2,10}))")
_SUFFIXES = {suffix: Decimal(1_000) for suffix in "kK"} | {
    suffix: Decimal(1_000_000) for suffix in "mM"
}
_SHARES = {"half": Decimal("0.5"), "all": Decimal(1)}
_UNITS = {
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
}
_INTERVAL = re.compile(r"([0-9]{1,4})([mhdw])")


class UsageError(Exception):
    """What was typed cannot be used; nothing was sent to Binance."""


class TypedError(UsageError):
    """A word of the command is wrong; `typed` is that word as it was typed."""

    def __init__(self, typed: str) -> None:
        self.typed = typed
        super().__init__(type(self).__name__)


class NotASymbol(TypedError):
    """The word cannot be the name of a symbol."""


class NotANumber(TypedError):
    """The word is not a plain number."""


class AmbiguousNumber(NotANumber):
    """The word has a comma, which separates thousands for some and decimals for others."""


class NotAnAmount(TypedError):
    """The word is no amount."""


class NotAPrice(TypedError):
    """The word is no price."""


class NotAnInterval(TypedError):
    """The word is no length of time."""


class NumberOutOfRange(TypedError):
    """The number is outside `least` … `most`, both allowed."""

    def __init__(self, typed: str, least: int, most: int) -> None:
        self.least = least
        self.most = most
        super().__init__(typed)


class TooManyArguments(UsageError):
    """The command takes `most` words and `given` were typed."""

    def __init__(self, most: int, given: int) -> None:
        self.most = most
        self.given = given
        super().__init__(f"{given} instead of {most}")


class StaleButton(UsageError):
    """A button of an old message that means nothing now, as after a symbol was removed."""


class AmountKind(StrEnum):
    """What an amount counts."""

    BASE = "base"
    QUOTE = "quote"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Amount:
    """How much: of the base asset, of the quote asset, or a share of the free balance.

    A share is a part of one: 0.25 for "25%". `asset` is the quote asset where the user named one.
    """

    kind: AmountKind
    value: Decimal
    asset: str | None = None


class PriceKind(StrEnum):
    """What a price refers to."""

    ABSOLUTE = "absolute"
    OFFSET = "offset"
    BID = "bid"
    MID = "mid"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Price:
    """At what price: a number, an offset from the last price, or a side of the book.

    An offset is a part of one: -0.02 for "-2%". The sides of the book carry zero.
    """

    kind: PriceKind
    value: Decimal = Decimal(0)


_SIDES = {PriceKind.BID, PriceKind.MID, PriceKind.ASK}


def words(text: str, *, most: int) -> list[str]:
    """Give the words of `text`, separated by spaces or commas.

    Fails with `TooManyArguments` when there are more than `most`.
    """
    found = text.replace(",", " ").split()
    if len(found) > most:
        raise TooManyArguments(most, len(found))
    return found


def symbol(word: str) -> str:
    """Give the symbol a word names, as typed but without a leading $ or #.

    Whether Binance has it is for the symbol directory to say. Fails with `NotASymbol`.
    """
    name = word.strip().lstrip("$#")
    if not name or len(name) > LONGEST_SYMBOL or not all(map(_fits_a_symbol, name)):
        raise NotASymbol(word)
    return name


def symbols(text: str, *, most: int) -> list[str]:
    """Give up to `most` symbols, in the order typed, each once.

    Fails with `NotASymbol`, `TooManyArguments`.
    """
    return list(dict.fromkeys(symbol(word) for word in words(text, most=most)))


def number(word: str) -> Decimal:
    """Give a number: "12", "0.5", "97_250", "97k", "1.5m".

    Fails with `NotANumber`; with `AmbiguousNumber` where a comma may mean two things.
    """
    digits, factor = word, Decimal(1)
    if word[-1:] in _SUFFIXES:
        digits, factor = word[:-1], _SUFFIXES[word[-1]]
    if _PLAIN.fullmatch(digits) or _GROUPED.fullmatch(digits):
        return Decimal(digits.replace("_", "")) * factor
    if _WITH_COMMA.fullmatch(word):
        raise AmbiguousNumber(word)
    raise NotANumber(word)


def count(word: str, *, least: int, most: int) -> int:
    """Give a whole number from `least` to `most`.

    Fails with `NotANumber`, `NumberOutOfRange`.
    """
    if not re.fullmatch(r"[0-9]{1,12}", word):
        raise NotANumber(word)
    value = int(word)
    if not least <= value <= most:
        raise NumberOutOfRange(word, least, most)
    return value


def amount(text: str) -> Amount:
    """Give an amount: "0.01" of the base; "100u", "$100", "100 usdt" of the quote; "25%", "all".

    Fails with `NotAnAmount`, `AmbiguousNumber`.
    """
    typed = text.strip()
    if typed.lower() in _SHARES:
        return Amount(AmountKind.SHARE, _SHARES[typed.lower()])
    if typed.endswith("%"):
        return Amount(AmountKind.SHARE, _share(typed[:-1], text))
    if typed.startswith("$"):
        return Amount(AmountKind.QUOTE, _positive(typed[1:], text))
    if named := _NAMED_QUOTE.fullmatch(typed):
        asset = named[2].upper() if named[2] else None
        return Amount(AmountKind.QUOTE, _positive(named[1], text), asset)
    return Amount(AmountKind.BASE, _positive(typed, text))


def price(text: str) -> Price:
    """Give a price: "97k", "97_250", "-2%", "bid", "mid", "ask".

    Fails with `NotAPrice`, `AmbiguousNumber`.
    """
    typed = text.strip()
    if typed.lower() in _SIDES:
        return Price(PriceKind(typed.lower()))
    try:
        if typed.endswith("%") and typed[0] in "+-":
            return Price(PriceKind.OFFSET, _offset(typed, text))
        value = number(typed)
    except AmbiguousNumber:
        raise
    except NotANumber:
        raise NotAPrice(text) from None
    if not value:
        raise NotAPrice(text)
    return Price(PriceKind.ABSOLUTE, value)


def interval(text: str) -> timedelta:
    """Give a length of time: "15m", "4h", "2d", "1w". Fails with `NotAnInterval`."""
    found = _INTERVAL.fullmatch(text.strip().lower())
    if found is None or not int(found[1]):
        raise NotAnInterval(text)
    return int(found[1]) * _UNITS[found[2]]


def _fits_a_symbol(character: str) -> bool:
    """Say whether a symbol may hold the character: letters and digits of any script, and / - _ ."""
    return character in "/-_." or unicodedata.category(character)[0] in "LNM"


def _offset(typed: str, text: str) -> Decimal:
    """Give the offset of "-2%" as a part of one; a price cannot fall by all of itself."""
    offset = number(typed[1:-1]) / 100
    if typed[0] == "-":
        offset = -offset
    if offset <= -1:
        raise NotAPrice(text)
    return offset


def _share(digits: str, text: str) -> Decimal:
    share = _positive(digits, text) / 100
    if share > 1:
        raise NotAnAmount(text)
    return share


def _positive(digits: str, text: str) -> Decimal:
    try:
        value = number(digits)
    except AmbiguousNumber:
        raise
    except NotANumber:
        raise NotAnAmount(text) from None
    if not value:
        raise NotAnAmount(text)
    return value
