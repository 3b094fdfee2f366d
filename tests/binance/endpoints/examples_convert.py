"""Examples of convert."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from binance.enums import ConvertExpiry, ConvertWallet, QuoteLife, Side
from tests.binance.endpoints.example import Arguments, Examples, Scene

FUNDS: Arguments = {"from_asset": "USDT", "to_asset": "BTC"}
LIMIT: Arguments = {
    "base_asset": "BTC",
    "quote_asset": "USDT",
    "limit_price": Decimal(60_000),
    "side": Side.BUY,
    "expired_type": ConvertExpiry.DAYS_7,
    "base_amount": Decimal("0.001"),
}


async def quoted(scene: Scene) -> Arguments:
    """Have a quote to accept."""
    quote = await scene.account.convert.quote(**FUNDS, from_amount=Decimal(50))
    return {"quote_id": quote.quote_id}


async def converted(scene: Scene) -> Arguments:
    """Have converted something."""
    named = await quoted(scene)
    await scene.account.convert.accept_quote(**named)
    return named


async def this_week(scene: Scene) -> Arguments:
    """Have converted something, and ask for the week."""
    await converted(scene)
    now = datetime.now(UTC)
    return {"start_time": now - timedelta(days=7), "end_time": now + timedelta(minutes=1)}


async def waiting(scene: Scene) -> Arguments:
    """Have a limit order."""
    placed = await scene.account.convert.place_limit_order(**LIMIT)
    return {"order_id": int(placed.order_id)}


async def something_waits(scene: Scene) -> Arguments:
    """Have a limit order to list."""
    await waiting(scene)
    return {}


EXAMPLES: Examples = {
    "account.convert.pairs": {"from_asset": "BTC"},
    "account.convert.assets": {},
    "account.convert.quote": {
        **FUNDS,
        "to_amount": Decimal("0.001"),
        "wallet_type": ConvertWallet.SPOT_FUNDING,
        "valid_time": QuoteLife.SECONDS_30,
    },
    "account.convert.accept_quote": quoted,
    "account.convert.order_status": converted,
    "account.convert.trade_flow": this_week,
    "account.convert.place_limit_order": LIMIT,
    "account.convert.cancel_limit_order": waiting,
    "account.convert.open_limit_orders": something_waits,
}
