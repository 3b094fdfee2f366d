"""Orders sent to the pretend exchange as they are, and what it answers."""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from binance.client import BinanceAccount, BinanceClient
from binance.credentials import Credentials
from binance.exceptions import ApiError
from binance.filters import Field, Market, OpenOrders, OrderDraft, Standing
from binance.models.account import Order
from binance.models.market import SymbolInfo
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.request import Security

NO_REFERENCE = -2043  # the symbol never had a reference price
SENT = (
    Field.QUANTITY,
    Field.QUOTE_QUANTITY,
    Field.PRICE,
    Field.STOP_PRICE,
    Field.TRAILING_DELTA,
    Field.ICEBERG_QTY,
    Field.TIME_IN_FORCE,
    Field.SELF_TRADE_PREVENTION_MODE,
)


class OrderDesk(ApiGroup):
    """Takes orders, and orders for a test."""

    __slots__ = ()

    @classmethod
    def of(cls, client: BinanceClient, credentials: Credentials) -> Self:
        """Give the desk of an account."""
        return cls(client._pipeline, 0, credentials)

    @endpoint("POST", "/api/v3/order/test", security=Security.TRADE)
    async def test(
        self,
        symbol: str,
        side: str,
        type: str,  # noqa: A002 -- Binance's name
        quantity: str | None = None,
        quote_order_qty: str | None = None,
        price: str | None = None,
        stop_price: str | None = None,
        trailing_delta: str | None = None,
        iceberg_qty: str | None = None,
        time_in_force: str | None = None,
        self_trade_prevention_mode: str | None = None,
    ) -> dict[str, Any]:
        """Have an order checked."""

    @endpoint("POST", "/api/v3/order", security=Security.TRADE)
    async def place(
        self,
        symbol: str,
        side: str,
        type: str,  # noqa: A002 -- Binance's name
        quantity: str | None = None,
        quote_order_qty: str | None = None,
        price: str | None = None,
        stop_price: str | None = None,
        trailing_delta: str | None = None,
        iceberg_qty: str | None = None,
        time_in_force: str | None = None,
        self_trade_prevention_mode: str | None = None,
    ) -> dict[str, Any]:
        """Place an order."""

    @endpoint("DELETE", "/api/v3/openOrders", security=Security.TRADE)
    async def cancel_all(self, symbol: str) -> list[dict[str, Any]]:
        """Cancel every open order of a symbol."""


def wire(draft: OrderDraft) -> dict[str, str]:
    """Write an order as parameters, each number as it is."""
    sent = {"symbol": draft.symbol.symbol, "side": draft.side.value, "type": draft.type.value}
    for field in SENT:
        value = field.of(draft)
        name = "quote_order_qty" if field is Field.QUOTE_QUANTITY else field.name.lower()
        if value is not None:
            sent[name] = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return sent


async def verdict(desk: OrderDesk, draft: OrderDraft, *, real: bool = False) -> ApiError | None:
    """Send an order; give the refusal, None when it is accepted."""
    try:
        await (desk.place(**wire(draft)) if real else desk.test(**wire(draft)))
    except ApiError as refusal:
        return refusal
    return None


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Where facts come from: the client's reads."""

    binance: BinanceClient
    account: BinanceAccount

    async def market(self, name: str) -> Market:
        """Ask for the prices of a symbol."""
        spot = self.binance.spot
        book = await spot.book_ticker(name)
        return Market(
            last_price=(await spot.ticker_price(name)).price,
            average_price=(await spot.avg_price(name)).price,
            reference_price=await self._reference(name),
            best_bid=book.bid_price,
            best_ask=book.ask_price,
        )

    async def _reference(self, name: str) -> Decimal | None:
        try:
            return (await self.binance.spot.reference_price(name)).reference_price
        except ApiError as refusal:
            if refusal.code != NO_REFERENCE:
                raise
            return None

    async def standing(self, info: SymbolInfo) -> Standing:
        """Ask how the account stands with a symbol."""
        account = await self.account.spot.account()
        held = {one.asset: one for one in account.balances}
        orders = await self.account.spot.open_orders(info.symbol)
        buys = [one for one in orders if one.side == "BUY"]
        return Standing(
            free_base=held[info.base_asset].free,
            locked_base=held[info.base_asset].locked,
            free_quote=held[info.quote_asset].free,
            open_buy_quantity=sum((one.orig_qty - one.executed_qty for one in buys), Decimal(0)),
            on_symbol=OpenOrders(
                orders=len(orders),
                algo_orders=sum(map(_is_algo, orders)),
                iceberg_orders=sum(one.iceberg_qty > 0 for one in orders),
                lists=0,
            ),
            permissions=frozenset(account.permissions),
            filters=await self.account.spot.my_filters(info.symbol),
        )


def _is_algo(order: Order) -> bool:
    return order.type.startswith(("STOP_LOSS", "TAKE_PROFIT"))
