"""The matching engine: takes orders, fills them when the price comes by, tells their owner."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from sandbox.exchange import filters, permits
from sandbox.exchange.accounts import Account
from sandbox.exchange.averages import fair_price
from sandbox.exchange.errors import Refusal, insufficient_balance, rejected
from sandbox.exchange.fees import charge
from sandbox.exchange.ledger import Ledger
from sandbox.exchange.limits import OrderCounts
from sandbox.exchange.market import Market
from sandbox.exchange.orders import ZERO, Fill, Order
from sandbox.exchange.rules import rules_of
from sandbox.exchange.timekeeper import Timekeeper

Level = tuple[Decimal, Decimal]  # price and quantity
# Account, order, kind of execution (NEW, TRADE, CANCELED, EXPIRED), and the fill of a TRADE.
Listener = Callable[[Account, Order, str, Fill | None], None]
Warned = Callable[[Account, Order], None]


class Engine:
    """Matches the orders of all accounts against a book of strangers.

    Orders of our own accounts never meet each other; a resting order fills completely as soon as
    the last price reaches it.
    """

    def __init__(
        self,
        market: Market,
        accounts: dict[str, Account],
        time: Timekeeper,
        books: tuple[Ledger, OrderCounts],
    ) -> None:
        self._market = market
        self._accounts = accounts
        self._time = time
        self._ledger, self._counts = books
        self._next_id = 4_000_000_001
        self.listeners: list[Listener] = []
        self.before: list[Warned] = []  # told before an order is executed for the first time
        market.listeners.append(self._price_moved)

    def check(self, account: Account, order: Order) -> None:
        """Check an order as far as a test order is checked. Fails with -1013 and -2010."""
        symbol = self._market.symbol(order.symbol)
        last = self._market.price(order.symbol)
        if symbol.status != "TRADING":
            raise Refusal(-1013, "Market is closed.")
        permits.check(order)
        minutes = rules_of(symbol.name).average_minutes
        fair = fair_price(self._market.stall(symbol.name), minutes, self._time.ms())
        filters.check(symbol, order, fair, account)
        if not account.can_trade:
            raise rejected("This account may not place or cancel orders.")
        if order.is_stop and _triggers(order, last):
            raise rejected("Order would trigger immediately.")
        if order.type == "LIMIT_MAKER" and self._matches(order):
            raise rejected("Order would immediately match and take.")
        self._first_levels(order)

    def submit(self, account: Account, order: Order) -> Order:
        """Take an order in: it fills, rests or expires. Fails with -1013, -1015 and -2010."""
        self.check(account, order)
        if any(other.client_order_id == order.client_order_id for other in account.open_orders()):
            raise rejected("Duplicate order sent.")
        levels = self._first_levels(order)
        self._lock(account, order, levels)
        try:
            self._counts.count(account.name, self._time.seconds())
        except Refusal:
            self._release(account, order)
            raise
        self._write_down(account, order)
        if order.is_working:
            self._match(account, order, levels)
        return order

    def enlist(self, account: Account, order: Order) -> None:
        """Write down an order that waits for another one. Fails with -1015."""
        self._counts.count(account.name, self._time.seconds())
        order.status, order.is_working = "PENDING_NEW", False
        self._write_down(account, order)

    def activate(self, account: Account, order: Order) -> None:
        """Let an order that waited begin; it expires when it cannot."""
        order.status, order.is_working = "NEW", not order.is_stop
        try:
            if order.is_stop and _triggers(order, self._market.price(order.symbol)):
                raise rejected("Order would trigger immediately.")
            levels = self._first_levels(order)
            self._lock(account, order, levels)
        except Refusal:
            self._end(account, order, "EXPIRED")
            return
        order.working_time_ms = self._time.ms() if order.is_working else -1
        self._tell(account, order, "NEW")
        if order.is_working:
            self._match(account, order, levels)

    def expire(self, account: Account, order: Order, heir: Order | None = None) -> None:
        """Take an order off the book by itself; the heir gets the money held for it."""
        if heir is not None:
            heir.locked += order.locked
            order.locked = ZERO
        self._end(account, order, "EXPIRED")

    def resize(self, account: Account, order: Order, quantity: Decimal) -> None:
        """Make an open order smaller; it keeps its place."""
        order.quantity = quantity
        worth = (order.price or order.stop_price) if order.is_buy else Decimal(1)
        self._release(account, order, worth * order.remaining)
        self._tell(account, order, "REPLACED")

    def cancel(self, account: Account, order: Order, client_id: str) -> None:
        """Take an open order off the book; `client_id` names the cancellation."""
        order.cancel_client_order_id = client_id
        self._end(account, order, "CANCELED")

    def fill(self, account: Account, order: Order, quantity: Decimal | None = None) -> None:
        """Fill a resting order, wholly or in part, at its price as the maker."""
        price = order.price or self._market.price(order.symbol)
        part = min(quantity or order.remaining, order.remaining)
        self._execute(account, order, (price, part), maker=True)
        self._settle(account, order)

    def _price_moved(self, name: str) -> None:
        price = self._market.price(name)
        for account in self._accounts.values():
            for order in account.open_orders(name):
                if not order.is_open or order.status == "PENDING_NEW":
                    continue
                if not order.is_working:
                    if _triggers(order, price):
                        self._trigger(account, order)
                elif price <= order.price if order.is_buy else price >= order.price:
                    self.fill(account, order)

    def _trigger(self, account: Account, order: Order) -> None:
        """Let a stop order become a working one."""
        self._warn(account, order)
        order.is_working = True
        order.working_time_ms = self._time.ms()
        self._tell(account, order, "NEW")
        levels = self._levels(order)
        if not order.price and order.is_buy:
            cost = _worth(levels)
            self._release(account, order)
            if account.balances[order.locked_asset].free < cost:
                self._end(account, order, "EXPIRED")
                return
            self._hold(account, order, cost)
        self._match(account, order, levels)

    def _match(self, account: Account, order: Order, levels: Iterable[Level]) -> None:
        found = list(levels)
        if order.time_in_force != "FOK" or sum(qty for _, qty in found) == order.quantity:
            for level in found:
                self._execute(account, order, level, maker=False)
        stays = order.price and order.time_in_force == "GTC"
        if order.remaining and not stays:
            self._end(account, order, "EXPIRED")
            return
        self._settle(account, order)

    def _execute(self, account: Account, order: Order, level: Level, *, maker: bool) -> None:
        """Make one trade: move the money, charge the fee, write it down, tell the owner."""
        price, qty = level
        if not order.executed:
            self._warn(account, order)
        symbol = self._market.symbol(order.symbol)
        cost = price * qty
        self._spend(account, order, cost if order.is_buy else qty)
        received = (symbol.base, qty) if order.is_buy else (symbol.quote, cost)
        fee, fee_asset = charge(account, self._market, received)
        if not order.executed:
            self._counts.filled(account.name, self._time.seconds(), maker=maker)
        order.executed += qty
        order.cumulative_quote += cost
        traded = self._market.print_trade(order.symbol, price, qty, to_buyer=order.is_buy == maker)
        fill = Fill(
            id=traded.id,
            order_id=order.order_id,
            symbol=order.symbol,
            price=price,
            qty=qty,
            commission=fee,
            commission_asset=fee_asset,
            time_ms=self._time.ms(),
            is_buyer=order.is_buy,
            is_maker=maker,
            list_id=order.list_id,
        )
        order.fills.append(fill)
        account.fills.append(fill)
        order.status = "PARTIALLY_FILLED" if order.remaining else "FILLED"
        self._tell(account, order, "TRADE", fill)

    def _first_levels(self, order: Order) -> list[Level]:
        """Give what a new order takes at once; an amount of quote becomes a quantity."""
        if order.is_stop:
            return []
        levels = self._levels(order)
        if order.type == "MARKET" and not levels:
            raise rejected("Order book liquidity is less than `LOT_SIZE` filter minimum quantity.")
        if order.quote_order_qty:
            order.quantity = sum((qty for _, qty in levels), ZERO)
        return levels

    def _levels(self, order: Order) -> list[Level]:
        """Give what the order takes from the book now, level by level."""
        symbol = self._market.symbol(order.symbol)
        book = self._market.stall(order.symbol).book
        wanted, money = order.remaining, order.quote_order_qty
        taken: list[Level] = []
        for price, there in book.take(buy=order.is_buy, limit=order.price or None):
            reach = symbol.round_quantity(money / price) if order.quote_order_qty else wanted
            part = min(there, reach)
            if part <= 0:
                break
            taken.append((price, part))
            wanted -= part
            money -= part * price
        return taken

    def _matches(self, order: Order) -> bool:
        return bool(self._levels(order))

    def _lock(self, account: Account, order: Order, levels: list[Level]) -> None:
        """Hold what the order may cost. Fails with -2010."""
        symbol = self._market.symbol(order.symbol)
        order.locked_asset = symbol.quote if order.is_buy else symbol.base
        if order.shares_lock:
            return
        if order.quote_order_qty > account.balances[order.locked_asset].free and order.is_buy:
            raise insufficient_balance()
        if not order.is_buy:
            held = order.quantity
        elif order.price or order.stop_price:
            held = (order.price or order.stop_price) * order.quantity
        else:
            held = _worth(levels)
        self._hold(account, order, held)

    def _write_down(self, account: Account, order: Order) -> None:
        order.order_id = self._next_id
        self._next_id += 1
        order.working_time_ms = order.time_ms if order.is_working else -1
        account.orders[order.order_id] = order
        self._ledger.executions[order.client_order_id] += 1
        self._tell(account, order, "NEW")

    def _warn(self, account: Account, order: Order) -> None:
        for warned in self.before:
            warned(account, order)

    def _hold(self, account: Account, order: Order, amount: Decimal) -> None:
        account.lock(order.locked_asset, amount)
        order.locked += amount

    def _spend(self, account: Account, order: Order, amount: Decimal) -> None:
        account.balances[order.locked_asset].locked -= amount
        order.locked -= amount

    def _release(self, account: Account, order: Order, keeping: Decimal = ZERO) -> None:
        kept = min(keeping, order.locked)  # less when another order holds the money
        account.unlock(order.locked_asset, order.locked - kept)
        order.locked = kept

    def _settle(self, account: Account, order: Order) -> None:
        """Give back what a better price left over."""
        rest = order.remaining if order.is_open else ZERO
        self._release(account, order, order.price * rest if order.is_buy else rest)

    def _end(self, account: Account, order: Order, status: str) -> None:
        order.status = status
        order.update_time_ms = self._time.ms()
        self._release(account, order)
        self._tell(account, order, status)

    def _tell(self, account: Account, order: Order, kind: str, fill: Fill | None = None) -> None:
        order.update_time_ms = account.update_time_ms = self._time.ms()
        for listener in self.listeners:
            listener(account, order, kind, fill)


def _triggers(order: Order, price: Decimal) -> bool:
    """Tell whether the price has reached the stop price of the order."""
    from_below = order.type.startswith("STOP_LOSS") == order.is_buy
    return price >= order.stop_price if from_below else price <= order.stop_price


def _worth(levels: Iterable[Level]) -> Decimal:
    return sum((price * qty for price, qty in levels), ZERO)
