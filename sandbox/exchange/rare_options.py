"""Events of options."""

from typing import Any

from sandbox.exchange.rare_events import Occasion
from sandbox.exchange.rare_futures import kline as kline_of_symbol

Event = dict[str, Any]
_OPTION = "BTC-261225-100000-C"


def kline(occasion: Occasion) -> Event:
    """Write the candle of an option; ids of trades are text here."""
    event = kline_of_symbol(occasion)
    event["k"] |= {"f": "0", "L": "0"}
    return event


def trade(occasion: Occasion) -> Event:
    """Write a trade."""
    return {
        "e": "trade",
        "E": occasion.now_ms,
        "T": occasion.now_ms,
        "s": occasion.name,
        "t": occasion.number,
        "p": "1000.00",
        "q": "0.20",
        "X": "MARKET",
        "S": "BUY",
        "m": False,
    }


def ticker(occasion: Occasion) -> Event:
    """Write the figures of a day."""
    return {
        "e": "24hrTicker",
        "E": occasion.now_ms,
        "s": occasion.name,
        "p": "-20.00",
        "P": "-1.25",
        "w": "1590.00",
        "c": "1580.00",
        "Q": "0.10",
        "o": "1600.00",
        "h": "1660.00",
        "l": "1550.00",
        "v": "41.60",
        "q": "66144.00",
        "O": occasion.now_ms - 86_400_000,
        "C": occasion.now_ms,
        "F": 1,
        "L": 22,
        "n": 22,
    }


def mark_price(occasion: Occasion) -> Event:
    """Write mark price and Greeks of an option."""
    return {
        "s": _OPTION,
        "mp": "770.543",
        "E": occasion.now_ms,
        "e": "markPrice",
        "i": occasion.text,
        "P": "0.000",
        "bo": "770.000",
        "ao": "771.000",
        "bq": "131.2300",
        "aq": "128.6800",
        "b": "0.5",
        "a": "0.52",
        "hl": "924.652",
        "ll": "616.435",
        "vo": "0.51",
        "rf": "0.0",
        "d": "0.11",
        "t": "-4.74",
        "g": "0.00005",
        "v": "121.9",
    }


def index_price(occasion: Occasion) -> Event:
    """Write the price of an underlying."""
    return {"e": "indexPrice", "E": occasion.now_ms, "s": "BTCUSDT", "p": occasion.text}


def new_symbol(occasion: Occasion) -> Event:
    """Write an option that was listed."""
    return {
        "e": "optionSymbol",
        "E": occasion.now_ms,
        "s": _OPTION,
        "ps": "BTCUSDT",
        "qa": "USDT",
        "d": "CALL",
        "sp": "100000",
        "dt": occasion.now_ms + 86_400_000,
        "u": 1,
        "ot": occasion.now_ms,
        "cs": "TRADING",
    }


def open_interest(occasion: Occasion) -> Event:
    """Write how many contracts are open."""
    return {"e": "openInterest", "E": occasion.now_ms, "s": _OPTION, "o": "1580.87", "h": "1912992"}
