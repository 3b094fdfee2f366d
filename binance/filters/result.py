"""What `prepare` gives: the order, what was changed, what Binance would refuse, what is unknown."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from binance.filters.arithmetic import plain
from binance.filters.draft import OrderDraft


class Field(StrEnum):
    """A part of an order, by Binance's name of it."""

    QUANTITY = "quantity"
    QUOTE_QUANTITY = "quoteOrderQty"
    PRICE = "price"
    STOP_PRICE = "stopPrice"
    TRAILING_DELTA = "trailingDelta"
    CALLBACK_RATE = "callbackRate"
    ICEBERG_QTY = "icebergQty"
    TIME_IN_FORCE = "timeInForce"
    SELF_TRADE_PREVENTION_MODE = "selfTradePreventionMode"
    PEG_PRICE_TYPE = "pegPriceType"
    PEG_OFFSET_VALUE = "pegOffsetValue"
    CLOSE_POSITION = "closePosition"
    # Not sent, but what an order is judged by.
    SYMBOL = "symbol"
    TYPE = "type"
    PURPOSE = "purpose"
    NOTIONAL = "notional"  # price times quantity, in the quote asset
    ICEBERG_PARTS = "icebergParts"
    OPEN_ORDERS = "openOrders"
    POSITION = "position"  # in the base asset
    BALANCE = "balance"  # in the asset the order pays with

    def of(self, draft: OrderDraft) -> object:
        """Give this part of an order that is sent."""
        value: object = getattr(draft, self.name.lower())
        return value


class ProblemKind(StrEnum):
    """What is wrong."""

    UNUSABLE_NUMBER = "unusable number"  # not finite, or of an insane length
    NOT_POSITIVE = "not positive"
    MISSING = "missing"
    UNWANTED = "unwanted"  # does not belong to this kind of order
    TOO_PRECISE = "too precise"
    BELOW_MINIMUM = "below the minimum"
    ABOVE_MAXIMUM = "above the maximum"
    OFF_STEP = "off the step"
    TOO_MANY = "too many"
    NOT_TRADING = "not trading"
    NOT_SUPPORTED = "not supported by the symbol"
    NOT_PERMITTED = "not permitted for the account"
    BAD_COMBINATION = "bad combination"
    WOULD_TRIGGER = "would trigger immediately"
    WOULD_MATCH = "would match immediately"
    TOO_LITTLE_BALANCE = "too little balance"


class NoteKind(StrEnum):
    """Why something was not checked."""

    UNKNOWN_FILTER = "unknown filter"  # newer than this package
    UNREADABLE_FILTER = "unreadable filter"  # its values are not what they should be
    NOT_CHECKED = "not checked"  # a fact was not given


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A number that was rounded, and why."""

    field: Field
    before: Decimal
    after: Decimal
    rule: str  # PRICE_FILTER, LOT_SIZE, MARKET_LOT_SIZE, PRECISION
    step: Decimal

    def __str__(self) -> str:
        word = "tick" if self.rule == "PRICE_FILTER" else "step"
        return f"{plain(self.before)} → {plain(self.after)}, {word} {plain(self.step)}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """Something Binance would refuse."""

    kind: ProblemKind
    rule: str  # the filter's name, or what else forbids it: STATUS, ORDER_TYPES, BALANCE …
    field: Field
    value: Decimal | None = None  # as it is, in the units of `field`
    limit: Decimal | None = None  # as it may be at most or at least
    nearest: Decimal | None = None  # the nearest value of `remedy` that Binance would take
    remedy: Field | None = None  # what to change
    detail: str = ""  # the status, type, mode or permission in question
    code: int | None = None  # of Binance's refusal
    words: str = ""  # of Binance's refusal, or its beginning

    def __str__(self) -> str:
        subject = self.detail if self.value is None else plain(self.value)
        text = f"{self.rule}: {self.field} {subject}".rstrip() + f" is refused, {self.kind}"
        if self.limit is not None:
            text += f", limit {plain(self.limit)}"
        if self.nearest is not None:
            text += f", nearest {self.remedy or self.field} {plain(self.nearest)}"
        return text


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """Something that was not checked."""

    kind: NoteKind
    rule: str  # the filter's name
    missing: str = ""  # the fact that was not given

    def __str__(self) -> str:
        return f"{self.rule}: {self.kind}" + (f", no {self.missing}" if self.missing else "")


@dataclass(frozen=True, kw_only=True, slots=True)
class Prepared:
    """An order with its numbers in place, and what stands against it."""

    order: OrderDraft
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def acceptable(self) -> bool:
        """Whether nothing that could be checked stands against the order."""
        return not self.problems
