"""Accounts of the pretend exchange: balances and what belongs to them."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from sandbox.exchange.contract_wallet import ContractMode, ContractWallet, Product
from sandbox.exchange.convert_book import ConvertBook
from sandbox.exchange.earn_book import EarnBook
from sandbox.exchange.errors import insufficient_balance
from sandbox.exchange.orders import Fill, Order, OrderList
from sandbox.exchange.staking_book import StakingBook
from sandbox.exchange.wallet_book import WalletBook

ZERO = Decimal(0)


@dataclass(slots=True)
class Balance:
    """One asset of an account: what is free and what open orders hold."""

    free: Decimal = ZERO
    locked: Decimal = ZERO


@dataclass(slots=True)
class Account:
    """One customer of the exchange, with a ready HMAC key (`api_key`, `secret`)."""

    name: str
    uid: int
    api_key: str = ""
    secret: str = field(default="", repr=False)
    balances: defaultdict[str, Balance] = field(default_factory=lambda: defaultdict(Balance))
    orders: dict[int, Order] = field(default_factory=dict)
    lists: dict[int, OrderList] = field(default_factory=dict)
    fills: list[Fill] = field(default_factory=list)
    futures: ContractWallet = field(default_factory=ContractWallet)
    coin_futures: ContractWallet = field(default_factory=ContractWallet)
    contract_mode: ContractMode = field(default_factory=ContractMode)
    convert: ConvertBook = field(default_factory=ConvertBook)
    cash: WalletBook = field(default_factory=WalletBook)
    earn: EarnBook = field(default_factory=EarnBook)
    staking: StakingBook = field(default_factory=StakingBook)
    pays_fees_in_bnb: bool = False
    can_trade: bool = True
    status: str = "Normal"
    update_time_ms: int = 0

    def wallet(self, product: Product) -> ContractWallet:
        """Give the side of one of the exchanges for contracts."""
        return self.futures if product is Product.USD else self.coin_futures

    def open_orders(self, symbol: str | None = None) -> list[Order]:
        """List the orders still on the book, oldest first."""
        return [
            order
            for order in self.orders.values()
            if order.is_open and symbol in {None, order.symbol}
        ]

    def lock(self, asset: str, amount: Decimal) -> None:
        """Move an amount from free to locked. Fails with -2010 when there is too little."""
        balance = self.balances[asset]
        if balance.free < amount:
            raise insufficient_balance()
        balance.free -= amount
        balance.locked += amount

    def unlock(self, asset: str, amount: Decimal) -> None:
        """Give a locked amount back."""
        balance = self.balances[asset]
        balance.locked -= amount
        balance.free += amount

    def deposit(self, asset: str, amount: Decimal) -> None:
        """Add to (or with a negative amount take from) the free balance."""
        self.balances[asset].free += amount
