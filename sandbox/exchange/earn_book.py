"""What an account lent, and what it paid in and out."""

from dataclasses import dataclass, field
from decimal import Decimal

FIRST_ID = 1_200_300_000


@dataclass(kw_only=True, slots=True)
class FlexibleHeld:
    """What is lent of an asset without a term."""

    product: str
    asset: str
    amount: Decimal
    since_ms: int
    auto_subscribe: bool = False


@dataclass(kw_only=True, slots=True)
class LockedHeld:
    """What is lent of an asset for a term; on a chain or by Binance."""

    id: int
    project: str
    asset: str
    amount: Decimal
    since_ms: int
    days: int
    on_chain: bool = False
    auto_subscribe: bool = False
    redeem_to: str = "SPOT"


@dataclass(frozen=True, kw_only=True, slots=True)
class EarnMove:
    """A subscription or a redemption."""

    id: int
    shelf: str  # FLEXIBLE, LOCKED, CHAIN
    out: bool
    product: str
    asset: str
    amount: Decimal
    time_ms: int
    position: int = 0
    days: int = 0
    account: str = "SPOT"
    from_spot: Decimal = Decimal(0)
    from_funding: Decimal = Decimal(0)
    client_id: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class DollarMove:
    """BFUSD or RWUSD that was bought or given back."""

    coin: str
    out: bool
    asset: str  # what was given or received for it
    given: Decimal
    received: Decimal
    fee: Decimal
    time_ms: int
    arrival_ms: int


@dataclass(kw_only=True, slots=True)
class DualHeld:
    """A dual investment; `settled` once its day has come."""

    id: int
    order_id: int
    invest: str
    exercised: str
    amount: Decimal
    strike: Decimal
    apr: Decimal
    days: int
    option: str
    time_ms: int
    settle_ms: int
    settle_price: Decimal | None = None
    paid: tuple[str, Decimal] | None = None  # asset and amount


@dataclass(slots=True)
class EarnBook:
    """The positions of one account."""

    flexible: dict[str, FlexibleHeld] = field(default_factory=dict)  # by product
    locked: dict[int, LockedHeld] = field(default_factory=dict)  # by position
    moves: list[EarnMove] = field(default_factory=list)
    dollars: list[DollarMove] = field(default_factory=list)
    dual: list[DualHeld] = field(default_factory=list)

    def next_id(self) -> int:
        """Give an id nobody has yet."""
        return FIRST_ID + len(self.moves)

    def held(self, project: str) -> Decimal:
        """Give how much of a project is held."""
        return sum(
            (one.amount for one in self.locked.values() if one.project == project), Decimal(0)
        )

    def lent(self, *, on_chain: bool = False) -> dict[str, Decimal]:
        """Give what is lent of each asset for a term."""
        found: dict[str, Decimal] = {}
        for one in self.locked.values():
            if one.on_chain is on_chain:
                found[one.asset] = found.get(one.asset, Decimal(0)) + one.amount
        return found

    def lent_freely(self) -> dict[str, Decimal]:
        """Give what is lent of each asset without a term."""
        return {one.asset: one.amount for one in self.flexible.values()}
