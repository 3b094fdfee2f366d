"""An order together with all that is known, as the checks look at it."""

from dataclasses import dataclass
from decimal import Decimal

from binance.filters.answers import broken_filter
from binance.filters.bounds import Bounds, together
from binance.filters.draft import OrderDraft
from binance.filters.facts import Market, Standing
from binance.filters.result import Field, Note, NoteKind, Problem, ProblemKind
from binance.filters.rulebook import Rulebook

Finding = Problem | Note


@dataclass(frozen=True, slots=True)
class Case:
    """One order to be judged; its numbers are rounded and sane."""

    draft: OrderDraft
    market: Market
    standing: Standing
    rules: Rulebook
    bounds: dict[Field, list[Bounds]]

    def fair_price(self, minutes: int) -> Decimal | None:
        """Give the price filters go by; futures: the mark price. None when it is not known."""
        if self.draft.is_futures:
            return self.market.mark_price
        if self.market.reference_price is not None:
            return self.market.reference_price
        return self.market.last_price if minutes == 0 else self.market.average_price

    def not_checked(self, rule: str, minutes: int = 0) -> Note:
        """Note that the price a filter goes by is not known."""
        price = "average price" if minutes else "last price"
        missing = "mark price" if self.draft.is_futures else price
        return Note(kind=NoteKind.NOT_CHECKED, rule=rule, missing=missing)

    def broken(
        self,
        rule: str,
        kind: ProblemKind,
        field: Field,
        sizes: tuple[Decimal, Decimal],
        remedy: tuple[Field, Decimal | None] | None = None,
    ) -> Problem:
        """Make the problem of a broken filter from a value and its limit."""
        code, words = broken_filter(rule, kind, futures=self.draft.is_futures)
        return Problem(
            kind=kind,
            rule=rule,
            field=field,
            value=sizes[0],
            limit=sizes[1],
            nearest=None if remedy is None else remedy[1],
            remedy=None if remedy is None else remedy[0],
            code=code,
            words=words,
        )

    def at_least(self, field: Field, amount: Decimal) -> Decimal | None:
        """Give the least value of a field that is acceptable and not below an amount."""
        both = together(self.bounds[field])
        if both is None:
            return None
        least = amount if both.grid is None else both.grid.ceil(amount)
        near = both.nearest(least)
        return near if near is not None and near >= amount else None

    def at_most(self, field: Field, amount: Decimal) -> Decimal | None:
        """Give the greatest value of a field that is acceptable and not above an amount."""
        both = together(self.bounds[field])
        if both is None:
            return None
        most = amount if both.grid is None else both.grid.floor(amount)
        near = both.nearest(most)
        return near if near is not None and near <= amount else None
