"""How many orders may be open, and how much of an asset one may hold."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from binance.filters.case import Case, Finding
from binance.filters.draft import Purpose
from binance.filters.result import Field, Note, NoteKind, ProblemKind
from binance.models.contracts import ContractInfo
from binance.models.filters import (
    ExchangeMaxNumAlgoOrders,
    ExchangeMaxNumIcebergOrders,
    ExchangeMaxNumOrderLists,
    ExchangeMaxNumOrders,
    MaxNumAlgoOrders,
    MaxNumIcebergOrders,
    MaxNumOrderAmends,
    MaxNumOrderLists,
    MaxNumOrders,
    MaxPosition,
)

# USDⓈ-M shows no filter for it since 2025-12-29: algo orders on all symbols together.
FUTURES_ALGO_ORDERS = 200


class _Limit(NamedTuple):
    rule: str
    most: int | None
    open_now: int | None
    adds: int
    name: str


def check(case: Case) -> Iterator[Finding]:
    """Find out whether there is room for the order."""
    for one in (*_plain(case), *_algo(case), *_iceberg(case), *_lists(case), *_amendments(case)):
        if one.most is None or one.adds == 0:
            continue
        if one.open_now is None:
            yield Note(kind=NoteKind.NOT_CHECKED, rule=one.rule, missing=one.name)
        elif one.open_now + one.adds > one.most:
            sizes = Decimal(one.open_now + one.adds), Decimal(one.most)
            yield case.broken(one.rule, ProblemKind.TOO_MANY, Field.OPEN_ORDERS, sizes)
    yield from _position(case)


def _plain(case: Case) -> Iterator[_Limit]:
    here, everywhere = case.standing.on_symbol.orders, case.standing.on_exchange.orders
    adds = 0 if case.draft.is_market else case.draft.purpose.adds
    for one in case.rules.of(MaxNumOrders):
        most = one.limit if one.max_num_orders is None else one.max_num_orders
        yield _Limit("MAX_NUM_ORDERS", most, here, adds, "count of open orders")
    for each in case.rules.of(ExchangeMaxNumOrders):
        name = "count of open orders of all symbols"
        yield _Limit("EXCHANGE_MAX_NUM_ORDERS", each.max_num_orders, everywhere, adds, name)


def _algo(case: Case) -> Iterator[_Limit]:
    here, everywhere = case.standing.on_symbol.algo_orders, case.standing.on_exchange.algo_orders
    adds = int(case.draft.is_algo and case.draft.purpose.adds > 0)
    name = "count of open algo orders of all symbols"
    on_symbol = case.rules.of(MaxNumAlgoOrders)
    for one in on_symbol:
        most = one.limit if one.max_num_algo_orders is None else one.max_num_algo_orders
        yield _Limit("MAX_NUM_ALGO_ORDERS", most, here, adds, "count of open algo orders")
    for each in case.rules.of(ExchangeMaxNumAlgoOrders):
        most = each.max_num_algo_orders
        yield _Limit("EXCHANGE_MAX_NUM_ALGO_ORDERS", most, everywhere, adds, name)
    symbol = case.draft.symbol
    if isinstance(symbol, ContractInfo) and symbol.contract_size is None and not on_symbol:
        yield _Limit("MAX_NUM_ALGO_ORDERS", FUTURES_ALGO_ORDERS, everywhere, adds, name)


def _iceberg(case: Case) -> Iterator[_Limit]:
    standing = case.standing
    here, everywhere = standing.on_symbol.iceberg_orders, standing.on_exchange.iceberg_orders
    adds = int(bool(case.draft.iceberg_qty) and case.draft.purpose.adds > 0)
    for one in case.rules.of(MaxNumIcebergOrders):
        most, name = one.max_num_iceberg_orders, "count of open iceberg orders"
        yield _Limit("MAX_NUM_ICEBERG_ORDERS", most, here, adds, name)
    for each in case.rules.of(ExchangeMaxNumIcebergOrders):
        most, name = each.max_num_iceberg_orders, "count of open iceberg orders of all symbols"
        yield _Limit("EXCHANGE_MAX_NUM_ICEBERG_ORDERS", most, everywhere, adds, name)


def _lists(case: Case) -> Iterator[_Limit]:
    here, everywhere = case.standing.on_symbol.lists, case.standing.on_exchange.lists
    adds = int(case.draft.purpose.is_list)
    for one in case.rules.of(MaxNumOrderLists):
        most, name = one.max_num_order_lists, "count of open order lists"
        yield _Limit("MAX_NUM_ORDER_LISTS", most, here, adds, name)
    for each in case.rules.of(ExchangeMaxNumOrderLists):
        most, name = each.max_num_order_lists, "count of open order lists of all symbols"
        yield _Limit("EXCHANGE_MAX_NUM_ORDER_LISTS", most, everywhere, adds, name)


def _amendments(case: Case) -> Iterator[_Limit]:
    adds = int(case.draft.purpose is Purpose.AMEND)
    for one in case.rules.of(MaxNumOrderAmends):
        most, done = one.max_num_order_amends, case.standing.amendments
        yield _Limit("MAX_NUM_ORDER_AMENDS", most, done, adds, "count of amendments")


def _position(case: Case) -> Iterator[Finding]:
    """Add up what a buyer would hold: what is free, locked, on order, and this order."""
    standing, draft = case.standing, case.draft
    if not draft.is_buy:
        return
    for one in case.rules.of(MaxPosition):
        parts = standing.free_base, standing.locked_base, standing.open_buy_quantity
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            yield Note(kind=NoteKind.NOT_CHECKED, rule="MAX_POSITION", missing="position")
            continue
        held = sum(known, Decimal(0))
        after = held + (draft.quantity or 0)
        if after > one.max_position:
            room = one.max_position - held
            near = case.at_most(Field.QUANTITY, room) if room > 0 else None
            sizes = after, one.max_position
            kind, remedy = ProblemKind.ABOVE_MAXIMUM, (Field.QUANTITY, near)
            yield case.broken("MAX_POSITION", kind, Field.POSITION, sizes, remedy)
