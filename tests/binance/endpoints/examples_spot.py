"""Examples of a spot account: orders, lists, queries."""

from decimal import Decimal

from binance.enums import (
    CancelReplaceMode,
    OrderResponse,
    OrderType,
    SelfTradePrevention,
    Side,
    TimeInForce,
)
from binance.models.legs import FundedLeg, Leg, PendingLeg, Strategy, WorkingLeg
from binance.models.orders import PlacedOrder, PlacedOrderList
from tests.binance.endpoints.example import Arguments, Examples, Scene

SYMBOL = "BTCUSDT"
BTC: Arguments = {"symbol": SYMBOL}
MARKET: Arguments = {**BTC, "side": Side.BUY, "type": OrderType.MARKET}
SMALL = Decimal("0.001")
GTC = TimeInForce.GTC
BOTTOM = "60000"  # far below the market, which stands at about 67,000


def buy(price: str = BOTTOM) -> Arguments:
    """Describe a purchase that waits on the book."""
    return {
        "symbol": SYMBOL,
        "side": Side.BUY,
        "type": OrderType.LIMIT,
        "quantity": SMALL,
        "price": Decimal(price),
        "time_in_force": GTC,
    }


async def resting(scene: Scene) -> PlacedOrder:
    """Put a purchase on the book."""
    return await scene.account.spot.new_order(**buy())


async def last_price(scene: Scene) -> Decimal:
    """Give the price of the market, in whole units."""
    return (await scene.binance.spot.ticker_price(SYMBOL)).price.quantize(Decimal(1))


async def fresh(scene: Scene) -> None:
    """Clear the symbol's book of the account's orders."""
    if await scene.account.spot.open_orders(SYMBOL):
        await scene.account.spot.cancel_open_orders(SYMBOL)


async def new_order(scene: Scene) -> Arguments:
    """Describe an order with all that a limit order may carry."""
    await fresh(scene)
    return {
        **buy(),
        "iceberg_qty": SMALL / 2,
        "new_client_order_id": "example-1",
        "new_order_resp_type": OrderResponse.FULL,
        "self_trade_prevention_mode": SelfTradePrevention.EXPIRE_TAKER,
        "strategy": Strategy(id=7, type=1_000_001),
    }


async def by_id(scene: Scene) -> Arguments:
    """Name an order on the book."""
    return {**BTC, "order_id": (await resting(scene)).order_id}


async def by_client_id(scene: Scene) -> Arguments:
    """Name an order on the book by its client id."""
    return {**BTC, "orig_client_order_id": (await resting(scene)).client_order_id}


async def something_open(scene: Scene) -> Arguments:
    """Leave an order and a list on the book."""
    await resting(scene)
    await oco_placed(scene)
    return BTC


async def replacement(scene: Scene) -> Arguments:
    """Replace an order by one with another price."""
    return {
        **buy("60100"),
        "cancel_replace_mode": CancelReplaceMode.STOP_ON_FAILURE,
        "cancel_order_id": (await resting(scene)).order_id,
    }


async def smaller(scene: Scene) -> Arguments:
    """Halve an order."""
    return {**await by_id(scene), "new_qty": SMALL / 2, "new_client_order_id": "example-2"}


async def amended(scene: Scene) -> Arguments:
    """Name an order that was made smaller."""
    named = await by_id(scene)
    await scene.account.spot.amend_keep_priority(**named, new_qty=SMALL / 2)
    return named


async def routed(scene: Scene) -> Arguments:
    """Have bought something by way of SOR."""
    order = await scene.account.spot.new_sor_order(**MARKET, quantity=SMALL)
    return {**BTC, "order_id": order.order_id}


async def prevented(scene: Scene) -> Arguments:
    """Name the order that met another of the same account."""
    first = (await scene.account.spot.all_orders(SYMBOL, order_id=1, limit=1))[0]
    return {**BTC, "order_id": first.order_id}


