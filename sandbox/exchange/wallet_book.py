"""What an account has besides spot, margin and contracts, and what moved in and out of it."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

FIRST_TRANSFER = 11_415_955_000
FIRST_DUST = 45_178_372_000


@dataclass(frozen=True, kw_only=True, slots=True)
class TransferMade:
    """Money that went from one wallet of the account to another."""

    id: int
    type: str
    asset: str
    amount: Decimal
    time_ms: int
    from_symbol: str | None = None
    to_symbol: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class DustMade:
    """A small balance that was turned into another asset."""

    id: int
    group: int  # those of one call
    asset: str
    amount: Decimal
    target: str
    brought: Decimal  # after the fee
    fee: Decimal
    time_ms: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """Something that came from outside or went there."""

    id: str
    coin: str
    amount: Decimal
    network: str
    address: str
    tx_id: str
    time_ms: int
    status: int
    fee: Decimal = Decimal(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class DividendPaid:
    """Something that Binance paid out."""

    id: int
    asset: str
    amount: Decimal
    info: str
    time_ms: int


def _empty() -> defaultdict[str, defaultdict[str, Decimal]]:
    return defaultdict(lambda: defaultdict(Decimal))


@dataclass(slots=True)
class WalletBook:
    """The wallets of one account that nothing else keeps, by name, `FUNDING` for example."""

    pockets: defaultdict[str, defaultdict[str, Decimal]] = field(default_factory=_empty)
    transfers: list[TransferMade] = field(default_factory=list)
    dust: list[DustMade] = field(default_factory=list)
    deposits: list[Passage] = field(default_factory=list)
    withdrawals: list[Passage] = field(default_factory=list)
    dividends: list[DividendPaid] = field(default_factory=list)
    pays_interest_in_bnb: bool = False

    @property
    def funding(self) -> defaultdict[str, Decimal]:
        """Give the funding wallet."""
        return self.pockets["FUNDING"]

    def pay(self, asset: str, amount: Decimal, info: str, time_ms: int) -> None:
        """Write a dividend down; the money is moved elsewhere."""
        self.dividends.append(
            DividendPaid(
                id=1_637_366_000 + len(self.dividends),
                asset=asset,
                amount=amount,
                info=info,
                time_ms=time_ms,
            )
        )
