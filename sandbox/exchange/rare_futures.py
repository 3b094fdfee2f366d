"""Rare events of futures: indices, liquidations, contracts, sessions, continuous candles."""

from typing import Any

from sandbox.exchange.rare_events import Occasion

Event = dict[str, Any]
COIN_MARGINED = 2  # the value of `st`
FUNDING_EVERY = 8 * 3_600_000  # ms


def _candle(occasion: Occasion) -> Event:
    start, end = occasion.span()
    price = occasion.text
    return {
        "t": start,
        "T": end,
        "i": occasion.parts["interval"],
        "f": occasion.number - 1,
        "L": occasion.number,
        "o": price,
        "c": price,
        "h": price,
        "l": price,
        "v": "12.500",
        "n": 2,
        "x": False,
        "q": "840000.00",
        "V": "6.250",
        "Q": "420000.00",
        "B": "0",
    }


def kline(occasion: Occasion) -> Event:
    """Write the candle of a symbol."""
    candle = _candle(occasion) | {"s": occasion.name}
    return {"e": "kline", "E": occasion.now_ms, "s": occasion.name, "k": candle}


def continuous_kline(occasion: Occasion) -> Event:
    """Write the candle of whatever contract is the one of its type."""
    return {
        "e": "continuous_kline",
        "E": occasion.now_ms,
        "ps": occasion.name,
        "ct": occasion.parts["type"].upper(),
        "k": _candle(occasion),
    }


def index_kline(occasion: Occasion) -> Event:
    """Write the candle of an index price."""
    candle = _candle(occasion) | {"s": "0", "v": "0", "q": "0", "V": "0", "Q": "0"}
    return {
        "e": "indexPrice_kline",
        "E": occasion.now_ms,
        "ps": occasion.name,
        "k": candle,
    }


def mark_kline(occasion: Occasion) -> Event:
    """Write the candle of a mark price."""
    candle = _candle(occasion) | {"s": occasion.name, "v": "0", "q": "0", "V": "0", "Q": "0"}
    pair = occasion.name.partition("_")[0]
    return {"e": "markPrice_kline", "E": occasion.now_ms, "ps": pair, "k": candle}


def mark_price(occasion: Occasion) -> Event:
    """Write mark price and funding of the perpetual of a pair."""
    return {
        "e": "markPriceUpdate",
        "E": occasion.now_ms,
        "s": f"{occasion.name}_PERP",
        "p": occasion.text,
        "P": occasion.text,
        "i": occasion.text,
        "r": "0.00010000",
        "T": (occasion.now_ms // FUNDING_EVERY + 1) * FUNDING_EVERY,
        "st": COIN_MARGINED,
    }


def index_price(occasion: Occasion) -> Event:
    """Write the index price of a pair."""
    return {
        "e": "indexPriceUpdate",
        "E": occasion.now_ms,
        "s": occasion.name,
        "p": occasion.text,
    }


def liquidation(occasion: Occasion) -> Event:
    """Write an order that closes a position by force."""
    return {
        "e": "forceOrder",
        "E": occasion.now_ms,
        "o": {
            "s": occasion.name,
            "S": "SELL",
            "o": "LIMIT",
            "f": "IOC",
            "q": "0.014",
            "p": occasion.text,
            "ap": occasion.text,
            "X": "FILLED",
            "l": "0.014",
            "z": "0.014",
            "T": occasion.now_ms,
        },
        "st": 1,
    }


def contract_info(occasion: Occasion) -> Event:
    """Write the brackets of a contract."""
    return {
        "e": "contractInfo",
        "E": occasion.now_ms,
        "s": occasion.name,
        "ps": occasion.name,
        "ct": "PERPETUAL",
        "dt": 4133404800000,
        "ot": 1569398400000,
        "cs": "TRADING",
        "bks": [
            {"bs": 1, "bnf": 0, "bnc": 50000, "mmr": 0.004, "cf": 0, "mi": 51, "ma": 125},
            {"bs": 2, "bnf": 50000, "bnc": 500000, "mmr": 0.005, "cf": 50, "mi": 21, "ma": 100},
        ],
        "st": 1,
    }


def composite_index(occasion: Occasion) -> Event:
    """Write an index of two assets."""
    part = {"q": "USDT", "w": "1.04406228", "W": "0.50000000", "i": occasion.text}
    return {
        "e": "compositeIndex",
        "E": occasion.now_ms,
        "s": occasion.name,
        "p": "554.41604065",
        "C": "baseAsset",
        "c": [{"b": "BAL"} | part, {"b": "BAND"} | part],
    }


def asset_index(occasion: Occasion) -> Event:
    """Write what an asset counts as margin."""
    return {
        "e": "assetIndexUpdate",
        "E": occasion.now_ms,
        "s": occasion.name,
        "i": occasion.text,
        "b": "0.10000000",
        "a": "0.10000000",
        "B": occasion.text,
        "A": occasion.text,
        "q": "0.05000000",
        "g": "0.05000000",
        "Q": occasion.text,
        "G": occasion.text,
    }


def trading_session(occasion: Occasion) -> Event:
    """Write the session of the stock market."""
    day = occasion.now_ms // 86_400_000 * 86_400_000
    return {
        "e": "EquityUpdate",
        "E": occasion.now_ms,
        "t": day,
        "T": day + 86_400_000,
        "S": "REGULAR",
    }


def book_ticker(occasion: Occasion) -> Event:
    """Write best bid and ask."""
    return {
        "e": "bookTicker",
        "u": occasion.number,
        "s": occasion.name,
        "b": occasion.text,
        "B": "1.200",
        "a": f"{occasion.price + 1:.2f}",
        "A": "0.750",
        "T": occasion.now_ms,
        "E": occasion.now_ms,
    }


def depth(occasion: Occasion) -> Event:
    """Write a level of each side."""
    return {
        "e": "depthUpdate",
        "E": occasion.now_ms,
        "T": occasion.now_ms,
        "s": occasion.name,
        "U": occasion.number,
        "u": occasion.number,
        "pu": occasion.number - 1,
        "b": [[occasion.text, "1.200"]],
        "a": [[f"{occasion.price + 1:.2f}", "0.750"]],
    }
