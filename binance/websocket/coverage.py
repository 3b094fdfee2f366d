"""Every stream Binance documents, and the function that names it.

https://developers.binance.com/docs/binance-spot-api-docs/web-socket-streams
"""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from binance.websocket import streams
from binance.websocket.stream import Stream

Named = Callable[..., Stream[Any]]


class Documented(NamedTuple):
    """A stream of Binance's documentation."""

    product: str
    pattern: str  # as Binance writes it
    function: Named | None  # None: not followed
    note: str = ""


_SPOT: Final[dict[str, Named]] = {
    "<symbol>@aggTrade": streams.agg_trade,
    "!ticker_<windowSize>@arr": streams.all_rolling_tickers,
    "!miniTicker@arr": streams.all_mini_tickers,
    "<symbol>@avgPrice": streams.average_price,
    "<symbol>@blockTrade": streams.block_trade,
    "<symbol>@bookTicker": streams.book_ticker,
    "<symbol>@depth@<updateSpeed>": streams.depth,
    "<symbol>@kline_<interval>": streams.kline,
    "<symbol>@kline_<interval>@+08:00": streams.kline_utc8,
    "<symbol>@miniTicker": streams.mini_ticker,
    "<symbol>@depth<levels>@<updateSpeed>": streams.partial_depth,
    "<symbol>@referencePrice": streams.reference_price,
    "<symbol>@ticker_<windowSize>": streams.rolling_ticker,
    "<symbol>@ticker": streams.ticker,
    "<symbol>@trade": streams.trade,
}
_FUTURES: Final[dict[str, Named]] = {
    "<symbol>@aggTrade": streams.futures.agg_trade,
    "!forceOrder@arr": streams.futures.all_liquidations,
    "!miniTicker@arr": streams.futures.all_mini_tickers,
    "!ticker@arr": streams.futures.all_tickers,
    "!assetIndex@arr": streams.futures.all_asset_indices,
    "<symbol>@compositeIndex": streams.futures.composite_index,
    "<pair>_<contractType>@continuousKline_<interval>": streams.futures.continuous_kline,
    "!contractInfo": streams.futures.contract_info,
    "<symbol>@miniTicker": streams.futures.mini_ticker,
    "<symbol>@ticker": streams.futures.ticker,
    "<symbol>@kline_<interval>": streams.futures.kline,
    "<symbol>@forceOrder": streams.futures.liquidation,
    "<symbol>@markPrice@<updateSpeed>": streams.futures.mark_price,
    "!markPrice@arr@<updateSpeed>": streams.futures.all_mark_prices,
    "tradingSession": streams.futures.trading_session,
    "!bookTicker": streams.futures.all_book_tickers,
    "<symbol>@depth@<updateSpeed>": streams.futures.depth,
    "<symbol>@bookTicker": streams.futures.book_ticker,
    "<symbol>@depth<levels>@<updateSpeed>": streams.futures.partial_depth,
    "<symbol>@rpiDepth@500ms": streams.futures.rpi_depth,
}
_COIN_FUTURES: Final[dict[str, Named]] = {
    "<symbol>@aggTrade": streams.coin_futures.agg_trade,
    "!bookTicker": streams.coin_futures.all_book_tickers,
    "!forceOrder@arr": streams.coin_futures.all_liquidations,
    "!miniTicker@arr": streams.coin_futures.all_mini_tickers,
    "!ticker@arr": streams.coin_futures.all_tickers,
    "<pair>_<contractType>@continuousKline_<interval>": streams.coin_futures.continuous_kline,
    "!contractInfo": streams.coin_futures.contract_info,
    "<symbol>@depth@<updateSpeed>": streams.coin_futures.depth,
    "<pair>@indexPriceKline_<interval>": streams.coin_futures.index_price_kline,
    "<pair>@indexPrice@<updateSpeed>": streams.coin_futures.index_price,
    "<symbol>@bookTicker": streams.coin_futures.book_ticker,
    "<symbol>@miniTicker": streams.coin_futures.mini_ticker,
    "<symbol>@ticker": streams.coin_futures.ticker,
    "<symbol>@kline_<interval>": streams.coin_futures.kline,
    "<symbol>@markPriceKline_<interval>": streams.coin_futures.mark_price_kline,
    "<pair>@markPrice@<updateSpeed>": streams.coin_futures.mark_prices_of_pair,
    "<symbol>@markPrice@<updateSpeed>": streams.coin_futures.mark_price,
    "<symbol>@forceOrder": streams.coin_futures.liquidation,
    "<symbol>@depth<levels>@<updateSpeed>": streams.coin_futures.partial_depth,
}
_OPTIONS: Final[dict[str, Named]] = {
    "!index@arr": streams.options.index_prices,
    "<symbol>@kline_<interval>": streams.options.kline,
    "!optionSymbol": streams.options.new_symbols,
    "<underlying>@openInterest@<expirationDate>": streams.options.open_interest,
    "<underlying>@optionMarkPrice": streams.options.mark_prices,
    "<symbol>@depth@<updateSpeed>": streams.options.depth,
    "<symbol>@optionTicker<expirationDate>": streams.options.ticker,
    "<symbol>@bookTicker": streams.options.book_ticker,
    "<symbol>@depth<level>@<updateSpeed>": streams.options.partial_depth,
    "<symbol>@optionTrade": streams.options.trade,
}
_ALPHA: Final[dict[str, Named]] = {
    "<symbol>@aggTrade": streams.alpha.agg_trade,
    "!bookTicker": streams.alpha.all_book_tickers,
    "!miniTicker@arr": streams.alpha.all_mini_tickers,
    "!ticker@arr": streams.alpha.all_tickers,
    "came@allTokens@ticker24": streams.alpha.all_tokens,
    "<symbol>@bookTicker": streams.alpha.book_ticker,
    "came@<contractAddress>@<chainId>@kline_<interval>": streams.alpha.token_kline,
    "<symbol>@fulldepth@<interval>": streams.alpha.full_depth,
    "<symbol>@kline_<interval>": streams.alpha.kline,
    "<symbol>@miniTicker": streams.alpha.mini_ticker,
    "<symbol>@depth<levels>@<interval>": streams.alpha.partial_depth,
    "<symbol>@ticker": streams.alpha.ticker,
    "<symbol>@trade": streams.alpha.trade,
}
_STOCKS: Final[dict[str, Named]] = {
    "calendar": streams.stocks.calendar,
    "<symbol>@kline_<interval>": streams.stocks.kline,
    "price": streams.stocks.prices,
    "<symbol>@quote": streams.stocks.quote,
    "<symbol>@tradability": streams.stocks.tradability,
    "<symbol>@tradingStatus": streams.stocks.trading_status,
}
_NOTICES: Final = (
    "claim_partial_success",
    "transfer_fail",
    "transfer_success",
    "limit_order_filled",
    "limit_order_partial_fill",
    "limit_submit_fail",
    "limit_submit_success",
    "market_buy_fail",
    "market_buy_success",
    "market_close",
    "market_sell_fail",
    "market_sell_success",
    "claim_fail",
    "claim_success",
)
DOCUMENTED: Final = (
    *(Documented("spot", *row) for row in _SPOT.items()),
    *(Documented("futures", *row) for row in _FUTURES.items()),
    *(Documented("coin_futures", *row) for row in _COIN_FUTURES.items()),
    *(Documented("options", *row) for row in _OPTIONS.items()),
    *(Documented("alpha", *row) for row in _ALPHA.items()),
    *(Documented("stocks", *row) for row in _STOCKS.items()),
    Documented("stocks", "<listenKey>@orderReport", None, "an account's own orders"),
    *(
        Documented("prediction", f"web3_prediction_pm_{name}", None, "an account's own, signed URL")
        for name in _NOTICES
    ),
    Documented("prediction", "web3_prediction_orderbook_<marketId>", None, "signed URL"),
)
"""All 99."""
UNDOCUMENTED: Final = (
    streams.futures.trade,
    streams.futures.asset_index,
    streams.options.tickers_of_underlying,
)
"""Functions for streams that Binance sends without a place of their own in its catalogue."""


def module_of(function: Named) -> str:
    """Give the module whose names a function is one of, as "streams_futures"."""
    owner = getattr(function, "__self__", None)
    place = function.__module__ if owner is None else type(owner).__module__
    return place.rpartition(".")[2]
