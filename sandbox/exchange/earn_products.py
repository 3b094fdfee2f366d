"""What can be lent: products with their rates and limits; the figures are invented."""

from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

# Asset, rate of a year, least amount, most of a person.
FLEXIBLE = """
USDT 0.0482 0.1 5000000
USDC 0.0511 0.1 5000000
BTC 0.0031 0.00001 100
ETH 0.0172 0.0001 2000
BNB 0.0028 0.001 5000
SOL 0.0263 0.001 50000
XRP 0.0064 0.1 1000000
DOGE 0.0089 1 5000000
ADA 0.0095 0.1 2000000
LINK 0.0121 0.01 100000
"""
TIERS = {"USDT": {"0-500USDT": 0.06}, "BTC": {"0-0.01BTC": 0.012, "0.01-1BTC": 0.002}}
SOLD_OUT = frozenset({"LINK001"})
# Project, asset, days, rate of a year, least amount, most of a person.
LOCKED = """
Bnb*30 BNB 30 0.011 0.01 500
Bnb*90 BNB 90 0.019 0.01 500
Ada*60 ADA 60 0.028 1 200000
Sol*60 SOL 60 0.045 0.1 2000
Dot*120 DOT 120 0.092 1 5000
"""
# As above, with the asset rewards are paid in.
CHAIN = """
Solv-60d BTC 60 0.039 0.001 2 SOL
Lista-30d BNB 30 0.027 0.1 50 BNB
Plasma-60d USDT 60 0.061 10 20000 USDT
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class FlexibleOffer:
    """A product without a term."""

    id: str
    asset: str
    apr: Decimal
    least: Decimal
    most: Decimal

    @property
    def sold_out(self) -> bool:
        """Tell whether nobody can subscribe."""
        return self.id in SOLD_OUT

    @property
    def daily(self) -> Decimal:
        """Give the rate of a day."""
        return self.apr / 365


@dataclass(frozen=True, kw_only=True, slots=True)
class LockedOffer:
    """A product with a term."""

    id: str
    asset: str
    days: int
    apr: Decimal
    least: Decimal
    most: Decimal
    reward_asset: str

    @property
    def daily(self) -> Decimal:
        """Give the rate of a day."""
        return self.apr / 365


def _flexible() -> MappingProxyType[str, FlexibleOffer]:
    made = {}
    for line in FLEXIBLE.strip().splitlines():
        asset, apr, least, most = line.split()
        made[f"{asset}001"] = FlexibleOffer(
            id=f"{asset}001",
            asset=asset,
            apr=Decimal(apr),
            least=Decimal(least),
            most=Decimal(most),
        )
    return MappingProxyType(made)


def _locked(table: str) -> MappingProxyType[str, LockedOffer]:
    made = {}
    for line in table.strip().splitlines():
        project, asset, days, apr, least, most, *reward = line.split()
        made[project] = LockedOffer(
            id=project,
            asset=asset,
            days=int(days),
            apr=Decimal(apr),
            least=Decimal(least),
            most=Decimal(most),
            reward_asset=(reward or [asset])[0],
        )
    return MappingProxyType(made)


FLEXIBLE_OFFERS = _flexible()
LOCKED_OFFERS = _locked(LOCKED)
CHAIN_OFFERS = _locked(CHAIN)
