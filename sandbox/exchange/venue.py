"""The parts of the exchange that endpoints and sockets share."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from sandbox.exchange.accounts import Account
from sandbox.exchange.contract_trading import ContractTrading
from sandbox.exchange.faults import Faults
from sandbox.exchange.keys import KeyRegistry
from sandbox.exchange.ledger import Ledger
from sandbox.exchange.limits import Limits, OrderCounts
from sandbox.exchange.listen_keys import ListenKeys
from sandbox.exchange.listen_tokens import ListenTokens
from sandbox.exchange.margin_book import MarginBook
from sandbox.exchange.market import Market
from sandbox.exchange.matching import Engine
from sandbox.exchange.order_lists import Lists
from sandbox.exchange.sub_account_book import SubBooks
from sandbox.exchange.timekeeper import Timekeeper

Credited = Callable[[Account, str, Decimal], None]  # asset and change


@dataclass(slots=True)
class Conditions:
    """What can be switched about the exchange as a whole."""

    maintenance: bool = False


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
    engine: Engine
    lists: Lists
    margin: dict[str, MarginBook]
    contracts: ContractTrading
    listen_keys: ListenKeys = field(default_factory=ListenKeys)  # USDⓈ-M
    coin_listen_keys: ListenKeys = field(default_factory=ListenKeys)
    margin_listen_keys: ListenKeys = field(default_factory=ListenKeys)  # risks, cross only
    listen_tokens: ListenTokens = field(default_factory=ListenTokens)  # margin, over the spot API
    sub_accounts: SubBooks = field(default_factory=SubBooks)
    ended_resales: set[str] = field(default_factory=set)  # accounts that mine for themselves again
    conditions: Conditions = field(default_factory=Conditions)
    credited: list[Credited] = field(default_factory=list)  # who hears of money that came to spot
