"""Examples of spot's market data and of the system."""

from binance.enums import Interval, SymbolStatus
from tests.binance.endpoints.example import Arguments, Examples, Scene

BTC: Arguments = {"symbol": "BTCUSDT"}
BOTH: Arguments = {"symbols": ["BTCUSDT", "ETHUSDT"]}
FOREIGN: Arguments = {"symbol": "币安人生USDT"}


async def old_trades(scene: Scene) -> Arguments:
    """Ask from an id that exists."""
    first = (await scene.binance.spot.trades("BTCUSDT", limit=10))[0]
    return {"symbol": "BTCUSDT", "from_id": first.id, "limit": 3}


EXAMPLES: Examples = {
    "spot.ping": {},
    "spot.time": {},
    "spot.exchange_info": {**BOTH, "show_permission_sets": False},
    "spot.execution_rules": BOTH,
    "spot.ticker_price": FOREIGN,
    "spot.ticker_prices": BOTH,
    "spot.ticker_24h": FOREIGN,
    "spot.tickers_24h": BOTH,
    "spot.ticker_trading_day": {**BTC, "time_zone": "-3:30"},
    "spot.tickers_trading_day": {**BOTH, "time_zone": "8"},
    "spot.ticker_window": {**BTC, "window_size": "4h"},
    "spot.tickers_window": {**BOTH, "window_size": "7d"},
    "spot.book_ticker": FOREIGN,
    "spot.book_tickers": {},
    "spot.depth": {**BTC, "limit": 500},
    "spot.klines": {**BTC, "interval": Interval.MONTH_1, "limit": 3, "time_zone": "8"},
    "spot.ui_klines": {**BTC, "interval": Interval.SECOND_1, "limit": 3},
    "spot.trades": {**BTC, "limit": 3},
    "spot.historical_trades": old_trades,
    "spot.historical_block_trades": {**BTC, "from_id": 505, "limit": 3},
    "spot.agg_trades": old_trades,
    "spot.avg_price": BTC,
    "spot.reference_price": BTC,
    "spot.reference_price_calculation": BTC,
    "system.status": {},
    "system.time": {},
    "system.exchange_info": {"symbol_status": SymbolStatus.BREAK},
    "system.execution_rules": BTC,
    "system.openings": {},
    "system.delistings": {},
    "system.asset_tags": {"tag": "Monitoring"},
}
