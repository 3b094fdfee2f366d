"""Examples of a COIN-M account."""

from tests.binance.endpoints.contract_scenes import Contracts
from tests.binance.endpoints.example import Examples
from tests.binance.endpoints.examples_futures import FILE, YEAR

COIN = Contracts("coin_futures", "BTCUSD_PERP", ("ETHUSD_PERP", "ETHUSDT"), "1")

EXAMPLES: Examples = {
    **COIN.shared(),
    "account.coin_futures.positions": COIN.anew({"pair": "BTCUSD"}),
    "account.coin_futures.pair_leverage_brackets": {"pair": "BTCUSD"},
    "account.coin_futures.request_income_file": YEAR,
    "account.coin_futures.request_order_file": YEAR,
    "account.coin_futures.request_trade_file": YEAR,
    "account.coin_futures.income_file": FILE,
    "account.coin_futures.order_file": FILE,
    "account.coin_futures.trade_file": FILE,
}
