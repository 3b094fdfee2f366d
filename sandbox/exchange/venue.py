"""The parts of the exchange that endpoints and sockets share."""

from dataclasses import dataclass

from sandbox.exchange.accounts import Account
from sandbox.exchange.faults import Faults
from sandbox.exchange.keys import KeyRegistry
from sandbox.exchange.ledger import Ledger
from sandbox.exchange.limits import Limits, OrderCounts
from sandbox.exchange.market import Market
from sandbox.exchange.timekeeper import Timekeeper


@dataclass(frozen=True, kw_only=True, slots=True)
class Venue:
    """One exchange: its clock, market, customers, limits and books of record."""

    seed: int
    time: Timekeeper
    keys: KeyRegistry
    accounts: dict[str, Account]
    faults: Faults
    ledger: Ledger
    limits: Limits
    order_counts: OrderCounts
    market: Market
