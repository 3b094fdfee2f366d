"""What the user typed becomes values, or a typed error; never a pathological number."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import arguments
from bot.arguments import (
    AmbiguousNumber,
    Amount,
    AmountKind,
    NotAnAmount,
    NotAnInterval,
    NotANumber,
    NotAPrice,
    NotASymbol,
    NumberOutOfRange,
    Price,
    PriceKind,
    TooManyArguments,
    UsageError,
)

TRAPS = ["1e9999999", "NaN", "Infinity", "-0", "１２", "١٢", "1_0", "_1", "1__000", "0x10", "", "."]
PARSERS = [
    arguments.symbol,
    arguments.number,
    arguments.amount,
    arguments.price,
    arguments.interval,
    lambda text: arguments.count(text, least=1, most=20),
    lambda text: arguments.symbols(text, most=10),
]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12", "12"),
        ("0.5", "0.5"),
        ("97_250", "97250"),
        ("1_000_000.25", "1000000.25"),
        ("97k", "97000"),
        ("97.5K", "97500"),
        ("1.5m", "1500000"),
    ],
)
def test_plain_numbers_are_read(typed: str, value: str) -> None:
    """Digits, a decimal point, grouped thousands, and k or m at the end."""
    assert arguments.number(typed) == Decimal(value)


@pytest.mark.parametrize("typed", [*TRAPS, "1,5", "1,500", "+1", "-1", "1.", ".5", "9" * 13, "1\n"])
def test_other_numbers_are_refused(typed: str) -> None:
    """Exponents, other scripts' digits, signs and endless digits are no numbers."""
    with pytest.raises(NotANumber) as caught:
        arguments.number(typed)

    assert caught.value.typed == typed


def test_a_comma_is_asked_about() -> None:
    """A comma may separate decimals or thousands: the bot asks instead of guessing."""
    with pytest.raises(AmbiguousNumber):
        arguments.number("1,5")

    with pytest.raises(AmbiguousNumber):
        arguments.amount("1,5")


def test_python_itself_would_take_the_traps() -> None:
    """Control: without the strict pattern most of the traps are numbers to Python."""
    taken = [trap for trap in TRAPS[:7] if Decimal(trap) is not None]

    assert taken == TRAPS[:7]


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("0.01", Amount(AmountKind.BASE, Decimal("0.01"))),
        ("100u", Amount(AmountKind.QUOTE, Decimal(100))),
        ("$100", Amount(AmountKind.QUOTE, Decimal(100))),
        ("100 usdt", Amount(AmountKind.QUOTE, Decimal(100), "USDT")),
        ("1.5k USDT", Amount(AmountKind.QUOTE, Decimal(1500), "USDT")),
        ("25%", Amount(AmountKind.SHARE, Decimal("0.25"))),
        ("half", Amount(AmountKind.SHARE, Decimal("0.5"))),
        ("ALL", Amount(AmountKind.SHARE, Decimal(1))),
    ],
)
def test_amounts(typed: str, amount: Amount) -> None:
    """An amount counts the base asset, the quote asset, or a share of the balance."""
    assert arguments.amount(typed) == amount


@pytest.mark.parametrize("typed", ["0", "0%", "101%", "-1", "usdt", "$", "half of it", "1 u s"])
def test_other_amounts_are_refused(typed: str) -> None:
    """Nothing, more than all, and words are no amounts."""
    with pytest.raises(NotAnAmount):
        arguments.amount(typed)


@pytest.mark.parametrize(
    ("typed", "price"),
    [
        ("97k", Price(PriceKind.ABSOLUTE, Decimal(97000))),
        ("97_250", Price(PriceKind.ABSOLUTE, Decimal(97250))),
        ("-2%", Price(PriceKind.OFFSET, Decimal("-0.02"))),
        ("+0.5%", Price(PriceKind.OFFSET, Decimal("0.005"))),
        ("Bid", Price(PriceKind.BID)),
        ("mid", Price(PriceKind.MID)),
        ("ask", Price(PriceKind.ASK)),
    ],
)
def test_prices(typed: str, price: Price) -> None:
    """A price is a number, an offset from the last one, or a side of the book."""
    assert arguments.price(typed) == price


@pytest.mark.parametrize("typed", ["0", "-100%", "-101%", "2%", "%", "", "last", "-2"])
def test_other_prices_are_refused(typed: str) -> None:
    """Zero, a fall by everything, and an offset without a sign are no prices."""
    with pytest.raises(NotAPrice):
        arguments.price(typed)


@pytest.mark.parametrize(
    ("typed", "length"),
    [
        ("15m", timedelta(minutes=15)),
        ("4H", timedelta(hours=4)),
        ("2d", timedelta(days=2)),
        ("1w", timedelta(weeks=1)),
    ],
)
def test_intervals(typed: str, length: timedelta) -> None:
    """A length of time is a whole number of minutes, hours, days or weeks."""
    assert arguments.interval(typed) == length


@pytest.mark.parametrize("typed", ["0m", "1y", "m", "1.5h", "-1h", "99999w", "１h"])
def test_other_intervals_are_refused(typed: str) -> None:
    """Nothing, fractions and other units are no lengths of time."""
    with pytest.raises(NotAnInterval):
        arguments.interval(typed)


def test_count_holds_its_bounds() -> None:
    """A count outside the bounds says which they are."""
    with pytest.raises(NumberOutOfRange) as caught:
        arguments.count("21", least=1, most=20)

    assert (caught.value.least, caught.value.most) == (1, 20)
    assert arguments.count("20", least=1, most=20) == 20


def test_symbols_are_each_named_once() -> None:
    """Commas and spaces separate, a leading $ or # is dropped, and repeats are one."""
    assert arguments.symbols("btc, $eth #sol btc", most=10) == ["btc", "eth", "sol"]


def test_symbols_of_any_script() -> None:
    """Binance lists symbols in Chinese and with full-width digits."""
    assert arguments.symbols("币安人生 １２３４５６USDT", most=2) == [
        "币安人生",
        "１２３４５６USDT",
    ]


@pytest.mark.parametrize("typed", ["<b>", "a'b", "x" * 31, "$", "a\x00b", "a\ud800", "🚀", "a;b"])
def test_other_words_are_no_symbols(typed: str) -> None:
    """Marks, control characters, lone surrogates and long words never reach Binance."""
    with pytest.raises(NotASymbol):
        arguments.symbol(typed)


def test_more_words_than_a_command_takes() -> None:
    """The error says how many there were and how many fit."""
    with pytest.raises(TooManyArguments) as caught:
        arguments.symbols(" ".join(map(str, range(11))), most=10)

    assert (caught.value.most, caught.value.given) == (10, 11)


@pytest.mark.parametrize("parse", PARSERS)
@given(text=st.text(st.characters(), max_size=60) | st.sampled_from(TRAPS))
def test_any_text_gives_a_value_or_a_usage_error(parse: Callable[[str], object], text: str) -> None:
    """No text raises anything else, and no value takes more than a line to print."""
    try:
        value = parse(text)
    except UsageError:
        value = None

    assert len(f"{value}") < 200


@given(st.decimals(0, 10**11, allow_nan=False, allow_infinity=False, places=8))
def test_a_written_number_reads_back(value: Decimal) -> None:
    """What is written plainly is read exactly."""
    assert arguments.number(f"{value:f}") == value