async def oco(scene: Scene) -> Arguments:
    """Describe a pair around the market."""
    await fresh(scene)
    last = await last_price(scene)
    return {
        **BTC,
        "side": Side.SELL,
        "quantity": SMALL,
        "above": Leg(type=OrderType.LIMIT_MAKER, price=last + 2000),
        "below": Leg(
            type=OrderType.STOP_LOSS_LIMIT,
            stop_price=last - 2000,
            price=last - 2100,
            time_in_force=GTC,
            client_order_id="example-stop",
            strategy=Strategy(id=8),
        ),
        "new_order_resp_type": OrderResponse.RESULT,
    }


async def oco_placed(scene: Scene) -> PlacedOrderList:
    """Place such a pair."""
    return await scene.account.spot.new_oco(**await oco(scene))


WORKING = WorkingLeg(
    type=OrderType.LIMIT,
    side=Side.BUY,
    price=Decimal(BOTTOM),
    quantity=SMALL,
    time_in_force=GTC,
)
PROFIT = Leg(type=OrderType.LIMIT_MAKER, price=Decimal(90_000))
STOP = Leg(type=OrderType.STOP_LOSS, stop_price=Decimal(55_000))


async def oto(scene: Scene) -> Arguments:
    """Describe a purchase and the sale that waits for it."""
    await fresh(scene)
    later = PendingLeg(
        type=OrderType.LIMIT,
        side=Side.SELL,
        quantity=SMALL,
        price=Decimal(90_000),
        time_in_force=GTC,
    )
    return {**BTC, "working": WORKING, "pending": later, "list_client_order_id": "example-oto"}


async def otoco(scene: Scene) -> Arguments:
    """Describe a purchase and the pair that waits for it."""
    await fresh(scene)
    return {
        **BTC,
        "working": WORKING,
        "pending_side": Side.SELL,
        "pending_quantity": SMALL,
        "pending_above": PROFIT,
        "pending_below": STOP,
    }


async def opo(scene: Scene) -> Arguments:
    """Describe a purchase and the sale of what it brings."""
    await fresh(scene)
    return {**BTC, "working": WORKING, "pending": FundedLeg(type=OrderType.MARKET, side=Side.SELL)}


async def opoco(scene: Scene) -> Arguments:
    """Describe a purchase and the pair that sells what it brings."""
    await fresh(scene)
    return {
        **BTC,
        "working": WORKING,
        "pending_side": Side.SELL,
        "pending_above": PROFIT,
        "pending_below": STOP,
    }


async def list_by_id(scene: Scene) -> Arguments:
    """Name an open list."""
    return {"order_list_id": (await oco_placed(scene)).order_list_id}


async def list_to_cancel(scene: Scene) -> Arguments:
    """Name an open list and its symbol."""
    return {**BTC, **await list_by_id(scene)}


async def list_open(scene: Scene) -> Arguments:
    """Have a list open."""
    await oco_placed(scene)
    return {}


EXAMPLES: Examples = {
    "account.spot.account": {"omit_zero_balances": True},
    "account.spot.commission": BTC,
    "account.spot.order_rate_limits": {},
    "account.spot.my_filters": BTC,
    "account.spot.my_trades": {**BTC, "limit": 3},
    "account.spot.my_allocations": routed,
    "account.spot.my_prevented_matches": prevented,
    "account.spot.new_order": new_order,
    "account.spot.test_order": {**buy(), "compute_commission_rates": True},
    "account.spot.order": by_client_id,
    "account.spot.open_orders": something_open,
    "account.spot.all_orders": {**BTC, "limit": 3},
    "account.spot.cancel_order": by_id,
    "account.spot.cancel_open_orders": something_open,
    "account.spot.cancel_replace": replacement,
    "account.spot.amend_keep_priority": smaller,
    "account.spot.order_amendments": amended,
    "account.spot.new_sor_order": {**MARKET, "quantity": SMALL},
    "account.spot.test_sor_order": {**MARKET, "quantity": SMALL},
    "account.spot.new_oco": oco,
    "account.spot.new_oto": oto,
    "account.spot.new_otoco": otoco,
    "account.spot.new_opo": opo,
    "account.spot.new_opoco": opoco,
    "account.spot.cancel_order_list": list_to_cancel,
    "account.spot.order_list": list_by_id,
    "account.spot.all_order_lists": list_open,
    "account.spot.open_order_lists": list_open,
}
