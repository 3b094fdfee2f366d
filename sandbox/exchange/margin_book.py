"""What an account holds and owes on margin."""

from dataclasses import dataclass, field
from decimal import Decimal

from sandbox.exchange.accounts import Account
from sandbox.exchange.market import Market

ZERO = Decimal(0)
DAILY_RATE = Decimal("0.00012")  # interest of a day, part of the debt
MOST_LEVEL = Decimal(999)  # shown when nothing is owed
LEVERAGE = 3  # debts may be this many times what is owned, less one
FIRST_LOAN = 210_073_001


@dataclass(frozen=True, kw_only=True, slots=True)
class LoanMade:
    """One loan or repayment."""

    id: int
    kind: str  # BORROW or REPAY
    asset: str
    amount: Decimal
    time_ms: int
    symbol: str | None = None  # of an isolated account


@dataclass(kw_only=True, slots=True)
class MarginBook:
    """The margin side of a customer; isolated accounts share the money of the cross one here."""

    account: Account
    debts: dict[str, Decimal] = field(default_factory=dict)
    loans: list[LoanMade] = field(default_factory=list)
    isolated: list[str] = field(default_factory=list)  # symbols of the open isolated accounts

    def assets_in(self, market: Market, asset: str = "BTC") -> Decimal:
        """Give what everything held is worth."""
        return sum(
            (
                (held.free + held.locked) * market.value(name, asset)
                for name, held in self.account.balances.items()
            ),
            ZERO,
        )

    def debts_in(self, market: Market, asset: str = "BTC") -> Decimal:
        """Give what everything owed is worth."""
        return sum((owed * market.value(name, asset) for name, owed in self.debts.items()), ZERO)

    def level(self, market: Market) -> Decimal:
        """Give assets over debts."""
        owed = self.debts_in(market)
        return min(self.assets_in(market) / owed, MOST_LEVEL) if owed else MOST_LEVEL

    def borrowable(self, market: Market, asset: str) -> Decimal:
        """Give how much more of an asset may be borrowed."""
        owned = self.assets_in(market) - self.debts_in(market)
        left = owned * (LEVERAGE - 1) - self.debts_in(market)
        return max(left, ZERO) / market.value(asset, "BTC")

    def note(self, kind: str, asset: str, amount: Decimal, time_ms: int, symbol: str | None) -> int:
        """Move the money of a loan or repayment, and write it down; gives its id."""
        sign = 1 if kind == "BORROW" else -1
        self.account.deposit(asset, sign * amount)
        self.debts[asset] = self.debts.get(asset, ZERO) + sign * amount
        made = LoanMade(
            id=FIRST_LOAN + len(self.loans),
            kind=kind,
            asset=asset,
            amount=amount,
            time_ms=time_ms,
            symbol=symbol,
        )
        self.loans.append(made)
        return made.id


def open_margin(accounts: dict[str, Account], now_ms: int) -> dict[str, MarginBook]:
    """Open a margin side for every customer; the trader uses it already."""
    books = {
        name: MarginBook(account=Account(name=f"{name} on margin", uid=one.uid))
        for name, one in accounts.items()
    }
    book = books["trader"]
    for asset, amount in (("BTC", "0.35"), ("ETH", "1.2"), ("USDT", "4200")):
        book.account.deposit(asset, Decimal(amount))
    book.note("BORROW", "USDT", Decimal(900), now_ms - 3 * 86_400_000, None)
    book.note("REPAY", "USDT", Decimal(150), now_ms - 86_400_000, None)
    book.isolated.append("ETHUSDT")
    return books
