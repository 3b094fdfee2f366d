"""Whether the symbol trades, supports such an order, and lets this account have it."""

from collections.abc import Iterator
from types import MappingProxyType

from binance.enums import OrderType, SymbolStatus, TimeInForce
from binance.filters.case import Case, Finding
from binance.filters.draft import OrderDraft, Purpose
from binance.filters.result import Field, Note, NoteKind, Problem, ProblemKind
from binance.models.contracts import ContractInfo
from binance.models.market import SymbolInfo

_PEGGED = frozenset(
    {
        OrderType.LIMIT,
        OrderType.LIMIT_MAKER,
        OrderType.STOP_LOSS_LIMIT,
        OrderType.TAKE_PROFIT_LIMIT,
    }
)
_FARTHEST_PEG = 100  # price levels
_LISTS = MappingProxyType(
    {
        Purpose.OCO: ("oco_allowed",),
        Purpose.OTO: ("oto_allowed",),
        Purpose.OTOCO: ("oto_allowed", "oco_allowed"),
        Purpose.OPO: ("opo_allowed",),
        Purpose.OPOCO: ("opo_allowed", "oco_allowed"),
        Purpose.CANCEL_REPLACE: ("cancel_replace_allowed",),
        Purpose.AMEND: ("amend_allowed",),
    }
)


def check(case: Case) -> Iterator[Finding]:
    """Find out what the symbol or the account does not allow."""
    draft, symbol = case.draft, case.draft.symbol
    if isinstance(symbol, ContractInfo):
        yield from _status(symbol.trading_status)
        return
    yield from _status(symbol.status)
    yield from _permissions(case, symbol)
    yield from _types(draft, symbol)
    yield from _flags(draft, symbol)
    yield from _pegs(draft)


def _status(status: SymbolStatus) -> Iterator[Problem]:
    if status != SymbolStatus.TRADING:
        yield Problem(
            kind=ProblemKind.NOT_TRADING,
            rule="STATUS",
            field=Field.SYMBOL,
            detail=str(status),
            code=-1013,
            words="Market is closed.",
        )


def _permissions(case: Case, symbol: SymbolInfo) -> Iterator[Finding]:
    """Each list wants one of its permissions."""
    held = case.standing.permissions
    wanted = [one for one in symbol.permission_sets if one]
    if not wanted:
        return
    if held is None:
        yield Note(kind=NoteKind.NOT_CHECKED, rule="PERMISSIONS", missing="permissions")
        return
    lacking = next((one for one in wanted if held.isdisjoint(one)), None)
    if lacking is not None:
        yield Problem(
            kind=ProblemKind.NOT_PERMITTED,
            rule="PERMISSIONS",
            field=Field.SYMBOL,
            detail=" ".join(lacking),
            code=-2010,
            words="This symbol is not permitted for this account.",
        )


def _types(draft: OrderDraft, symbol: SymbolInfo) -> Iterator[Problem]:
    if symbol.order_types and draft.type not in symbol.order_types:
        name = str(draft.type).replace("_", " ").capitalize()
        yield _unsupported("ORDER_TYPES", Field.TYPE, str(draft.type), f"{name} orders are not")
    modes, mode = symbol.allowed_self_trade_prevention_modes, draft.self_trade_prevention_mode
    if modes and mode is not None and mode not in modes:
        yield _unsupported(
            "SELF_TRADE_PREVENTION",
            Field.SELF_TRADE_PREVENTION_MODE,
            mode,
            "This symbol does not allow the specified self-trade prevention mode.",
        )


def _flags(draft: OrderDraft, symbol: SymbolInfo) -> Iterator[Problem]:
    if draft.iceberg_qty and not symbol.iceberg_allowed:
        yield _unsupported("ICEBERG", Field.ICEBERG_QTY, "", "Iceberg orders are not supported")
    if draft.quote_quantity is not None and not symbol.quote_order_qty_market_allowed:
        words = "Quote order qty market orders are not support"
        yield _unsupported("QUOTE_ORDER_QTY", Field.QUOTE_QUANTITY, "", words)
    if draft.trailing_delta is not None and not symbol.allow_trailing_stop:
        words = "Trailing stop orders are not supported"
        yield _unsupported("TRAILING_STOP", Field.TRAILING_DELTA, "", words, code=-2010)
    if draft.peg_price_type is not None and not symbol.peg_instructions_allowed:
        words = "Pegged orders are not supported"
        yield _unsupported("PEG_INSTRUCTIONS", Field.PEG_PRICE_TYPE, "", words)
    for flag in _LISTS.get(draft.purpose, ()):
        if not getattr(symbol, flag):
            yield _unsupported(flag.upper(), Field.PURPOSE, str(draft.purpose), "", code=None)


def _pegs(draft: OrderDraft) -> Iterator[Problem]:
    peg, offset = draft.peg_price_type, draft.peg_offset_value
    if peg is None:
        return
    detail = f"{peg} {draft.type}"
    if draft.type not in _PEGGED:
        words = "This order type may not use pegged price."
        yield _bad_peg(Field.PEG_PRICE_TYPE, detail, words)
    elif draft.type == OrderType.LIMIT_MAKER and peg != "PRIMARY_PEG":
        words = "This price peg cannot be used with this order type."
        yield _bad_peg(Field.PEG_PRICE_TYPE, detail, words)
    elif (draft.type, peg) == (OrderType.LIMIT, "PRIMARY_PEG") and (
        draft.time_in_force not in {None, TimeInForce.GTC}
    ):
        yield _bad_peg(Field.TIME_IN_FORCE, str(draft.time_in_force), "")
    if offset is not None and not 0 < offset <= _FARTHEST_PEG:
        yield _bad_peg(Field.PEG_OFFSET_VALUE, "", "")


def _bad_peg(field: Field, detail: str, words: str) -> Problem:
    return Problem(
        kind=ProblemKind.BAD_COMBINATION,
        rule="PEG_INSTRUCTIONS",
        field=field,
        detail=detail,
        words=words,
    )


def _unsupported(
    rule: str, field: Field, detail: str, words: str, *, code: int | None = -1013
) -> Problem:
    return Problem(
        kind=ProblemKind.NOT_SUPPORTED,
        rule=rule,
        field=field,
        detail=detail,
        code=code,
        words=words,
    )
