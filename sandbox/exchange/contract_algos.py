"""Conditional orders on contracts: kept apart from the book until the price reaches them."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from sandbox.exchange import contract_filters
from sandbox.exchange.accounts import Account
from sandbox.exchange.contract_engine import ContractEngine
from sandbox.exchange.contract_events import algo_update
from sandbox.exchange.contract_filters import Wanted
from sandbox.exchange.contract_terms import Terms
from sandbox.exchange.contract_wallet import AlgoOrder, ContractOrder, Product
from sandbox.exchange.errors import Refusal

FIRST_ID = 2_100_000_001
MOST = 200  # conditional orders of an account
BECOMES = {"STOP": "LIMIT", "TAKE_PROFIT": "LIMIT"}  # the others become MARKET


class Algos:
    """Takes conditional orders in and places them when it is time."""

    def __init__(self, engine: ContractEngine) -> None:
        self._engine = engine
        self._contracts = engine.contracts
        self._next_id = FIRST_ID
        engine.after.append(self._order_changed)

    def place(self, account: Account, algo: AlgoOrder) -> AlgoOrder:
        """Take a conditional order in.

        Fails with -2021, -4045, -4116, -4130, -4509 and the codes of filters. Margin is looked at
        when it is triggered.
        """
        order = algo.order
        terms = self._contracts.find(order.product, order.symbol)
        mark = self._contracts.mark(terms)
        others = account.wallet(order.product).open_algos()
        if len(others) >= MOST:
            raise Refusal(-4045, "Reach max stop order limit.")
        if any(one.client_algo_id == algo.client_algo_id for one in others):
            raise Refusal(-4116, "ClientOrderId is duplicated.")
        _check_numbers(terms, algo)
        if order.close_position:
            self._check_closing(account, algo, others)
        if algo.callback_rate is None and _reached(algo, mark):
            raise Refusal(-2021, "Order would immediately trigger.")
        self._engine.count(account)
        algo.algo_id = self._next_id
        self._next_id += 1
        algo.active = algo.callback_rate is None or not algo.activate_price
        algo.best_price = mark
        account.wallet(order.product).algos[algo.algo_id] = algo
        self._tell(account, algo)
        return algo

    def cancel(self, account: Account, algo: AlgoOrder) -> None:
        """Take a conditional order away that was not triggered."""
        self._end(account, algo, "CANCELED")

    def _check_closing(self, account: Account, algo: AlgoOrder, others: list[AlgoOrder]) -> None:
        """Hold what closes a position against it. Fails with -4130 and -4509."""
        order = algo.order
        held = account.wallet(order.product).position(order.symbol, order.position_side).amount
        if held == 0 or (held > 0) == order.is_buy:
            raise Refusal(
                -4509,
                "Time in Force (TIF) GTE can only be used with open positions."
                " Please ensure that positions are available.",
            )
        alike = (order.symbol, order.side, order.position_side, order.type)
        for other in others:
            one = other.order
            if one.close_position and alike == (
                one.symbol,
                one.side,
                one.position_side,
                one.type,
            ):
                raise Refusal(
                    -4130,
                    "An open stop or take profit order with GTE and closePosition in the direction"
                    " is existing.",
                )

    def price_moved(self, spot: str) -> None:
        """Place the orders whose trigger a price has reached."""
        for account, product, algo in self._waiting():
            terms = self._contracts.find(product, algo.order.symbol)
            if terms.spot != spot or not algo.is_open:
                continue
            mark = self._contracts.mark(terms)
            if algo.callback_rate is not None and not self._follow(account, algo, mark):
                continue
            if _reached(algo, mark):
                self._trigger(account, algo)

    def _follow(self, account: Account, algo: AlgoOrder, mark: Decimal) -> bool:
        """Let a trailing stop follow the price; tells whether it is active."""
        buy = algo.order.is_buy
        if not algo.active:
            if mark > algo.activate_price if buy else mark < algo.activate_price:
                return False
            algo.active, algo.best_price = True, mark
            self._tell(account, algo)
        algo.best_price = min(algo.best_price, mark) if buy else max(algo.best_price, mark)
        return True

    def _trigger(self, account: Account, algo: AlgoOrder) -> None:
        """Place the order; it is rejected when a new one would be."""
        algo.trigger_time_ms = self._engine.time.ms()
        self._end(account, algo, "TRIGGERING")
        order = self._order_of(account, algo)
        try:
            self._engine.submit(account, order)
        except Refusal as refusal:
            algo.reason = refusal.message
            self._end(account, algo, "REJECTED")
            return
        algo.placed = order
        self._end(account, algo, "TRIGGERED")
        if not order.is_open:
            self._end(account, algo, "FINISHED")

    def _order_of(self, account: Account, algo: AlgoOrder) -> ContractOrder:
        draft = algo.order
        now = self._engine.time.ms()
        quantity = draft.quantity
        if draft.close_position:
            held = account.wallet(draft.product).position(draft.symbol, draft.position_side)
            quantity = abs(held.amount)
        return replace(
            draft,
            type=BECOMES.get(draft.original_type, "MARKET"),
            quantity=quantity,
            stop_price=algo.trigger_price,
            algo_id=algo.algo_id,
            client_order_id=algo.client_algo_id,
            time_in_force="GTC" if draft.close_position else draft.time_in_force,
            time_ms=now,
            update_time_ms=now,
            fills=[],
            amendments=[],
        )

    def _order_changed(self, account: Account, order: ContractOrder) -> None:
        """Finish what an order came of; end what depended on a position that is gone."""
        wallet = account.wallet(order.product)
        origin = wallet.algos.get(order.algo_id)
        if origin is not None and origin.status == "TRIGGERED" and not order.is_open:
            self._end(account, origin, "FINISHED")
        if order.executed and not wallet.position(order.symbol, order.position_side).amount:
            for algo in wallet.open_algos(order.symbol):
                own = algo.order
                if own.close_position and own.position_side == order.position_side:
                    self._end(account, algo, "EXPIRED")

    def _waiting(self) -> Iterator[tuple[Account, Product, AlgoOrder]]:
        for account in self._engine.accounts.values():
            for product in Product:
                for algo in account.wallet(product).open_algos():
                    yield account, product, algo

    def _end(self, account: Account, algo: AlgoOrder, status: str) -> None:
        algo.status = status
        self._tell(account, algo)

    def _tell(self, account: Account, algo: AlgoOrder) -> None:
        algo.update_time_ms = account.update_time_ms = self._engine.time.ms()
        order = algo.order
        terms = self._contracts.find(order.product, order.symbol)
        self._engine.tell(account, order.product, algo_update(algo, terms))


def _check_numbers(terms: Terms, algo: AlgoOrder) -> None:
    """Hold prices and quantity against the filters, measured at the trigger. Fails with theirs."""
    order = algo.order
    trigger = algo.trigger_price or algo.activate_price
    if trigger:
        contract_filters.check_price(terms, trigger)
    if order.close_position:
        return
    wanted = Wanted(
        side=order.side,
        quantity=order.quantity,
        price=order.price or None,
        reduce_only=order.reduce_only or not trigger,
    )
    contract_filters.check(terms, wanted, trigger or order.price or terms.tick)


def _reached(algo: AlgoOrder, price: Decimal) -> bool:
    """Tell whether the price is where the order is to be placed."""
    buy = algo.order.is_buy
    if algo.callback_rate is not None:
        away = algo.best_price * algo.callback_rate / 100
        turned = algo.best_price + away if buy else algo.best_price - away
        return price >= turned if buy else price <= turned
    upwards = algo.order.original_type.startswith("STOP") == buy
    return price >= algo.trigger_price if upwards else price <= algo.trigger_price
