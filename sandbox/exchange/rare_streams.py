"""Streams that follow no order book of ours: plausible events on each occasion."""

import re
from collections.abc import Callable
from typing import Any

from sandbox.exchange import rare_futures, rare_options, rare_others
from sandbox.exchange.market import Market
from sandbox.exchange.rare_events import Occasion

Write = Callable[[Occasion], Any]

_SPOT: dict[str, Write] = {
    r"(?P<name>[^@]+)@blockTrade": rare_others.block_trade,
    r"(?P<name>[^@]+)@referencePrice": rare_others.reference_price,
}
_FUTURES: dict[str, Write] = {
    r"(?P<name>[^@_]+)_(?P<type>\w+)@continuousKline_(?P<interval>\w+)": (
        rare_futures.continuous_kline
    ),
    r"(?P<name>[^@]+)@forceOrder": rare_futures.liquidation,
    r"!forceOrder@arr": rare_futures.liquidation,
    r"!contractInfo": rare_futures.contract_info,
}
_MARKET: dict[str, Write] = _FUTURES | {
    r"(?P<name>[^@]+)@compositeIndex": rare_futures.composite_index,
    r"!assetIndex@arr": lambda occasion: [rare_futures.asset_index(occasion)],
    r"(?P<name>[^@]+)@assetIndex": rare_futures.asset_index,
    r"tradingSession": rare_futures.trading_session,
    r"(?P<name>[^@]+)@optionMarkPrice": lambda occasion: [rare_options.mark_price(occasion)],
    r"!index@arr": lambda occasion: [rare_options.index_price(occasion)],
    r"!optionSymbol": rare_options.new_symbol,
    r"(?P<name>[^@]+)@openInterest@\d{6}": lambda occasion: [rare_options.open_interest(occasion)],
    r"(?P<name>[^@-]+-[^@]+)@kline_(?P<interval>\w+)": rare_options.kline,
}
_PUBLIC: dict[str, Write] = {
    r"(?P<name>[^@]+)@rpiDepth@500ms": rare_futures.depth,
    r"(?P<name>[^@]+)@optionTrade": rare_options.trade,
    r"(?P<name>[^@]+)@optionTicker(@\d{6})?": rare_options.ticker,
    r"(?P<name>[^@-]+-[^@]+)@bookTicker": rare_futures.book_ticker,
    r"(?P<name>[^@-]+-[^@]+)@depth(5|10|20)?(@\w+)?": rare_futures.depth,
}
_COIN: dict[str, Write] = _FUTURES | {
    r"(?P<name>[^@_]+)@markPrice(@1s)?": lambda occasion: [rare_futures.mark_price(occasion)],
    r"(?P<name>[^@]+)@indexPrice(@1s)?": rare_futures.index_price,
    r"(?P<name>[^@]+)@indexPriceKline_(?P<interval>\w+)": rare_futures.index_kline,
    r"(?P<name>[^@]+)@markPriceKline_(?P<interval>\w+)": rare_futures.mark_kline,
}
_ALPHA: dict[str, Write] = {
    r"(?P<name>[^@]+)@aggTrade": rare_others.agg_trade,
    r"(?P<name>[^@]+)@trade": rare_others.trade,
    r"came@(?P<address>[^@]+)@(?P<chain>[^@]+)@kline_(?P<interval>\w+)": rare_others.token_kline,
    r"came@allTokens@ticker24": rare_others.all_tokens,
    r"(?P<name>[^@]+)@kline_(?P<interval>\w+)": rare_futures.kline,
    r"(?P<name>[^@]+)@miniTicker": rare_others.mini_ticker,
    r"!miniTicker@arr": lambda occasion: [rare_others.mini_ticker(occasion)],
    r"(?P<name>[^@]+)@ticker": rare_options.ticker,
    r"!ticker@arr": lambda occasion: [rare_options.ticker(occasion)],
    r"(?P<name>[^@]+)@bookTicker": rare_futures.book_ticker,
    r"!bookTicker": rare_futures.book_ticker,
    r"(?P<name>[^@]+)@(depth\d+|fulldepth)@\w+": rare_futures.depth,
}
_STOCKS: dict[str, Write] = {
    r"calendar": rare_others.calendar,
    r"price": rare_others.stock_prices,
    r"(?P<name>[^@]+)@kline_(?P<interval>\w+)": rare_others.stock_kline,
    r"(?P<name>[^@]+)@quote": rare_others.stock_quote,
    r"(?P<name>[^@]+)@tradability": rare_others.tradability,
    r"(?P<name>[^@]+)@tradingStatus": rare_others.trading_status,
}
_BY_PLACE = {
    ("spot", ""): _SPOT,
    ("alpha", ""): _ALPHA,
    ("stocks", ""): _STOCKS,
    ("futures", "market"): _MARKET,
    ("futures", "public"): _PUBLIC,
    ("coin_futures", ""): _COIN,
}


def rare_event(market: Market, host: str, category: str, name: str, now_ms: int) -> Any:
    """Write what a stream has to say now; None for a stream nobody publishes there."""
    for pattern, write in _BY_PLACE.get((host, category), {}).items():
        found = re.fullmatch(pattern, name)
        if found is not None:
            return write(Occasion.of(market, found.groupdict(), now_ms, keep=host == "stocks"))
    return None
