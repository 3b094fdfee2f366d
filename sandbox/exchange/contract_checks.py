"""What an order on a contract must keep to before it is taken in."""

from dataclasses import replace
from decimal import Decimal
from itertools import islice

from sandbox.exchange import contract_filters
from sandbox.exchange.contract_filters import Wanted
from sandbox.exchange.contract_margin import Books
from sandbox.exchange.contract_terms import Contracts, Level, Terms
from sandbox.exchange.contract_wallet import ContractOrder
from sandbox.exchange.errors import Refusal

MAKER_ONLY = frozenset({"GTX", "RPI"})
NO_MAKER = "Due to the order could not be executed as maker, it is rejected."
NOT_AT_ONCE = (
    "Due to the order could not be filled immediately, the FOK order has been rejected."
    " The order will not be recorded in the order history."
)


class Checks:
    """Checks orders against filters, mode, position, book and margin."""

    def __init__(self, contracts: Contracts) -> None:
        self._contracts = contracts

    def check(self, books: Books, order: ContractOrder) -> list[Level]:
        """Check an order and give what it takes at once.

        Fails as `rules` does, and with -2019, -2022, -2027, -4116 and -5021.
        """
        levels = self.rules(books, order)
        mark = self._contracts.mark(self._contracts.find(order.product, order.symbol))
        if any(one.client_order_id == order.client_order_id for one in books.wallet.open_orders()):
            raise Refusal(-4116, "ClientOrderId is duplicated.")
        _check_reducing(books, order)
        filled = sum((qty for _, qty in levels), Decimal(0))
        if order.time_in_force == "FOK" and filled < order.remaining:
            raise Refusal(-5021, NOT_AT_ONCE)
        books.check_margin(order, order.price or mark)
        return levels

    def rules(self, books: Books, order: ContractOrder) -> list[Level]:
        """Check an order by itself, as a test does, and give what it would take at once.

        Fails with -1111, -2025, -5022, -5041 and the codes of filters.
        """
        terms = self._contracts.find(order.product, order.symbol)
        if order.price_match != "NONE" and not order.order_id:
            order.price = self._matched_price(terms, order)
        wanted = Wanted(
            side=order.side,
            quantity=order.quantity,
            price=None if order.type == "MARKET" else order.price,
            reduce_only=order.reduce_only,
            open_orders=len(books.wallet.open_orders(order.symbol)),
        )
        contract_filters.check(terms, wanted, self._contracts.mark(terms))
        levels = self._levels(terms, order)
        if order.time_in_force in MAKER_ONLY and levels:
            raise Refusal(-5022, NO_MAKER)
        return levels

    def amended(self, order: ContractOrder, price: Decimal, quantity: Decimal) -> ContractOrder:
        """Give what an order would be with another price and quantity."""
        return replace(order, price=price, quantity=quantity, client_order_id="")

    def _levels(self, terms: Terms, order: ContractOrder) -> list[Level]:
        left = order.remaining
        limit = None if order.type == "MARKET" else order.price
        taken: list[Level] = []
        for price, there in self._contracts.take(terms, buy=order.is_buy, limit=limit):
            if left <= 0:
                break
            part = min(there, left)
            taken.append((price, part))
            left -= part
        return taken

    def _matched_price(self, terms: Terms, order: ContractOrder) -> Decimal:
        """Give the price an order follows: of the other side, or of its own. Fails with -5041."""
        word, _, number = order.price_match.partition("_")
        buy = order.is_buy if word == "OPPONENT" else not order.is_buy
        depth = int(number or 1)
        levels = list(islice(self._contracts.take(terms, buy=buy), depth))
        if len(levels) < depth:
            raise Refusal(-5041, "No depth matches this BBO order")
        return levels[-1][0]


def _check_reducing(books: Books, order: ContractOrder) -> None:
    """Check what closes a position against what is held. Fails with -2022."""
    held = books.wallet.position(order.symbol, order.position_side).amount
    beyond = order.position_side != "BOTH" and order.remaining > abs(held)
    if order.closes and (held * order.signed >= 0 or beyond):
        raise Refusal(-2022, "ReduceOnly Order is rejected.")
