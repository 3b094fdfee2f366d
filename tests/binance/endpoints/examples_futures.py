"""Examples of a USDⓈ-M account."""

from datetime import UTC, datetime
from decimal import Decimal

from binance.enums import QuoteLife
from tests.binance.endpoints.contract_scenes import Contracts
from tests.binance.endpoints.example import Arguments, Examples, Scene

USD = Contracts("futures", "BTCUSDT", ("XRPUSDT", "XRPUSDT"), "0.02")
YEAR: Arguments = {
    "start_time": datetime(2026, 1, 1, tzinfo=UTC),
    "end_time": datetime(2026, 6, 30, tzinfo=UTC),
}
FILE: Arguments = {"download_id": "546975389218332672"}
QUOTE: Arguments = {"from_asset": "BNB", "to_asset": "USDT", "from_amount": Decimal("0.5")}


async def quoted(scene: Scene) -> Arguments:
    """Have been offered a conversion."""
    USD.fresh(scene)
    return {"quote_id": (await scene.account.futures.convert_quote(**QUOTE)).quote_id}


async def converted(scene: Scene) -> Arguments:
    """Have taken such an offer."""
    taken = await scene.account.futures.convert_accept(**await quoted(scene))
    return {"order_id": taken.order_id}


EXAMPLES: Examples = {
    **USD.shared(),
    "account.futures.account_v2": USD.anew({}),
    "account.futures.balance_v2": USD.anew({}),
    "account.futures.positions_v2": USD.anew({}),
    "account.futures.account_config": {},
    "account.futures.symbol_config": USD.named,
    "account.futures.assets_mode": {},
    "account.futures.set_assets_mode": USD.anew({"multi_assets_margin": True}),
    "account.futures.fee_burn": {},
    "account.futures.set_fee_burn": {"fee_burn": False},
    "account.futures.order_rate_limits": {},
    "account.futures.trading_status": USD.named,
    "account.futures.portfolio_margin": {"asset": "USDT"},
    "account.futures.sign_stock_contract": {},
    "account.futures.test_order": USD.anew(USD.waiting),
    "account.futures.cancel_open_algo_orders": USD.algo_open,
    "account.futures.algo_order": USD.algo_id,
    "account.futures.all_algo_orders": USD.algo_open,
    "account.futures.request_income_file": YEAR,
    "account.futures.request_order_file": YEAR,
    "account.futures.request_trade_file": YEAR,
    "account.futures.income_file": FILE,
    "account.futures.order_file": FILE,
    "account.futures.trade_file": FILE,
    "account.futures.convert_quote": {**QUOTE, "valid_time": QuoteLife.SECONDS_10},
    "account.futures.convert_accept": quoted,
    "account.futures.convert_status": converted,
}
