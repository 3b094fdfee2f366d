"""What balances are worth: routes, sums, shares, dust, Simple Earn."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.portfolio import (
    Folded,
    Holding,
    Leg,
    Rate,
    percent_of,
    route,
    symbols_needed,
    value,
)

D = Decimal
PAIRS = {
    ("BTC", "USDT"): "BTCUSDT",
    ("ETH", "USDT"): "ETHUSDT",
    ("ETH", "BTC"): "ETHBTC",
    ("LDO", "USDT"): "LDOUSDT",
    ("DOT", "BNB"): "DOTBNB",
    ("BNB", "USDT"): "BNBUSDT",
    ("USDT", "TRY"): "USDTTRY",
}
RATES = {
    "BTCUSDT": Rate(D(100_000), D(98_000)),
    "ETHUSDT": Rate(D(4_000), D(4_000)),
    "ETHBTC": Rate(D("0.04"), D("0.041")),
    "LDOUSDT": Rate(D(2), D(1)),
    "DOTBNB": Rate(D("0.01"), D("0.01")),
    "BNBUSDT": Rate(D(600), D(500)),
    "USDTTRY": Rate(D(40), D(40)),
}
UNITS = st.decimals(0, 10**6, allow_nan=False, allow_infinity=False, places=8)


@pytest.mark.parametrize(
    ("asset", "quote", "legs"),
    [
        ("USDT", "USDT", ()),
        ("BTC", "USDT", (Leg("BTCUSDT"),)),
        ("TRY", "USDT", (Leg("USDTTRY", inverse=True),)),
        ("DOT", "USDT", (Leg("DOTBNB"), Leg("BNBUSDT"))),
        ("BTC", "TRY", (Leg("BTCUSDT"), Leg("USDTTRY"))),
        ("USDT", "BTC", (Leg("BTCUSDT", inverse=True),)),
        ("AIRDROP", "USDT", None),
    ],
)
def test_the_shortest_way_to_the_quote_asset(
    asset: str, quote: str, legs: tuple[Leg, ...] | None
) -> None:
    """Directly, inversely, or through one bridge asset."""
    assert route(asset, quote, PAIRS) == legs


def test_only_the_needed_prices_are_asked_for() -> None:
    """Each symbol once; nothing for the quote asset or for what has no price."""
    assets = ["USDT", "BTC", "LDBTC", "DOT", "AIRDROP"]

    assert symbols_needed(assets, "USDT", PAIRS) == ["BNBUSDT", "BTCUSDT", "DOTBNB"]


def test_a_portfolio() -> None:
    """Values, shares and changes; dust and Simple Earn folded; the unpriced named."""
    holdings = [
        Holding("BTC", D("0.02"), D("0.03")),
        Holding("USDT", D(1000)),
        Holding("LDO", D("0.2")),
        Holding("LDBTC", D("0.1")),
        Holding("AIRDROP", D(7)),
        Holding("DOT", D(100)),
    ]

    portfolio = value(holdings, "USDT", PAIRS, RATES)

    assert portfolio.total == D("6600.4")
    assert [(p.asset, p.value) for p in portfolio.positions] == [
        ("BTC", D(5000)),
        ("USDT", D(1000)),
        ("DOT", D(600)),
    ]
    assert portfolio.change == 100 + D("0.2") + 100
    assert portfolio.locked == 3000
    assert portfolio.dust == Folded(1, D("0.4"))
    assert portfolio.earn == Folded(1, D(10_000))
    assert portfolio.unpriced == ("AIRDROP",)
    btc, usdt, dot = portfolio.positions
    assert (btc.amount, btc.locked) == (D("0.05"), D("0.03"))
    assert round(btc.change_percent or 0, 2) == D("2.04")
    assert usdt.change_percent is None
    assert dot.change_percent == 20


def test_a_coin_called_like_a_mirror_is_a_coin() -> None:
    """LDO is a coin of its own; LDBTC is BTC in Simple Earn and is not counted twice."""
    portfolio = value([Holding("LDO", D(10)), Holding("LDBTC", D(1))], "USDT", PAIRS, RATES)

    assert portfolio.total == 20
    assert portfolio.earn == Folded(1, D(100_000))


def test_an_inverse_price() -> None:
    """Lira in dollars goes through the price of the dollar in lira."""
    portfolio = value([Holding("TRY", D(400))], "USDT", PAIRS, RATES)

    assert portfolio.total == 10


@pytest.mark.parametrize("rates", [{}, {"BTCUSDT": Rate(D(0), D(0))}])
def test_a_missing_or_zero_price_is_no_price(rates: dict[str, Rate]) -> None:
    """Nothing is divided by zero and nothing is valued at nothing in silence."""
    portfolio = value([Holding("BTC", D(1))], "USDT", PAIRS, rates)

    assert portfolio.total == 0
    assert portfolio.unpriced == ("BTC",)


def test_a_symbol_without_trades_for_a_day_has_not_moved() -> None:
    """An opening price of zero is no gain of everything."""
    portfolio = value([Holding("BTC", D(1))], "USDT", PAIRS, {"BTCUSDT": Rate(D(5), D(0))})

    assert portfolio.change == 0


def test_nothing_is_worth_nothing() -> None:
    """An empty account has a total, no positions, and no change."""
    portfolio = value([], "USDT", PAIRS, RATES)

    assert portfolio.total == 0
    assert portfolio.change_percent == 0
    assert portfolio.positions == ()


def test_dust_depends_on_the_quote_asset() -> None:
    """A balance worth half a bitcoin is no dust."""
    portfolio = value([Holding("USDT", D(50_000))], "BTC", PAIRS, RATES)

    assert [p.value for p in portfolio.positions] == [D("0.5")]


@given(st.lists(st.tuples(st.sampled_from(["BTC", "ETH", "USDT", "DOT", "TRY"]), UNITS, UNITS)))
def test_nothing_is_lost_or_counted_twice(rows: list[tuple[str, Decimal, Decimal]]) -> None:
    """The total is the sum of positions and dust; the shares of the positions add up."""
    holdings = [Holding(*row) for row in rows]

    portfolio = value(holdings, "USDT", PAIRS, RATES)

    values = [position.value for position in portfolio.positions]
    assert abs(sum(values, portfolio.dust.value) - portfolio.total) < D("1e-9")
    assert values == sorted(values, reverse=True)
    assert 0 <= portfolio.locked <= portfolio.total + D("1e-9")
    if values:
        shares = sum(position.share for position in portfolio.positions)
        assert abs(shares - sum(values) / portfolio.total) < D("1e-9")


@given(UNITS, UNITS)
def test_a_percentage_of_nothing_is_zero(part: Decimal, whole: Decimal) -> None:
    """Percentages never divide by zero."""
    assert percent_of(part, D(0)) == 0
    assert whole == 0 or abs(percent_of(part, whole) * whole / 100 - part) < D("1e-6")
