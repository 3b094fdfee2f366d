"""Examples of the market data of futures, USDⓈ-M and COIN-M."""

from datetime import UTC, datetime, timedelta

from binance.enums import ContractType, Interval, Period
from tests.binance.endpoints.example import Arguments, Examples, Scene

USD: Arguments = {"symbol": "BTCUSDT"}
COIN: Arguments = {"symbol": "BTCUSD_PERP"}
CANDLES: Arguments = {"interval": Interval.HOUR_1, "limit": 3}
USD_PAIR: Arguments = {"pair": "BTCUSDT", "contract_type": ContractType.PERPETUAL}
COIN_PAIR: Arguments = {"pair": "BTCUSD", "contract_type": ContractType.CURRENT_QUARTER}
STEPS: Arguments = {
    "period": Period.HOUR_1,
    "limit": 3,
    "start_time": datetime.now(UTC) - timedelta(hours=9),
}


async def old_trades(scene: Scene) -> Arguments:
    """Ask from an id that exists."""
    first = (await scene.binance.futures.trades("BTCUSDT", limit=10))[0]
    return {"symbol": "BTCUSDT", "from_id": first.id, "limit": 3}


async def old_coin_trades(scene: Scene) -> Arguments:
    """Ask from an id that exists."""
    return {**await old_trades(scene), **COIN}


MARKET: Examples = {
    "futures.ping": {},
    "futures.time": {},
    "futures.exchange_info": {},
    "futures.depth": {**USD, "limit": 50},
    "futures.rpi_depth": USD,
    "futures.trades": {**USD, "limit": 3},
    "futures.historical_trades": old_trades,
    "futures.agg_trades": old_trades,
    "futures.klines": {**USD, **CANDLES},
    "futures.continuous_klines": {**USD_PAIR, **CANDLES},
    "futures.ticker_24h": USD,
    "futures.tickers_24h": {},
    "futures.ticker_price": USD,
    "futures.ticker_prices": {},
    "futures.book_ticker": USD,
    "futures.book_tickers": {},
    "futures.delivery_prices": {"pair": "BTCUSDT"},
    "futures.insurance_fund": USD,
    "futures.insurance_funds": {},
    "futures.adl_risk": USD,
    "futures.adl_risks": {},
    "futures.trading_schedule": {},
    "futures.convert_pairs": {"from_asset": "USDT"},
    "coin_futures.ping": {},
    "coin_futures.time": {},
    "coin_futures.exchange_info": {},
    "coin_futures.depth": {**COIN, "limit": 50},
    "coin_futures.trades": {**COIN, "limit": 3},
    "coin_futures.historical_trades": old_coin_trades,
    "coin_futures.agg_trades": old_coin_trades,
    "coin_futures.klines": {**COIN, **CANDLES},
    "coin_futures.continuous_klines": {**COIN_PAIR, **CANDLES},
    "coin_futures.ticker_24h": COIN,
    "coin_futures.tickers_24h": {"pair": "BTCUSD"},
    "coin_futures.ticker_price": COIN,
    "coin_futures.ticker_prices": {},
    "coin_futures.book_ticker": COIN,
    "coin_futures.book_tickers": {"pair": "BTCUSD"},
}

INDEX: Examples = {
    "index.premium_index": USD,
    "index.premium_indexes": {},
    "index.mark_price_klines": {**USD, **CANDLES},
    "index.index_price_klines": {"pair": "BTCUSDT", **CANDLES},
    "index.premium_index_klines": {**USD, **CANDLES},
    "index.funding_rates": {"limit": 3},
    "index.funding_info": {},
    "index.open_interest": USD,
    "index.open_interest_history": {**USD, **STEPS},
    "index.top_account_ratio": {**USD, **STEPS},
    "index.top_position_ratio": {**USD, **STEPS},
    "index.global_account_ratio": {**USD, **STEPS},
    "index.taker_ratio": {**USD, **STEPS},
    "index.basis": {**USD_PAIR, **STEPS},
    "index.constituents": USD,
    "index.index_info": {},
    "index.asset_index": {"symbol": "BTCUSD"},
    "index.asset_indexes": {},
    "coin_index.premium_indexes": {"pair": "BTCUSD"},
    "coin_index.mark_price_klines": {**COIN, **CANDLES},
    "coin_index.index_price_klines": {"pair": "BTCUSD", **CANDLES},
    "coin_index.premium_index_klines": {**COIN, **CANDLES},
    "coin_index.funding_rates": {**COIN, "limit": 3},
    "coin_index.funding_info": {},
    "coin_index.open_interest": COIN,
    "coin_index.open_interest_history": {"pair": "BTCUSD", **STEPS},
    "coin_index.top_account_ratio": {"pair": "BTCUSD", **STEPS},
    "coin_index.top_position_ratio": {"pair": "BTCUSD", **STEPS},
    "coin_index.global_account_ratio": {**COIN_PAIR, **STEPS},
    "coin_index.taker_volume": {**COIN_PAIR, **STEPS},
    "coin_index.basis": {**COIN_PAIR, **STEPS},
    "coin_index.constituents": {"symbol": "BTCUSD"},
}

EXAMPLES: Examples = {**MARKET, **INDEX}
