"""What the public cards look like, letter for letter."""

from dataclasses import replace
from decimal import Decimal

import msgspec
import pytest

from binance.models.market import Kline
from binance.models.model import Timestamp
from bot import formatting
from bot.handlers.public import book, info, p
from bot.services.order_book import Book
from bot.services.prices import PriceFigures, change_since
from tests.bot.market.examples import (
    AT,
    BTC,
    CHINESE,
    ETHBTC,
    HALTED,
    NOW,
    PEPE,
    symbol,
    ticker,
)

pytestmark = pytest.mark.usefixtures("english")
D = Decimal
FIGURES = PriceFigures(BTC, ticker(BTC, "97412.35"), hour=D("0.314"), week=D("-6.8"))


def candle(opening: str) -> Kline:
    """Give a candle of which only the opening matters."""
    return Kline(
        raw_open_time=0,
        raw_open=opening,
        raw_high=opening,
        raw_low=opening,
        raw_close=opening,
        raw_volume="1",
        raw_close_time=1,
        raw_quote_volume="1",
        trades=1,
        raw_taker_buy_volume="1",
        raw_taker_buy_quote_volume="1",
    )


def widest(html: str) -> int:
    """Give the width of the widest line inside <pre>."""
    inside = [part.split("</pre>")[0] for part in html.split("<pre>")[1:]]
    return max(formatting.display_width(line) for part in inside for line in part.split("\n"))


def test_price_card() -> None:
    """Price to copy, changes, the day's range, and the age of all of it."""
    assert p.render_card(FIGURES, NOW) == (
        "<b>BTC/USDT</b>  <code>97,412.35</code>\n"
        "🟢 <b>+2.14%</b> 24h  ·  +0.31% 1h  ·  -6.80% 7d\n"
        "<pre>High   98,386.47\n"
        "Low    94,489.98\n"
        "Vol    1.92B USDT\n"
        "Bid    97,412.34\n"
        "Ask    97,412.35\n"
        "Range  ▁▁▁▁▁▁▁█▁▁ 75%</pre>\n"
        '<i><tg-time unix="1795166996" format="r">4 seconds ago</tg-time></i>'
    )


def test_price_card_of_a_young_symbol() -> None:
    """What is not a week old shows no change of a week; a flat day shows no range."""
    flat = msgspec.structs.replace(FIGURES.ticker, high_price=D(1), low_price=D(1))
    text = p.render_card(replace(FIGURES, ticker=flat, week=None), NOW)

    assert "7d" not in text
    assert "Range" not in text
    assert "+0.31% 1h" in text


def test_price_card_of_a_halted_symbol() -> None:
    """A symbol that does not trade says so."""
    figures = PriceFigures(HALTED, ticker(HALTED, "0.0001", "-3"), hour=None, week=None)

    lines = p.render_card(figures, NOW).split("\n")

    assert lines[:3] == [
        "<b>LUNC/USDT</b>  <code>0.00</code>",
        "⚠️ Not trading: BREAK",
        "🔴 <b>-3.00%</b> 24h",
    ]


def test_figures_never_come_from_the_future() -> None:
    """A Binance clock that is ahead does not make the figures younger than now."""
    ahead = msgspec.structs.replace(
        FIGURES.ticker, close_time=Timestamp(2027, 1, 1, tzinfo=AT.tzinfo)
    )

    assert "just now" in p.render_card(replace(FIGURES, ticker=ahead), NOW)


def test_change_since_counts_candles_back() -> None:
    """The change is against the opening that many candles ago; None without that candle."""
    candles = [candle("100"), candle("105"), candle("110")]

    assert change_since(candles, D(120), 2) == 20
    assert change_since(candles, D(120), 3) is None
    assert change_since([candle("0")] * 3, D(120), 2) is None


