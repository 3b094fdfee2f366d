"""The exchange's own app: what an owner does by hand, past any API key."""

from decimal import Decimal

from sandbox.exchange import order_view, rest_orders
from sandbox.exchange.order_entry import NEW_ORDER, invent_client_id
from sandbox.exchange.orders import Order
from sandbox.exchange.params import read
from sandbox.exchange.routes import Call
from sandbox.exchange.venue import Venue


class App:
    """Places, fills and cancels orders of an account and moves its money."""

    def __init__(self, venue: Venue) -> None:
        self._venue = venue

    def place(self, account: str, **order: str) -> dict[str, object]:
        """Place an order with the parameters of POST /api/v3/order; gives its FULL answer.

        Fails with `KeyError` (account) and `Refusal`.
        """
        call = Call(
            venue=self._venue,
            params=read(NEW_ORDER, {"newOrderRespType": "FULL"} | order),
            now_ms=self._venue.time.ms(),
            ip="app",
            customer=self._venue.accounts[account],
        )
        answer: dict[str, object] = rest_orders.place(call)
        return answer

    def fill(
        self, account: str, order_id: int, quantity: Decimal | None = None
    ) -> dict[str, object]:
        """Fill an open order at its price, wholly or a quantity of it. Fails with `KeyError`."""
        order = self._open(account, order_id)
        self._venue.engine.fill(self._venue.accounts[account], order, quantity)
        return order_view.query(order)

    def cancel(self, account: str, order_id: int) -> dict[str, object]:
        """Cancel an open order. Fails with `KeyError`."""
        owner, order = self._venue.accounts[account], self._open(account, order_id)
        self._venue.engine.cancel(owner, order, invent_client_id(owner))
        return order_view.cancelled(order)

    def orders(self, account: str) -> list[dict[str, object]]:
        """List the open orders of an account. Fails with `KeyError`."""
        return [order_view.query(order) for order in self._venue.accounts[account].open_orders()]

    def _open(self, account: str, order_id: int) -> Order:
        order = self._venue.accounts[account].orders[order_id]
        if not order.is_open:
            raise KeyError(order_id)
        return order
