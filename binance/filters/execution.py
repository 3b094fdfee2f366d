"""What the matching engine would say: triggers, post-only orders, trailing, parts, balance."""

from collections.abc import Iterator
from decimal import Decimal

from binance.enums import OrderType, TimeInForce
from binance.filters.arithmetic import ZERO, quotient
from binance.filters.case import Case, Finding
from binance.filters.result import Field, Note, NoteKind, Problem, ProblemKind
from binance.models.filters import IcebergParts, TrailingDelta

BELOW, ABOVE = ProblemKind.BELOW_MINIMUM, ProblemKind.ABOVE_MAXIMUM
CALLBACK_RATE = Decimal("0.1"), Decimal(20)  # percent, least and most


def check(case: Case) -> Iterator[Finding]:
    """Find out whether the order would be taken up as it is meant."""
    yield from _iceberg(case)
    yield from _trailing(case)
    yield from _trigger(case)
    yield from _post_only(case)
    yield from _least_lot(case)
    yield from _balance(case)


def _iceberg(case: Case) -> Iterator[Problem]:
    whole, part = case.draft.quantity, case.draft.iceberg_qty
    if not whole or not part or part < 0:
        return
    if part > whole:
        yield Problem(
            kind=ABOVE,
            rule="ICEBERG",
            field=Field.ICEBERG_QTY,
            value=part,
            limit=whole,
            nearest=case.at_most(Field.ICEBERG_QTY, whole),
            code=-2010,
            words="IcebergQty exceeds QTY.",
        )
    parts = quotient(whole, part, places=0, up=True)
    for one in case.rules.of(IcebergParts):
        if parts > one.limit:
            most = Decimal(one.limit)
            near = None
            if most > 0:
                near = case.at_least(Field.ICEBERG_QTY, quotient(whole, most, up=True))
            sizes, remedy = (parts, most), (Field.ICEBERG_QTY, near)
            yield case.broken("ICEBERG_PARTS", ABOVE, Field.ICEBERG_PARTS, sizes, remedy)


def _trailing(case: Case) -> Iterator[Problem]:
    delta, rate = case.draft.trailing_delta, case.draft.callback_rate
    if delta is not None:
        for one in case.rules.of(TrailingDelta):
            least, most = one.min_trailing_below_delta, one.max_trailing_below_delta
            if case.draft.triggers_above:
                least, most = one.min_trailing_above_delta, one.max_trailing_above_delta
            if not least <= delta <= most:
                kind, limit = (BELOW, least) if delta < least else (ABOVE, most)
                sizes = Decimal(delta), Decimal(limit)
                remedy = Field.TRAILING_DELTA, Decimal(limit) if least <= most else None
                yield case.broken("TRAILING_DELTA", kind, Field.TRAILING_DELTA, sizes, remedy)
    if rate is not None and not CALLBACK_RATE[0] <= rate <= CALLBACK_RATE[1]:
        kind, bound = (BELOW, CALLBACK_RATE[0]) if rate < 1 else (ABOVE, CALLBACK_RATE[1])
        yield Problem(
            kind=kind,
            rule="CALLBACK_RATE",
            field=Field.CALLBACK_RATE,
            value=rate,
            limit=bound,
            nearest=bound,
        )


def _trigger(case: Case) -> Iterator[Finding]:
    stop, last = case.draft.stop_price, case.market.last_price
    if not case.draft.is_algo or not stop:
        return
    if case.draft.type == OrderType.TRAILING_STOP_MARKET:  # there it only starts the trailing
        return
    if last is None:
        yield Note(kind=NoteKind.NOT_CHECKED, rule="TRIGGER", missing="last price")
        return
    above = case.draft.triggers_above
    if stop <= last if above else stop >= last:
        yield Problem(
            kind=ProblemKind.WOULD_TRIGGER,
            rule="TRIGGER",
            field=Field.STOP_PRICE,
            value=stop,
            limit=last,
            nearest=_beyond(case, Field.STOP_PRICE, last, up=above),
            code=-2021 if case.draft.is_futures else -2010,
            words="" if case.draft.is_futures else "Order would trigger immediately.",
        )


