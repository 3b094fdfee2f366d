"""The matching engine for contracts of both exchanges: takes orders, fills them, tells owners."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from sandbox.exchange import contract_events as events
from sandbox.exchange.accounts import Account
from sandbox.exchange.contract_checks import Checks
from sandbox.exchange.contract_events import Event
from sandbox.exchange.contract_margin import Books
from sandbox.exchange.contract_settlement import Deal, Settlement
from sandbox.exchange.contract_terms import Contracts, Level
from sandbox.exchange.contract_wallet import (
    ZERO,
    ContractAmendment,
    ContractFill,
    ContractOrder,
    Product,
)
from sandbox.exchange.errors import Refusal
from sandbox.exchange.ledger import Ledger
from sandbox.exchange.limits import OrderCounts
from sandbox.exchange.market import Market
from sandbox.exchange.timekeeper import Timekeeper

Listener = Callable[[Account, Product, Event], None]
Changed = Callable[[Account, ContractOrder], None]
NO_REASON, IOC_LEFT, LIQUIDATED, NO_POSITION, MARKET_LEFT = "0", "2", "5", "6", "9"
FIRST_ID = 8_389_700_000_001


class ContractEngine:
    """Matches the contract orders of all accounts against a book of strangers.

    As on spot, orders of our own accounts never meet each other, and a resting order fills
    completely as soon as the last price reaches it.
    """

    def __init__(
        self,
        market: Market,
        accounts: dict[str, Account],
        time: Timekeeper,
        records: tuple[Ledger, OrderCounts],
    ) -> None:
        self.time = time
        self.accounts = accounts
        self.contracts = Contracts(market, time.ms)
        self.settlement = Settlement(self.contracts)
        self._ledger, self._counts = records
        self._checks = Checks(self.contracts)
        self._next_id = FIRST_ID
        self._next_amendment = 5_200_001
        self.listeners: list[Listener] = []
        self.after: list[Changed] = []  # told when an order has changed

    def books(self, account: Account, product: Product) -> Books:
        """Give the margin of an account."""
        return Books(self.contracts, account, product)

    def check(self, account: Account, order: ContractOrder) -> list[Level]:
        """Check an order and give what it takes at once. Fails with every refusal of an order."""
        return self._checks.check(self.books(account, order.product), order)

    def check_alone(self, account: Account, order: ContractOrder) -> None:
        """Check an order as far as a test order is checked. Fails with the codes of filters."""
        self._checks.rules(self.books(account, order.product), order)

    def submit(self, account: Account, order: ContractOrder) -> ContractOrder:
        """Take an order in: it fills, rests or expires. Fails as `check` does, and with -1015."""
        levels = self.check(account, order)
        self.count(account)
        self._write_down(account, order)
        self._match(account, order, levels)
        return order

    def count(self, account: Account) -> None:
        """Count an order of an account. Fails with -1015."""
        self._counts.count(account.name, self.time.seconds())

    def enter_by_force(self, account: Account, order: ContractOrder) -> None:
        """Fill an order of the exchange's own at its price, past every check."""
        self._write_down(account, order)
        self.execute(account, order, (order.price, order.quantity), maker=False, kind="CALCULATED")

    def cancel(self, account: Account, order: ContractOrder) -> None:
        """Take an open order off the book."""
        order.status = "CANCELED"
        self.tell_order(account, order, "CANCELED")

    def expire(self, account: Account, order: ContractOrder, reason: str = NO_REASON) -> None:
        """End an open order by itself."""
        order.status, order.expiry_reason = "EXPIRED", reason
        self.tell_order(account, order, "EXPIRED")

    def modify(
        self,
        account: Account,
        order: ContractOrder,
        to: tuple[Decimal, Decimal],
        number: int | None,
    ) -> None:
        """Give an open order another price and quantity. Fails as a new one does."""
        price, quantity = to
        draft = self._checks.amended(order, price, quantity)
        order_book = self.books(account, order.product)
        order.status = "MODIFYING"  # so that it does not count against itself
        try:
            levels = self._checks.check(order_book, draft)
        finally:
            order.status = "PARTIALLY_FILLED" if order.executed else "NEW"
        self.count(account)
        change = ContractAmendment(
            id=self._next_amendment,
            price=(order.price, price),
            quantity=(order.quantity, quantity),
            count=len(order.amendments) + 1,
            time_ms=self.time.ms(),
            modify_id=number,
        )
        self._next_amendment += 1
        order.price, order.quantity = price, quantity
        order.amendments.append(change)
        self.tell_order(account, order, "AMENDMENT")
        if order.remaining <= 0:
            self.cancel(account, order)
        self._match(account, order, levels)

    def execute(
        self,
        account: Account,
        order: ContractOrder,
        level: Level,
        *,
        maker: bool,
        kind: str = "TRADE",
    ) -> None:
        """Make one trade: move position and money, tell the owner."""
        price, qty = level
        now = self.time.ms()
        fill = self.settlement.trade(account, order, Deal(price, qty, maker, now))
        order.status = "PARTIALLY_FILLED" if order.remaining else "FILLED"
        order.update_time_ms = account.update_time_ms = now
        if kind == "TRADE":
            self.tell(account, order.product, events.trade_lite(order, fill))
        assets = (self._asset(order), fill.commission_asset)
        self.tell_account(account, order.product, "ORDER", assets, order)
        self.tell_order(account, order, kind, fill)
        self._let_go(account, order)

    def tell_order(
        self, account: Account, order: ContractOrder, kind: str, fill: ContractFill | None = None
    ) -> None:
        """Tell what happened to an order."""
        order.update_time_ms = account.update_time_ms = self.time.ms()
        terms = self.contracts.find(order.product, order.symbol)
        self.tell(account, order.product, events.order_update(order, terms, kind, fill))
        for changed in self.after:
            changed(account, order)

    def tell_account(
        self,
        account: Account,
        product: Product,
        reason: str,
        assets: Iterable[str],
        order: ContractOrder | None = None,
    ) -> None:
        """Tell balances, and the position an order changed."""
        books = self.books(account, product)
        changed = () if order is None else ((order.symbol, order.position_side),)
        unchanged = dict.fromkeys(assets, "0")
        self.tell(account, product, events.account_update(books, reason, unchanged, changed))

    def tell(self, account: Account, product: Product, event: Event) -> None:
        """Send an event to its owner."""
        for listener in self.listeners:
            listener(account, product, event)

    def _write_down(self, account: Account, order: ContractOrder) -> None:
        order.order_id = self._next_id
        self._next_id += 1
        order.original_type = order.original_type or order.type
        account.wallet(order.product).orders[order.order_id] = order
        self._ledger.executions[order.client_order_id] += 1
        self.tell_order(account, order, "NEW")

    def _match(self, account: Account, order: ContractOrder, levels: list[Level]) -> None:
        for price, there in levels:
            part = min(there, self._reach(account, order))
            if part <= 0:
                break
            self.execute(account, order, (price, part), maker=False)
        if not order.is_open:
            return
        if order.type == "MARKET":
            self.expire(account, order, MARKET_LEFT)
        elif order.time_in_force in {"IOC", "FOK"}:
            self.expire(account, order, IOC_LEFT)

    def _let_go(self, account: Account, order: ContractOrder) -> None:
        """End what would only reduce a position that is gone."""
        wallet = account.wallet(order.product)
        if wallet.position(order.symbol, order.position_side).amount:
            return
        for other in wallet.open_orders(order.symbol):
            if other.closes and other.position_side == order.position_side:
                self.expire(account, other, NO_POSITION)

    def _reach(self, account: Account, order: ContractOrder) -> Decimal:
        """Give how much of an order may be filled: what only reduces ends with the position."""
        if not order.closes:
            return order.remaining
        held = account.wallet(order.product).position(order.symbol, order.position_side).amount
        return min(order.remaining, abs(held)) if held * order.signed < 0 else ZERO

    def price_moved(self, spot: str) -> None:
        """Fill the orders a price has reached."""
        for account in self.accounts.values():
            for product in Product:
                for order in account.wallet(product).open_orders():
                    terms = self.contracts.find(product, order.symbol)
                    if terms.spot == spot and order.is_open:
                        self._reached(account, order, self.contracts.mark(terms))

    def _reached(self, account: Account, order: ContractOrder, price: Decimal) -> None:
        if price > order.price if order.is_buy else price < order.price:
            return
        part = self._reach(account, order)
        if part:
            self.execute(account, order, (order.price, part), maker=True)
        if order.is_open:
            self.expire(account, order, NO_POSITION)

    def _asset(self, order: ContractOrder) -> str:
        return self.contracts.find(order.product, order.symbol).margin_asset


def unknown_order() -> Refusal:
    """Refuse to cancel what is not open."""
    return Refusal(-2011, "Unknown order sent.")
