"""What happens on contracts by the clock and by the price alone: funding, ends, liquidations."""

from collections.abc import Callable
from decimal import Decimal

from sandbox.exchange import contract_events as events
from sandbox.exchange.accounts import Account
from sandbox.exchange.contract_engine import LIQUIDATED, ContractEngine
from sandbox.exchange.contract_margin import Books
from sandbox.exchange.contract_terms import Terms
from sandbox.exchange.contract_wallet import (
    ContractOrder,
    ContractWallet,
    Income,
    Position,
    Product,
)
from sandbox.exchange.wire import places

FUNDING_EVERY = 8 * 3_600_000  # ms
DANGER = Decimal("0.8")  # part of the margin that must remain, at which the owner is called
LIQUIDATION_FEE = Decimal("0.0125")
SMALLEST = Decimal("1E-8")

Held = tuple[Terms, str, Position]


class Clockwork:
    """Moves on what depends on time, whenever somebody looks or a price moves."""

    def __init__(self, engine: ContractEngine) -> None:
        self._engine = engine
        self._periods = engine.time.ms() // FUNDING_EVERY
        self.also: list[Callable[[], None]] = []  # what else depends on time

    def tick(self) -> None:
        """Settle funding, end what has run out."""
        for other in self.also:
            other()
        now = self._engine.time.ms()
        due = now // FUNDING_EVERY > self._periods
        self._periods = now // FUNDING_EVERY
        for account in self._engine.accounts.values():
            for product in Product:
                wallet = account.wallet(product)
                if due:
                    self._fund(account, product)
                self._run_out(account, wallet, now)

    def _run_out(self, account: Account, wallet: ContractWallet, now: int) -> None:
        ended = [symbol for symbol, end in wallet.countdowns.items() if end <= now]
        for symbol in ended:
            del wallet.countdowns[symbol]
            for order in wallet.open_orders(symbol):
                self._engine.cancel(account, order)
        for order in wallet.open_orders():
            if order.good_till_ms and order.good_till_ms <= now:
                self._engine.expire(account, order)

    def _fund(self, account: Account, product: Product) -> None:
        """Let longs pay shorts, or the reverse."""
        books = self._engine.books(account, product)
        now = self._engine.time.ms()
        for name, side, position in books.wallet.held():
            terms = books.contracts.find(product, name)
            exact = -books.notional(terms, position) * terms.funding_rate
            amount = exact.quantize(SMALLEST)
            if not amount:
                continue
            books.wallet.balances[terms.margin_asset] += amount
            isolated = books.wallet.setting(name).isolated
            if isolated:
                position.isolated += amount
            account.update_time_ms = now
            self._note(books, "FUNDING_FEE", amount, terms)
            event = events.account_update(
                books,
                "FUNDING_FEE",
                {terms.margin_asset: places(amount)},
                ((name, side),) if isolated else (),
                name,
            )
            self._engine.tell(account, product, event)

    def price_moved(self, spot: str) -> None:
        """Look after the positions a price has changed."""
        for account in self._engine.accounts.values():
            for product in Product:
                books = self._engine.books(account, product)
                held = [
                    (books.contracts.find(product, name), side, one)
                    for name, side, one in books.wallet.held()
                ]
                if any(terms.spot == spot for terms, _, _ in held):
                    self._look_after(books, held)

    def _look_after(self, books: Books, held: list[Held]) -> None:
        """Call owners whose margin runs out, and take over what is lost."""
        crossed: dict[str, list[Held]] = {}
        for one in held:
            terms, _, position = one
            if books.wallet.setting(terms.name).isolated:
                backing = position.isolated + books.unrealised(terms, position)
                self._judge(books, [one], backing, books.maintenance(terms, position))
            else:
                crossed.setdefault(terms.margin_asset, []).append(one)
        for asset, group in crossed.items():
            self._judge(books, group, books.equity(asset), books.cross_maintenance(asset))

    def _judge(self, books: Books, group: list[Held], backing: Decimal, least: Decimal) -> None:
        if backing <= least:
            for one in group:
                self._liquidate(books, one)
            return
        endangered = least > backing * DANGER
        fresh = endangered and not all(position.warned for _, _, position in group)
        for _, _, position in group:
            position.warned = endangered
        if fresh:
            books.account.update_time_ms = self._engine.time.ms()
            self._engine.tell(books.account, books.product, events.margin_call(books, group))

    def _liquidate(self, books: Books, held: Held) -> None:
        """Close a position by force at the mark price."""
        terms, side, position = held
        account, wallet = books.account, books.wallet
        for order in wallet.open_orders(terms.name):
            self._engine.expire(account, order, LIQUIDATED)
        now = self._engine.time.ms()
        mark, amount = books.contracts.mark(terms), abs(position.amount)
        order = ContractOrder(
            product=books.product,
            symbol=terms.name,
            pair=terms.pair,
            client_order_id=f"autoclose-{now}{len(wallet.orders)}",
            side="SELL" if position.amount > 0 else "BUY",
            type="LIMIT",
            original_type="LIMIT",
            time_in_force="IOC",
            quantity=amount,
            price=mark,
            position_side=side,
            reduce_only=True,
            time_ms=now,
        )
        self._engine.enter_by_force(account, order)
        # The insurance fund takes a fee of what is left, and pays what is missing.
        left = wallet.balances[terms.margin_asset]
        fee = min((terms.value(amount, mark) * LIQUIDATION_FEE).quantize(SMALLEST), left)
        wallet.balances[terms.margin_asset] = left - fee
        self._note(books, "INSURANCE_CLEAR", -fee, terms)

    def _note(self, books: Books, kind: str, amount: Decimal, terms: Terms) -> None:
        income = Income(
            kind=kind,
            amount=amount,
            asset=terms.margin_asset,
            symbol=terms.name,
            info=kind,
            time_ms=self._engine.time.ms(),
        )
        self._engine.settlement.note(books.wallet, income)
