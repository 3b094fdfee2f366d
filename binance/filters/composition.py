"""Which parts an order of each type needs, and which it may not have.

https://developers.binance.com/docs/binance-spot-api-docs/rest-api/trading-endpoints
https://developers.binance.com/docs/derivatives/usds-margined-futures/trade/rest-api
"""

from collections.abc import Iterator
from types import MappingProxyType

from binance.enums import OrderType, TimeInForce
from binance.filters.answers import missing, unwanted
from binance.filters.draft import OrderDraft
from binance.filters.result import Field, Problem, ProblemKind

Q, P, S, T = Field.QUANTITY, Field.PRICE, Field.STOP_PRICE, Field.TIME_IN_FORCE
_BOUND_TO_TYPE = (
    T,
    Q,
    Field.QUOTE_QUANTITY,
    P,
    S,
    Field.TRAILING_DELTA,
    Field.ICEBERG_QTY,
    Field.CALLBACK_RATE,
)
_LIMITED_STOP = (T, Q, P, S, Field.TRAILING_DELTA, Field.ICEBERG_QTY)
_SPOT = MappingProxyType(
    {
        OrderType.LIMIT: (T, Q, P, Field.ICEBERG_QTY),
        OrderType.LIMIT_MAKER: (Q, P, Field.ICEBERG_QTY),
        OrderType.MARKET: (Q, Field.QUOTE_QUANTITY),
        OrderType.STOP_LOSS: (Q, S, Field.TRAILING_DELTA),
        OrderType.TAKE_PROFIT: (Q, S, Field.TRAILING_DELTA),
        OrderType.STOP_LOSS_LIMIT: _LIMITED_STOP,
        OrderType.TAKE_PROFIT_LIMIT: _LIMITED_STOP,
    }
)
_FUTURES = MappingProxyType(
    {
        OrderType.LIMIT: (T, Q, P),
        OrderType.MARKET: (Q,),
        OrderType.STOP: (T, Q, P, S),
        OrderType.TAKE_PROFIT: (T, Q, P, S),
        OrderType.STOP_MARKET: (T, Q, S),
        OrderType.TAKE_PROFIT_MARKET: (T, Q, S),
        OrderType.TRAILING_STOP_MARKET: (T, Q, S, Field.CALLBACK_RATE),
    }
)
_OPTIONAL = frozenset({Field.ICEBERG_QTY, Field.TRAILING_DELTA, Field.QUOTE_QUANTITY})


def check(draft: OrderDraft) -> Iterator[Problem]:
    """Find missing and unwanted parts; of a type that is not known here, none."""
    allowed = (_FUTURES if draft.is_futures else _SPOT).get(draft.type)
    if allowed is None:
        return
    for field in _BOUND_TO_TYPE:
        given = field.of(draft) is not None
        if given and field not in allowed:
            yield _unwanted(draft, field)
        elif not given and field in allowed and field not in _OPTIONAL:
            yield from _absent(draft, field)
    if draft.quantity is not None and draft.quote_quantity is not None:
        yield _unwanted(draft, Field.QUOTE_QUANTITY)
    if draft.iceberg_qty is not None and draft.time_in_force not in {None, TimeInForce.GTC}:
        yield Problem(
            kind=ProblemKind.BAD_COMBINATION,
            rule="TIME_IN_FORCE",
            field=Field.ICEBERG_QTY,
            detail=str(draft.time_in_force),
            code=-1013,
            words="Unsupported order combination",
        )


def _absent(draft: OrderDraft, field: Field) -> Iterator[Problem]:
    """Find out whether a part that is absent may be."""
    instead: Field | None = None
    if field is Field.QUANTITY and draft.type == OrderType.MARKET and not draft.is_futures:
        instead = Field.QUOTE_QUANTITY
    elif field is Field.STOP_PRICE and not draft.is_futures:
        instead = Field.TRAILING_DELTA
    elif _is_dispensable(draft, field):
        return
    if instead is None or instead.of(draft) is None:
        code, words = missing(field, instead)
        if instead is Field.TRAILING_DELTA:
            words = ""
        yield Problem(kind=ProblemKind.MISSING, rule="TYPE", field=field, code=code, words=words)


def _is_dispensable(draft: OrderDraft, field: Field) -> bool:
    if field is Field.PRICE:
        return draft.peg_price_type is not None or draft.price_match is not None
    if not draft.is_futures:
        return False
    if field is Field.QUANTITY:
        return draft.close_position
    if field is Field.STOP_PRICE:
        return draft.type == OrderType.TRAILING_STOP_MARKET
    return field is Field.TIME_IN_FORCE and draft.is_algo


def _unwanted(draft: OrderDraft, field: Field) -> Problem:
    code, words = unwanted(field)
    return Problem(
        kind=ProblemKind.UNWANTED,
        rule="TYPE",
        field=field,
        detail=str(draft.type),
        code=code,
        words=words,
    )
