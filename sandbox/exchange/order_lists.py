"""Order lists: of a pair at most one is filled; what waits begins when the first is filled."""

from decimal import Decimal

from sandbox.exchange.accounts import Account
from sandbox.exchange.errors import Refusal, filter_failure
from sandbox.exchange.fees import RATE
from sandbox.exchange.market import Market
from sandbox.exchange.matching import Engine
from sandbox.exchange.orders import Fill, Order, OrderList
from sandbox.exchange.rules import rules_of

FIRST_ID = 71_000_001


class Lists:
    """Places and cancels lists, and moves them on when an order of theirs changes."""

    def __init__(self, market: Market, engine: Engine) -> None:
        self._market = market
        self._engine = engine
        self._next_id = FIRST_ID
        engine.before.append(self._about_to_execute)
        engine.listeners.append(self._changed)

    def place(self, account: Account, made: OrderList) -> OrderList:
        """Place a list as a whole. Fails as its orders do, and with -1013 when there are many."""
        open_ones = [one for one in account.lists.values() if one.is_open]
        if sum(one.symbol == made.symbol for one in open_ones) >= rules_of(made.symbol).max_lists:
            raise filter_failure("MAX_NUM_ORDER_LISTS")
        if any(one.client_id == made.client_id for one in open_ones):
            raise Refusal(-2010, "Duplicate order sent.")
        for order in made.first:
            self._engine.check(account, order)
        made.id = self._next_id
        self._next_id += 1
        account.lists[made.id] = made
        for order in made.orders:
            order.list_id = made.id
        for pair in (made.first, made.pending):
            _share(pair)
        self._submit(account, made)
        for order in made.pending:
            self._engine.enlist(account, order)
        made.settled = True
        self._advance(account, made)
        return made

    def cancel(self, account: Account, made: OrderList, client_id: str) -> None:
        """Take every open order of a list off the book."""
        made.settled = False
        for order in made.orders:
            if order.is_open:
                self._engine.cancel(account, order, client_id)

    def _submit(self, account: Account, made: OrderList) -> None:
        """Submit what goes on the book at once, the order that holds the money first."""
        try:
            for order in sorted(made.first, key=lambda one: one.shares_lock):
                self._engine.submit(account, order)
        except Refusal:
            for order in made.first:
                if account.orders.pop(order.order_id, None) is not None:
                    self._engine.expire(account, order)
            del account.lists[made.id]
            raise

    def _about_to_execute(self, account: Account, order: Order) -> None:
        """End the other order of a pair; the money it holds goes over."""
        made = account.lists.get(order.list_id)
        if made is None:
            return
        pair = made.first if order in made.first else made.pending
        for other in pair:
            if other is not order and other.is_open:
                self._engine.expire(account, other, heir=order)

    def _changed(self, account: Account, order: Order, kind: str, _: Fill | None) -> None:
        made = account.lists.get(order.list_id)
        if made is None or not made.settled:
            return
        if kind == "CANCELED":
            self.cancel(account, made, order.cancel_client_order_id)
        else:
            self._advance(account, made)

    def _advance(self, account: Account, made: OrderList) -> None:
        """Begin what waited when the first order is filled, end it when that cannot happen."""
        waiting = [order for order in made.pending if order.status == "PENDING_NEW"]
        if not waiting or made.first[0].is_open:
            return
        filled = made.first[0].status == "FILLED"
        for order in sorted(waiting, key=lambda one: one.shares_lock):
            if not filled:
                self._engine.expire(account, order)
                continue
            if made.funded:
                order.quantity = self._bought(made.first[0])
            self._engine.activate(account, order)

    def _bought(self, order: Order) -> Decimal:
        """Give what a purchase brought after its fee, in whole steps."""
        return self._market.symbol(order.symbol).round_quantity(order.executed * (1 - RATE))


def _share(pair: list[Order]) -> None:
    """Let the dearer order of a pair hold the money for both."""
    for order in sorted(pair, key=lambda one: one.price or one.stop_price)[:-1]:
        order.shares_lock = True
