"""Examples of the margin accounts."""

from decimal import Decimal

from binance.enums import BorrowRepay, MarginType, OrderType, Side, SideEffect, TimeInForce
from binance.models.legs import MarginLeg, MarginPendingLeg, MarginWorkingLeg
from binance.models.margin_orders import MarginPlacedOrder
from binance.models.orders import PlacedOrderList
from tests.binance.endpoints.example import Arguments, Examples, Scene

SYMBOL = "BTCUSDT"
BTC: Arguments = {"symbol": SYMBOL}
ASSET: Arguments = {"asset": "USDT"}
SMALL = Decimal("0.001")
GTC = TimeInForce.GTC
WAITING: Arguments = {
    "symbol": SYMBOL,
    "side": Side.BUY,
    "type": OrderType.LIMIT,
    "quantity": SMALL,
    "price": Decimal(60_000),
    "time_in_force": GTC,
}
WORKING = MarginWorkingLeg(
    type=OrderType.LIMIT,
    side=Side.BUY,
    price=Decimal(60_000),
    quantity=SMALL,
    time_in_force=GTC,
    iceberg_qty=SMALL / 2,
)


async def resting(scene: Scene) -> MarginPlacedOrder:
    """Put a purchase on the book."""
    return await scene.account.margin.new_order(**WAITING)


async def fresh(scene: Scene) -> None:
    """Clear the symbol's book of the account's orders."""
    if await scene.account.margin.open_orders(SYMBOL):
        await scene.account.margin.cancel_open_orders(SYMBOL)


async def borrowing(scene: Scene) -> Arguments:
    """Describe an order that borrows what is missing."""
    await fresh(scene)
    return {**WAITING, "side_effect_type": SideEffect.MARGIN_BUY, "is_isolated": False}


async def by_id(scene: Scene) -> Arguments:
    """Name an order on the book."""
    return {**BTC, "order_id": (await resting(scene)).order_id}


async def something_open(scene: Scene) -> Arguments:
    """Leave an order and a list on the book."""
    await oco_placed(scene)
    await resting(scene)
    return BTC


async def traded(scene: Scene) -> Arguments:
    """Have bought something."""
    market: Arguments = {"side": Side.BUY, "type": OrderType.MARKET, "quantity": SMALL}
    await scene.account.margin.new_order(SYMBOL, **market)
    return {**BTC, "limit": 3}


async def prevented(scene: Scene) -> Arguments:
    """Name the order that met another of the same account."""
    await resting(scene)
    await resting(scene)
    first = (await scene.account.margin.all_orders(SYMBOL, order_id=1, limit=1))[0]
    return {**BTC, "order_id": first.order_id}


async def oco(scene: Scene) -> Arguments:
    """Describe a pair around the market, which stands at about 67,000."""
    await fresh(scene)
    return {
        **BTC,
        "side": Side.SELL,
        "quantity": SMALL,
        "price": Decimal(90_000),
        "stop_price": Decimal(55_000),
        "stop_limit_price": Decimal(54_900),
        "stop_limit_time_in_force": GTC,
    }


async def oco_placed(scene: Scene) -> PlacedOrderList:
    """Place such a pair."""
    return await scene.account.margin.new_oco(**await oco(scene))


async def oto(scene: Scene) -> Arguments:
    """Describe a purchase and the sale that waits for it."""
    await fresh(scene)
    later = MarginPendingLeg(type=OrderType.MARKET, side=Side.SELL, quantity=SMALL)
    return {**BTC, "working": WORKING, "pending": later}


async def otoco(scene: Scene) -> Arguments:
    """Describe a purchase and the pair that waits for it."""
    await fresh(scene)
    return {
        **BTC,
        "working": WORKING,
        "pending_side": Side.SELL,
        "pending_quantity": SMALL,
        "pending_above": MarginLeg(type=OrderType.LIMIT_MAKER, price=Decimal(90_000)),
        "pending_below": MarginLeg(type=OrderType.STOP_LOSS, stop_price=Decimal(55_000)),
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


async def oto_open(scene: Scene) -> Arguments:
    """Have a list open whose second order waits."""
    await scene.account.margin.new_oto(**await oto(scene))
    return BTC


ORDERS: Examples = {
    "account.margin.new_order": borrowing,
    "account.margin.cancel_order": by_id,
    "account.margin.cancel_open_orders": something_open,
    "account.margin.order": by_id,
    "account.margin.open_orders": something_open,
    "account.margin.all_orders": something_open,
    "account.margin.my_trades": traded,
    "account.margin.my_prevented_matches": prevented,
    "account.margin.order_rate_limits": {"is_isolated": False},
    "account.margin.new_oco": oco,
    "account.margin.new_oto": oto,
    "account.margin.new_otoco": otoco,
    "account.margin.cancel_order_list": list_to_cancel,
    "account.margin.order_list": list_by_id,
    "account.margin.all_order_lists": list_open,
    "account.margin.open_order_lists": list_open,
    "account.margin.open_oto_lists": oto_open,
}

ACCOUNTS: Examples = {
    "account.margin.account": {},
    "account.margin.isolated_account": {"symbols": ["ETHUSDT", "BTCUSDT"]},
    "account.margin.enable_isolated": BTC,
    "account.margin.disable_isolated": {"symbol": "ETHUSDT"},
    "account.margin.isolated_limit": {},
    "account.margin.bars": {},
    "account.margin.set_max_leverage": {"max_leverage": 5},
    "account.margin.capital_flow": {"type": "BORROW", "limit": 3},
    "account.margin.bnb_burn": {},
    "account.margin.borrow_repay": {
        **ASSET,
        "is_isolated": False,
        "amount": Decimal(20),
        "type": BorrowRepay.BORROW,
    },
    "account.margin.borrow_repay_history": {"type": BorrowRepay.REPAY, **ASSET},
    "account.margin.interest_history": {"size": 5},
    "account.margin.interest_rate_history": ASSET,
    "account.margin.next_hourly_interest_rates": {"assets": ["BTC", "USDT"], "is_isolated": False},
    "account.margin.max_borrowable": ASSET,
    "account.margin.max_transferable": ASSET,
    "account.margin.transfer_history": {"type": "ROLL_IN"},
    "account.margin.force_liquidations": {},
    "account.margin.liquidate": {"type": MarginType.MARGIN},
    "account.margin.small_liabilities": {},
    "account.margin.exchange_small_liabilities": {"asset_names": ["BTTC", "ETH"]},
    "account.margin.small_liability_history": {},
    "account.margin.liquidation_loan": {},
    "account.margin.repay_liquidation_loan": {"asset": "USDC", "amount": Decimal(10)},
    "account.margin.liquidation_repayments": {},
}

MARKET: Examples = {
    "account.margin.all_assets": {"asset": "BTC"},
    "account.margin.all_pairs": {},
    "account.margin.isolated_pairs": BTC,
    "account.margin.price_index": BTC,
    "account.margin.collateral_ratios": {},
    "account.margin.leverage_brackets": {},
    "account.margin.isolated_tiers": {**BTC, "tier": 2},
    "account.margin.cross_margin_data": {"vip_level": 1, "coin": "BTC"},
    "account.margin.isolated_margin_data": {},
    "account.margin.available_inventory": {"type": MarginType.ISOLATED},
    "account.margin.limit_price_pairs": {},
    "account.margin.restricted_assets": {},
    "account.margin.liquidation_ratios": {},
    "account.margin.listings": {},
    "account.margin.delistings": {},
}

EXAMPLES: Examples = {**ORDERS, **ACCOUNTS, **MARKET}
