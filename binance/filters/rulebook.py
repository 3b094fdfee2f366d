"""The filters of a symbol and an account, read; those that cannot be read are told."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar, get_args

import msgspec

from binance.filters.arithmetic import DIGITS, usable
from binance.filters.draft import OrderDraft
from binance.filters.facts import Standing
from binance.filters.result import Note, NoteKind
from binance.models.filters import Filter

_Kind = TypeVar("_Kind", bound=msgspec.Struct)


class _Named(msgspec.Struct, rename="camel"):
    filter_type: str = "?"


_GREATEST: int = 10**DIGITS
_LIST = msgspec.json.Decoder(list[msgspec.Raw])
_NAMED = msgspec.json.Decoder(_Named)
_FILTER = msgspec.json.Decoder(Filter)
_KNOWN = frozenset(str(kind.__struct_config__.tag) for kind in get_args(Filter))


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Every filter that holds for an order."""

    filters: tuple[Filter, ...] = ()
    notes: tuple[Note, ...] = ()

    def of(self, kind: type[_Kind]) -> tuple[_Kind, ...]:
        """Give the filters of a kind; an account may have its own besides the symbol's."""
        return tuple(one for one in self.filters if isinstance(one, kind))


def read(draft: OrderDraft, standing: Standing) -> Rulebook:
    """Read the filters of the symbol and of the account."""
    mine = standing.filters
    lists = [("filters", draft.symbol.raw_filters)]
    if mine is not None:
        lists += [
            ("exchangeFilters", mine.exchange_filters),
            ("symbolFilters", mine.symbol_filters),
            ("assetFilters", mine.asset_filters),
        ]
    found = [one for name, raw in lists for one in _each(name, raw)]
    filters = [one for one in found if not isinstance(one, Note)]
    notes = [one for one in found if isinstance(one, Note)]
    return Rulebook(tuple(dict.fromkeys(filters)), tuple(dict.fromkeys(notes)))


def _each(name: str, raw: msgspec.Raw) -> Iterable[Filter | Note]:
    try:
        parts = _LIST.decode(raw)
    except (msgspec.MsgspecError, RecursionError):
        return [Note(kind=NoteKind.UNREADABLE_FILTER, rule=name)]
    return [_one(part) for part in parts]


def _one(raw: msgspec.Raw) -> Filter | Note:
    try:
        name = _NAMED.decode(raw).filter_type
    except msgspec.MsgspecError:
        return Note(kind=NoteKind.UNREADABLE_FILTER, rule="?")
    if name not in _KNOWN:
        return Note(kind=NoteKind.UNKNOWN_FILTER, rule=name)
    try:
        found: Filter = _FILTER.decode(raw)
    except msgspec.MsgspecError:
        return Note(kind=NoteKind.UNREADABLE_FILTER, rule=name)
    if all(_sane(value) for value in msgspec.structs.astuple(found)):
        return found
    return Note(kind=NoteKind.UNREADABLE_FILTER, rule=name)


def _sane(value: object) -> bool:
    if isinstance(value, int):
        return abs(value) < _GREATEST
    return not isinstance(value, Decimal) or usable(value)
