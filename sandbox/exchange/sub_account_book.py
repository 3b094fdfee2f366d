"""Sub-accounts of a customer, and one managed sub-account."""

from dataclasses import dataclass, field
from decimal import Decimal

from sandbox.exchange.errors import Refusal
from sandbox.exchange.market import Market

ZERO = Decimal(0)
FIRST_ID = 350_200_001
DAY_MS = 86_400_000


@dataclass(kw_only=True, slots=True)
class Sub:
    """One sub-account."""

    id: int
    email: str
    remark: str
    days: int  # since it was opened
    futures: bool = False
    options: bool = False
    managed: bool = False
    balances: dict[str, Decimal] = field(default_factory=dict)

    def worth(self, market: Market) -> Decimal:
        """Give what the spot wallet is worth in BTC."""
        held = self.balances.items()
        return sum((amount * market.value(asset, "BTC") for asset, amount in held), ZERO)


@dataclass(slots=True)
class SubBook:
    """The sub-accounts of one master account, by their address."""

    subs: dict[str, Sub] = field(default_factory=dict)

    def open(
        self,
        email: str,
        remark: str,
        days: int = 0,
        *,
        futures: bool = False,
        managed: bool = False,
    ) -> Sub:
        """Open a sub-account."""
        made = Sub(
            id=FIRST_ID + len(self.subs),
            email=email,
            remark=remark,
            days=days,
            futures=futures,
            managed=managed,
        )
        self.subs[email] = made
        return made

    def find(self, email: str) -> Sub:
        """Find a sub-account. Fails with -12022."""
        found = self.subs.get(email)
        if found is None:
            raise Refusal(-12022, "Sub-account does not exist.")
        return found

    def chosen(self, email: str | None) -> list[Sub]:
        """Give one sub-account, or all. Fails with -12022."""
        return list(self.subs.values()) if email is None else [self.find(email)]


class SubBooks:
    """The books by the name of the master account; the trader has sub-accounts already."""

    def __init__(self) -> None:
        self._books: dict[str, SubBook] = {}

    def of(self, account: str) -> SubBook:
        """Give the book of a master account."""
        if account not in self._books:
            self._books[account] = _filled() if account == "trader" else SubBook()
        return self._books[account]


def _filled() -> SubBook:
    book = SubBook()
    alice = book.open("alice@example.com", "Alice", 200, futures=True)
    alice.balances |= {"BTC": Decimal("0.05"), "USDT": Decimal(1200)}
    grid = book.open("grid_virtual@example.com", "grid", 90)
    grid.balances |= {"ETH": Decimal("0.8"), "BNB": Decimal(2)}
    fund = book.open("fund_managed@example.com", "fund", 30, futures=True, managed=True)
    fund.balances |= {"USDT": Decimal(5000)}
    return book
