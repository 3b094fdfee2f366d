"""What an account staked, redeemed, wrapped and claimed; the tokens themselves lie on spot."""

from dataclasses import dataclass, field
from decimal import Decimal

FIRST_ID = 26_055_000


@dataclass(frozen=True, kw_only=True, slots=True)
class StakeMove:
    """One asset that became another."""

    id: int
    kind: str  # STAKE, REDEEM, WRAP
    given: tuple[str, Decimal]
    got: tuple[str, Decimal]
    rate: Decimal
    time_ms: int
    arrival_ms: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Claimed:
    """A boost that was claimed."""

    asset: str
    amount: Decimal
    time_ms: int


@dataclass(slots=True)
class StakingBook:
    """The staking of one account."""

    moves: list[StakeMove] = field(default_factory=list)
    soft_since_ms: int | None = None  # None: soft staking is off
    unclaimed: dict[str, Decimal] = field(default_factory=dict)
    claimed: list[Claimed] = field(default_factory=list)

    def note(
        self,
        kind: str,
        given: tuple[str, Decimal],
        got: tuple[str, Decimal],
        times: tuple[int, int],
    ) -> StakeMove:
        """Write a move down; `times` are now and the arrival."""
        made = StakeMove(
            id=FIRST_ID + len(self.moves),
            kind=kind,
            given=given,
            got=got,
            rate=max(given[1], got[1]) / min(given[1], got[1]),
            time_ms=times[0],
            arrival_ms=times[1],
        )
        self.moves.append(made)
        return made