def _post_only(case: Case) -> Iterator[Finding]:
    draft = case.draft
    if draft.type != OrderType.LIMIT_MAKER and draft.time_in_force != TimeInForce.GTX:
        return
    if not draft.price:
        return
    best = case.market.best_ask if draft.is_buy else case.market.best_bid
    if best is None:
        yield Note(kind=NoteKind.NOT_CHECKED, rule="POST_ONLY", missing="best price")
    elif draft.price >= best if draft.is_buy else draft.price <= best:
        yield Problem(
            kind=ProblemKind.WOULD_MATCH,
            rule="POST_ONLY",
            field=Field.PRICE,
            value=draft.price,
            limit=best,
            nearest=_beyond(case, Field.PRICE, best, up=not draft.is_buy),
            code=-5022 if draft.is_futures else -2010,
            words="" if draft.is_futures else "Order would immediately match and take.",
        )


def _least_lot(case: Case) -> Iterator[Finding]:
    """Find out whether an amount of quote is worth the least quantity there may be."""
    amount, market = case.draft.quote_quantity, case.market
    least = case.at_least(Field.QUANTITY, ZERO)
    if amount is None or least is None or case.draft.is_futures:
        return
    best = market.best_ask if case.draft.is_buy else market.best_bid
    if best is None:
        yield Note(kind=NoteKind.NOT_CHECKED, rule="LOT_SIZE", missing="best price")
    elif amount < best * least:
        yield Problem(
            kind=BELOW,
            rule="LOT_SIZE",
            field=Field.QUOTE_QUANTITY,
            value=amount,
            limit=best * least,
            nearest=case.at_least(Field.QUOTE_QUANTITY, best * least),
            code=-2010,
            words="Order book liquidity is less than `LOT_SIZE` filter minimum quantity.",
        )


def _beyond(case: Case, field: Field, price: Decimal, *, up: bool) -> Decimal | None:
    """Give the first acceptable price above or below one."""
    ticks = [one.grid.step for one in case.bounds[field] if one.grid is not None]
    if not ticks:
        return None
    if up:
        return case.at_least(field, price + min(ticks))
    return case.at_most(field, price - min(ticks))


def _balance(case: Case) -> Iterator[Finding]:
    draft, standing, market = case.draft, case.standing, case.market
    if draft.is_futures or draft.purpose.adds != 1:
        return
    free = standing.free_quote if draft.is_buy else standing.free_base
    price = draft.price or draft.stop_price or market.best_ask
    if draft.is_buy:
        needed = draft.quote_quantity
        if needed is None and price is not None and draft.quantity is not None:
            needed = price * draft.quantity
    else:
        needed = draft.quantity
        if draft.quote_quantity is not None and market.best_bid is not None:
            needed = case.at_most(Field.QUANTITY, quotient(draft.quote_quantity, market.best_bid))
    if free is None or needed is None:
        yield Note(kind=NoteKind.NOT_CHECKED, rule="BALANCE", missing="balance or price")
    elif needed > free:
        yield _short(case, (needed, free), price)


def _short(case: Case, sizes: tuple[Decimal, Decimal], price: Decimal | None) -> Problem:
    needed, free = sizes
    remedy, near = Field.QUANTITY, None
    if case.draft.quote_quantity is not None:
        most = free if case.draft.is_buy else free * (case.market.best_bid or ZERO)
        remedy, near = Field.QUOTE_QUANTITY, case.at_most(Field.QUOTE_QUANTITY, most)
    elif not case.draft.is_buy:
        near = case.at_most(Field.QUANTITY, free)
    elif price is not None:
        near = case.at_most(Field.QUANTITY, quotient(free, price))
    return Problem(
        kind=ProblemKind.TOO_LITTLE_BALANCE,
        rule="BALANCE",
        field=Field.BALANCE,
        value=needed,
        limit=free,
        nearest=near,
        remedy=remedy,
        code=-2010,
        words="Account has insufficient balance for requested action.",
    )
