"""Events of the USDⓈ-M market streams, with the fields they have since June 2026."""

from decimal import Decimal
from typing import Any

from sandbox.exchange.candles import following, opening
from sandbox.exchange.market import Market
from sandbox.exchange.statistics import rolling
from sandbox.exchange.stream_events import depth as spot_depth
from sandbox.exchange.symbols import Perpetual
from sandbox.exchange.tape import TapeTrade
from sandbox.exchange.topics import Topic
from sandbox.exchange.wire import as_tick, places, short

Event = dict[str, Any]
FUNDING_EVERY = 8 * 3_600_000  # ms
USD_MARGINED = 1  # the value of `st`


def futures_event(market: Market, contract: Perpetual, topic: Topic, now_ms: int) -> Event | None:
    """Write the event of one contract's stream (not of trades and `depth`)."""
    writers = {
        "kline": _kline,
        "bookTicker": _book_ticker,
        "levels": _levels,
        "markPrice": mark_price,
        "ticker": _ticker,
        "miniTicker": _ticker,
    }
    return writers[topic.kind](market, contract, topic, now_ms)


def mark_price(market: Market, contract: Perpetual, _: Topic, now_ms: int) -> Event:
    """Write mark price, index price and funding."""
    spot = market.price(contract.spot)
    mark = places(contract.price(spot))
    return {
        "e": "markPriceUpdate",
        "E": now_ms,
        "s": contract.name,
        "p": mark,
        "ap": mark,
        "i": places(spot * contract.multiplier),
        "P": places(spot * contract.multiplier),
        "r": places(contract.funding_rate),
        "T": (now_ms // FUNDING_EVERY + 1) * FUNDING_EVERY,
        "st": USD_MARGINED,
        "ps": contract.name,
    }


def depth(market: Market, contract: Perpetual, now_ms: int, since: int) -> Event | None:
    """Write what changed in the book since an update id; `pu` is that id."""
    event = spot_depth(market.stall(contract.spot), now_ms, since)
    if event is None:
        return None
    shown = event | {"s": contract.name, "T": now_ms, "pu": since, "st": USD_MARGINED}
    shown["b"] = scaled(contract, event["b"], contract.tick)
    shown["a"] = scaled(contract, event["a"], Decimal(0))
    return shown


def trades(
    market: Market, contract: Perpetual, topic: Topic, now_ms: int, since: int
) -> list[Event]:
    """Write the trades after an id."""
    made = market.stall(contract.spot).tape.since(since)
    return [_trade(contract, one, topic, now_ms) for one in made]


def _trade(contract: Perpetual, made: TapeTrade, topic: Topic, now_ms: int) -> Event:
    event = {
        "e": topic.kind,
        "E": now_ms,
        "s": contract.name,
        "p": as_tick(contract.price(made.price), contract.tick),
        "q": _units(contract, made.qty),
        "T": made.time_ms,
        "m": made.buyer_is_maker,
        "st": USD_MARGINED,
        "ps": contract.name,
    }
    if topic.kind == "trade":
        return event | {"t": made.id, "X": "MARKET"}
    return event | {"a": made.id, "f": made.id, "l": made.id, "nq": event["q"]}


def _kline(market: Market, contract: Perpetual, topic: Topic, now_ms: int) -> Event:
    stall = market.stall(contract.spot)
    first = opening(topic.interval, now_ms // 60_000)
    after = following(topic.interval, first)
    found = stall.candles.span(first, min(after, now_ms // 60_000 + 1))
    bar = found or stall.candles.minute(now_ms // 60_000)
    open_, high, low, close = (contract.price(Decimal(price)) for price in bar[:4])
    volume = Decimal(_units(contract, Decimal(bar.volume)))
    quote = volume * (open_ + close) / 2
    return {
        "e": "kline",
        "E": now_ms,
        "s": contract.name,
        "k": {
            "t": first * 60_000,
            "T": after * 60_000 - 1,
            "s": contract.name,
            "i": topic.interval,
            "f": stall.tape.last_id - 1,
            "L": stall.tape.last_id,
            "o": as_tick(open_, contract.tick),
            "c": as_tick(close, contract.tick),
            "h": as_tick(high, contract.tick),
            "l": as_tick(low, contract.tick),
            "v": short(volume),
            "n": 2,
            "x": False,
            "q": places(quote, 5),
            "V": short(volume / 2),
            "Q": places(quote / 2, 5),
            "B": "0",
        },
        "st": USD_MARGINED,
        "ps": contract.name,
    }


def _book_ticker(market: Market, contract: Perpetual, _: Topic, now_ms: int) -> Event:
    book = market.stall(contract.spot).book
    price = contract.price(market.price(contract.spot))
    return {
        "e": "bookTicker",
        "u": book.last_id,
        "s": contract.name,
        "b": as_tick(price - contract.tick, contract.tick),
        "B": _units(contract, book.best_bid()[1]),
        "a": as_tick(price, contract.tick),
        "A": _units(contract, book.best_ask()[1]),
        "T": now_ms,
        "E": now_ms,
        "st": USD_MARGINED,
        "ps": contract.name,
    }


def _levels(market: Market, contract: Perpetual, topic: Topic, now_ms: int) -> Event:
    book = market.stall(contract.spot).book
    bids = [[places(p), places(q)] for p, q in list(book.bids.items())[: topic.levels]]
    asks = [[places(p), places(q)] for p, q in list(book.asks.items())[: topic.levels]]
    return {
        "e": "depthUpdate",
        "E": now_ms,
        "T": now_ms,
        "s": contract.name,
        "U": book.last_id,
        "u": book.last_id,
        "pu": book.last_id - 1,
        "b": scaled(contract, bids, contract.tick),
        "a": scaled(contract, asks, Decimal(0)),
        "st": USD_MARGINED,
        "ps": contract.name,
    }


def _ticker(market: Market, contract: Perpetual, topic: Topic, now_ms: int) -> Event:
    day = rolling(market, contract.spot, now_ms)
    start, high, low, last, average = (
        contract.price(price) for price in (day.open, day.high, day.low, day.last, day.average)
    )
    event: Event = {
        "e": "24hrMiniTicker" if topic.kind == "miniTicker" else "24hrTicker",
        "E": now_ms,
        "s": contract.name,
        "c": as_tick(last, contract.tick),
        "o": as_tick(start, contract.tick),
        "h": as_tick(high, contract.tick),
        "l": as_tick(low, contract.tick),
        "v": _units(contract, day.volume),
        "q": places(day.quote_volume, 2),
        "st": USD_MARGINED,
        "ps": contract.name,
    }
    if topic.kind == "miniTicker":
        return event
    return event | {
        "p": as_tick(last - start, contract.tick),
        "P": f"{(last - start) * 100 / start:.3f}",
        "w": as_tick(average, contract.tick),
        "Q": short(contract.step),
        "O": day.open_time_ms,
        "C": day.close_time_ms,
        "F": day.last_id - day.trades + 1,
        "L": day.last_id,
        "n": day.trades,
    }


def scaled(contract: Perpetual, rows: list[list[str]], away: Decimal) -> list[list[str]]:
    """Give levels of the spot book in a contract's prices, `away` lower, and in its units."""
    made = []
    for price, qty in rows:
        at, coins = contract.price(Decimal(price)) - away, Decimal(qty)
        units = _worth(contract, coins, at) if contract.usd else _units(contract, coins)
        made.append([as_tick(at, contract.tick), units if coins else "0"])
    return made


def _worth(contract: Perpetual, coins: Decimal, price: Decimal) -> str:
    return str(max(int(coins * price / contract.usd), 1))


def _units(contract: Perpetual, coins: Decimal) -> str:
    units = coins / contract.multiplier // contract.step * contract.step
    return short(max(units, contract.step))
