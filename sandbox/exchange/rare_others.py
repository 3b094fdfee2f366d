"""Rare events of spot, and those of Alpha tokens and of shares."""

from typing import Any

from sandbox.exchange.rare_events import Occasion

Event = dict[str, Any]


def trade(occasion: Occasion) -> Event:
    """Write a trade."""
    return {
        "e": "trade",
        "E": occasion.now_ms,
        "T": occasion.now_ms,
        "s": occasion.name,
        "t": occasion.number,
        "p": occasion.text,
        "q": "0.5",
        "m": False,
    }


def block_trade(occasion: Occasion) -> Event:
    """Write a trade negotiated outside of the book."""
    return trade(occasion) | {"e": "blockTrade", "q": "120.00000000"}


def agg_trade(occasion: Occasion) -> Event:
    """Write a trade in aggregated form."""
    number = occasion.number
    return {
        "e": "aggTrade",
        "E": occasion.now_ms,
        "T": occasion.now_ms,
        "s": occasion.name,
        "a": number,
        "f": number,
        "l": number,
        "p": occasion.text,
        "q": "0.5",
        "m": False,
    }


def reference_price(occasion: Occasion) -> Event:
    """Write the reference price."""
    return {
        "e": "referencePrice",
        "s": occasion.name,
        "r": occasion.text,
        "t": occasion.now_ms,
    }


def mini_ticker(occasion: Occasion) -> Event:
    """Write the short figures of a day."""
    price = occasion.text
    return {
        "e": "24hrMiniTicker",
        "E": occasion.now_ms,
        "s": occasion.name,
        "c": price,
        "o": price,
        "h": price,
        "l": price,
        "v": "120",
        "q": "8070000",
    }


def token_kline(occasion: Occasion) -> Event:
    """Write the candle of a token."""
    start, end = occasion.span()
    price = occasion.text
    candle = {"o": price, "c": price, "h": price, "l": price, "v": "3.1", "ot": start, "ct": end}
    return {
        "ca": f"{occasion.parts['address']}@{occasion.parts['chain']}",
        "e": "kline",
        "k": candle | {"i": occasion.parts["interval"]},
    }


def all_tokens(occasion: Occasion) -> Event:
    """Write the figures of every token."""
    token = {
        "ca": "0x55d398326f99059ff775485246999027b3197955@56",
        "cnt24": 214,
        "fdv": "91000000",
        "hc": "1200",
        "liq": "50000",
        "mc": "9000000",
        "p": occasion.text,
        "pc24": "-3.1",
        "s": "ALPHA_175",
        "t": occasion.now_ms,
        "vol24": "77000",
    }
    return {"e": "tickerList", "d": [token]}


def calendar(occasion: Occasion) -> Event:
    """Write a change of the stock market's phase."""
    return {"e": "calendar", "from": "PRE_MARKET", "to": "REGULAR", "ts": occasion.now_ms}


def stock_prices(occasion: Occasion) -> Event:
    """Write prices of shares."""
    rate = {"s": "AAPL", "ac": "bAAPL", "p": "231.4", "t": occasion.now_ms, "pc": "229.9"}
    return {"e": "price", "rates": [rate | {"mp": "REGULAR"}]}


def stock_kline(occasion: Occasion) -> Event:
    """Write the candle of a share."""
    start, end = occasion.span()
    price = "231.40"
    candle = {"t": start, "ct": end, "s": occasion.name, "i": occasion.parts["interval"]}
    figures = {"o": price, "c": price, "h": price, "l": price, "v": "90", "n": 3, "x": False}
    return {
        "e": "kline",
        "E": occasion.now_ms,
        "s": occasion.name,
        "k": candle | figures | {"vw": price},
    }


def stock_quote(occasion: Occasion) -> Event:
    """Write best bid and ask of a share."""
    return {
        "e": "quote",
        "E": occasion.now_ms,
        "s": occasion.name,
        "bp": "231.39",
        "ap": "231.41",
        "bs": 300,
        "as": 200,
        "T": occasion.now_ms,
    }


def tradability(occasion: Occasion) -> Event:
    """Write whether a share can be traded."""
    return {
        "e": "tradability",
        "symbol": occasion.name,
        "assetCode": f"b{occasion.name}",
        "tradability": "TRADABLE",
        "t": occasion.now_ms,
    }


def trading_status(occasion: Occasion) -> Event:
    """Write a halt of trading."""
    return {
        "e": "tradingStatus",
        "symbol": occasion.name,
        "assetCode": f"b{occasion.name}",
        "status": "H",
        "msg": "Trading Halt",
        "time": occasion.now_ms,
        "z": "C",
        "tradability": "NOT_TRADABLE",
    }
