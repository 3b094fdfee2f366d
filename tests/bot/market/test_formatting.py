"""Numbers, times and columns as people read them."""

import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from aiogram.utils.i18n import I18n
from hypothesis import given
from hypothesis import strategies as st

from bot import formatting
from tests.bot.market.examples import NOW

AMOUNTS = st.decimals(
    Decimal("1e-12"), Decimal(10) ** 12, allow_nan=False, allow_infinity=False, places=12
)


@pytest.fixture(params=["tr", "ru"])
def language(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Write in another language."""
    i18n = I18n(path=tmp_path)
    with i18n.context(), i18n.use_locale(request.param):
        yield request.param


@pytest.mark.parametrize(
    ("value", "tick", "text"),
    [
        ("97412.35000000", "0.01000000", "97,412.35"),
        ("97412.3", "0.01", "97,412.30"),
        ("0.00001920", "0.00000001", "0.0₄1920"),
        ("0.00000123", "0.00000001", "0.0₅123"),
        ("0.00012345", "0.00000001", "0.00012345"),
        ("0.03573", "0.00001", "0.03573"),
        ("97412.35", None, "97,412.35"),
        ("1.23456", None, "1.2346"),
        ("1", None, "1.00"),
        ("0.0123456", None, "0.01235"),
        ("0.000000001234567", None, "0.0₈1235"),
        ("0", "0.01", "0.00"),
        ("0", None, "0"),
    ],
)
def test_prices(value: str, tick: str | None, text: str) -> None:
    """A price has the decimals of its tick; small ones count their zeros, without exponents."""
    assert formatting.price(Decimal(value), Decimal(tick) if tick else None) == text


def test_amounts_and_money() -> None:
    """Amounts lose trailing zeros; money has two decimals, coins as money have more."""
    assert formatting.amount(Decimal("4.20000000")) == "4.2"
    assert formatting.amount(Decimal("1E+3")) == "1,000"
    assert formatting.amount(Decimal("0.00000066")) == "0.0₆66"
    assert formatting.money(Decimal("12481.004"), "USDT") == "12,481.00"
    assert formatting.money(Decimal("0.128123"), "BTC") == "0.128123"
    assert formatting.signed_money(Decimal("-3.5"), "USDT") == "-3.50"
    assert formatting.whole(Decimal("6120.4"), "USDT") == "6,120"
    assert formatting.whole(Decimal("918.04"), "USDT") == "918.04"
    assert formatting.quantity(Decimal("0.512345678")) == "0.51235"
    assert formatting.quantity(Decimal("12.345678")) == "12.346"
    assert formatting.quantity(Decimal(12345678)) == "12.3M"


@pytest.mark.parametrize(
    ("value", "text"),
    [("1923456789.12", "1.92B"), ("999999", "1M"), ("1000", "1K"), ("999.4", "999"), ("0", "0")],
)
def test_compact_numbers(value: str, text: str) -> None:
    """Large numbers have three digits and a unit."""
    assert formatting.compact(Decimal(value)) == text


def test_percentages_carry_their_sign() -> None:
    """A change shows + or -, one that rounds to nothing shows neither."""
    assert formatting.signed_percent(Decimal("2.136")) == "+2.14%"
    assert formatting.signed_percent(Decimal("-1.4"), 1) == "-1.4%"
    assert formatting.signed_percent(Decimal("-0.001")) == "0.00%"
    assert formatting.percent(Decimal(49), 1) == "49.0%"
    assert [formatting.mark(Decimal(each)) for each in (1, -1, 0)] == ["🟢", "🔴", "⚪"]


def test_numbers_follow_the_language(language: str) -> None:
    """Turkish and Russian write marks, percent signs and units their own way."""
    expected = {
        "tr": ["97.412,35", "+%2,14", "1,92\N{NO-BREAK SPACE}Mr"],
        "ru": [
            "97\N{NO-BREAK SPACE}412,35",
            "+2,14\N{NO-BREAK SPACE}%",
            "1,92\N{NO-BREAK SPACE}млрд",
        ],
    }

    written = [
        formatting.price(Decimal("97412.35"), Decimal("0.01")),
        formatting.signed_percent(Decimal("2.14")),
        formatting.compact(Decimal(1923456789)),
    ]

    assert written == expected[language]


def test_what_a_button_copies_follows_no_language(language: str) -> None:
    """A copied number is the same for every machine, in every language."""
    assert language
    assert formatting.plain(Decimal("97412.3500")) == "97412.35"
    assert formatting.plain(Decimal("1E+3")) == "1000"
    assert formatting.plain(Decimal("0.00000123")) == "0.00000123"


def test_age_is_kept_current_by_the_reader() -> None:
    """An age is a time Telegram counts on, with words for clients that cannot."""
    text = formatting.age(NOW - timedelta(seconds=4), NOW)

    assert text == '<tg-time unix="1795166996" format="r">4 seconds ago</tg-time>'


def test_moment_is_shown_in_the_readers_zone() -> None:
    """An absolute time says UTC where a client cannot convert it."""
    expected = '<tg-time unix="1795167000" format="dt">2026-11-20 09:30 UTC</tg-time>'

    assert formatting.moment(NOW) == expected


def test_foreign_text_is_made_harmless() -> None:
    """Tags are escaped; controls, direction marks and surrogates vanish; long texts end in …."""
    assert formatting.safe("<b>&\u202e\x00x\ud800") == "&lt;b&gt;&amp;x"
    assert formatting.safe("a" * 100, 5) == "aaaa…"


@pytest.mark.parametrize(
    ("position", "bar"),
    [("0", "█▁▁▁▁▁▁▁▁▁"), ("0.78", "▁▁▁▁▁▁▁█▁▁"), ("1", "▁▁▁▁▁▁▁▁▁█"), ("7", "▁▁▁▁▁▁▁▁▁█")],
)
def test_range_bar(position: str, bar: str) -> None:
    """The bar stands between low and high and never leaves the range."""
    assert formatting.range_bar(Decimal(position)) == bar


def test_wide_symbols_keep_columns_straight() -> None:
    """A Chinese character takes two columns, a combining mark none."""
    text = formatting.columns([("BTC", "1.00"), ("币安人生", "22.50"), ("e\u0301", "3")], "<>")

    assert text.split("\n") == ["BTC        1.00", "币安人生  22.50", "e\u0301             3"]
    assert {formatting.display_width(line) for line in text.split("\n")} == {15}


def test_a_name_too_wide_is_shortened_not_the_number() -> None:
    """Only the first column gives way."""
    text = formatting.columns([("1000SATS/FDUSD-LONG", "0.0₄1920", "+11.0%")], "<>>")

    assert text == "1000SATS/FDUS… 0.0₄1920 +11.0%"
    assert formatting.display_width(text) == formatting.WIDEST_COLUMNS


def test_columns_are_escaped() -> None:
    """A name cannot open a tag; it still takes the columns it shows."""
    assert formatting.columns([("<b>", "1")], "<>") == "&lt;b&gt;  1"


def test_block_breaks_long_lines_at_spaces() -> None:
    """A line wider than a phone goes on below, set in; a word without spaces stays whole."""
    text = formatting.block(["1 SELL 1000SATS/FDUSD 123456.789012", "x" * 40])

    assert text.split("\n") == ["1 SELL 1000SATS/FDUSD", "    123456.789012", "x" * 40]


@given(AMOUNTS)
def test_no_number_has_an_exponent(value: Decimal) -> None:
    """Every way to write a number stays free of exponents."""
    ways = (formatting.price, formatting.amount, formatting.quantity, formatting.plain)
    written = [write(value) for write in ways]

    assert not [text for text in written if re.search(r"[eE]", text)]


@given(AMOUNTS)
def test_what_is_copied_is_exact(value: Decimal) -> None:
    """A copied number reads back as the same number."""
    assert Decimal(formatting.plain(value)) == value


@given(AMOUNTS)
def test_a_price_is_right_to_four_digits(value: Decimal) -> None:
    """Reading the written price back gives the price to four significant digits."""
    text = formatting.price(value).replace(",", "")
    counted = re.fullmatch(r"0\.0([₀-₉]+)(\d+)", text)
    if counted:
        zeros = int(counted[1].translate(str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")))
        text = f"0.{'0' * zeros}{counted[2]}"

    assert abs(Decimal(text) - value) <= value / 1000


@given(
    st.lists(
        st.tuples(st.text(max_size=40), st.text("0123456789,.", max_size=9)),
        min_size=1,
        max_size=12,
    )
)
def test_columns_fit_a_phone(rows: list[tuple[str, str]]) -> None:
    """Whatever the names, no line is wider than 30 columns."""
    shown = [(formatting.clean(name), number) for name, number in rows]
    lines = formatting.columns(shown, "<>").replace("&lt;", "<").replace("&gt;", ">")

    assert all(
        formatting.display_width(line.replace("&amp;", "&")) <= 30 for line in lines.split("\n")
    )


@given(st.text(st.characters(), max_size=200))
def test_safe_text_can_be_sent(text: str) -> None:
    """Whatever the text, what is left encodes, is short, and opens no tag."""
    shown = formatting.safe(text)

    assert shown.encode("utf-8").decode("utf-8") == shown
    assert "<" not in shown
    assert len(formatting.clean(text)) <= 64