def test_price_table() -> None:
    """Several symbols stand in columns; only a foreign quote asset is named."""
    rows = [
        (BTC, ticker(BTC, "97412.35")),
        (PEPE, ticker(PEPE, "0.0000192", "11")),
        (ETHBTC, ticker(ETHBTC, "0.03573", "-1.44")),
        (CHINESE, ticker(CHINESE, "0.1234", "0")),
    ]

    text = p.render_table(rows, "USDT", NOW)

    assert text == (
        "<pre>BTC       97,412.35   +2.1%\n"
        "PEPE       0.0₄1920  +11.0%\n"
        "ETH/BTC     0.03573   -1.4%\n"
        "币安人生     0.1234    0.0%</pre>\n"
        "<i>change in 24 hours · "
        '<tg-time unix="1795166996" format="r">4 seconds ago</tg-time></i>'
    )
    assert widest(text) <= 30


def a_book() -> Book:
    """Give a book around 97,412 with a wall of bids."""
    bids = [(D("97412.34") - n, D("0.5")) for n in range(10)]
    bids[6] = (bids[6][0], D(40))
    asks = [(D("97412.36") + n, D("0.25")) for n in range(10)]
    return Book(bids, asks)


def test_book_card() -> None:
    """Levels, depth, walls, and what a market order would cost."""
    text = book.render(BTC, a_book(), 2, NOW)

    assert text == (
        "<b>BTC/USDT</b> · order book\n"
        "Spread <code>0.02</code> (0.000%)\n"
        "<pre>Ask  97,413.36  0.25\n"
        "Ask  97,412.36  0.25\n"
        "Bid  97,412.34   0.5\n"
        "Bid  97,411.34   0.5</pre>\n"
        "<pre>           Bids    Asks\n"
        "±1%      ≥4.33M   ≥244K\n"
        "Wall  97,406.34       –\n"
        "             40\n"
        "           Sell     Buy\n"
        "1K       0.000%  0.000%\n"
        "10K      0.000%  0.000%</pre>\n"
        "<i>market orders in USDT, against the mid price · "
        '<tg-time unix="1795167000" format="r">just now</tg-time></i>'
    )
    assert widest(text) <= 30


def test_book_card_of_a_thin_market() -> None:
    """What the book cannot fill has no price."""
    thin = Book([(D(99), D(1))], [(D(101), D(1))])

    assert "1K      –     –\n10K     –     –" in book.render(BTC, thin, 5, NOW)


def test_book_card_without_a_side() -> None:
    """Without bids or asks there is no mid price, and nothing breaks."""
    text = book.render(BTC, Book([], [(D(1), D(1))]), 5, NOW)

    assert "One side of the book is empty" in text


def test_info_card() -> None:
    """Steps, order types, features and accounts."""
    assert info.render(BTC, AT, NOW) == (
        "<b>BTC/USDT</b> · <code>BTCUSDT</code> · trading\n"
        "<pre>Price step     0.01  USDT\n"
        "Lot         0.00001  BTC\n"
        "Smallest          5  USDT</pre>\n"
        "Orders: limit, market, stop-limit\n"
        "✅ Allowed: OCO, OTO, trailing stop\n"
        "❌ Not allowed: OPO, iceberg, amend, cancel-replace, market by value\n"
        "Accounts: spot, margin\n"
        '<i>rules read · <tg-time unix="1795166996" format="r">4 seconds ago</tg-time></i>'
    )


def test_hostile_names_are_harmless() -> None:
    """A symbol named by an attacker opens no tag and breaks no line."""
    hostile = symbol("<b>\u202e\n", "&amp;")
    tickers = ticker(hostile, "1")
    card = p.render_card(PriceFigures(hostile, tickers, None, None), NOW)
    table = p.render_table([(hostile, tickers)], "USDT", NOW)

    for text in (
        card,
        table,
        info.render(hostile, AT, NOW),
        book.render(hostile, a_book(), 1, NOW),
    ):
        assert "\u202e" not in text
        assert "<b>\n" not in text
        assert "&lt;b&gt;" in text
