"""What an account converted, or was quoted."""

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(kw_only=True, slots=True)
class Conversion:
    """A quote, or the conversion it became; a limit order waits for its ratio."""

    quote_id: str
    from_asset: str
    to_asset: str
    from_amount: Decimal
    to_amount: Decimal
    time_ms: int
    valid_ms: int  # until when it may be accepted, or stays
    order_id: int = 0  # 0: only quoted
    status: str = "QUOTED"
    is_limit: bool = False

    @property
    def ratio(self) -> Decimal:
        """Give how much one unit brings."""
        return self.to_amount / self.from_amount


@dataclass(slots=True)
class ConvertBook:
    """The conversions of one account, by quote id."""

    conversions: dict[str, Conversion] = field(default_factory=dict)

    def orders(self) -> list[Conversion]:
        """List what was accepted, oldest first."""
        return [one for one in self.conversions.values() if one.order_id]
