"""Parameters: what is written, what is refused."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binance.enums import Interval
from binance.exceptions import RequestInvalid
from binance.models.parts import Parts
from binance.request.parameters import CapitalFlag, Listed, encoder_of, wire_name
from binance.request.signature import Signature

MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 -- hypothesis wants bounds without a zone


@pytest.mark.parametrize(
    ("annotation", "value", "text"),
    [
        (str, "BTCUSDT", "BTCUSDT"),
        (str, "币安人生USDT", "%E5%B8%81%E5%AE%89%E4%BA%BA%E7%94%9FUSDT"),
        (str, "a&b=c d+e/", "a%26b%3Dc%20d%2Be%2F"),
        (str | None, "A", "A"),
        (Interval, Interval.MONTH_1, "1M"),
        (int, 5, "5"),
        (bool, True, "true"),
        (bool | None, False, "false"),
        (Decimal, Decimal("1E-8"), "0.00000001"),
        (Decimal, Decimal("1E+3"), "1000"),
        (Decimal, Decimal("0.10"), "0.10"),
        (datetime, datetime(2017, 7, 3, 10, 5, 19, 559000, UTC), "1499076319559"),
        (datetime, datetime(1970, 1, 1, 3, tzinfo=timezone(timedelta(hours=3))), "0"),
        (Sequence[str] | None, ["BTCUSDT", "BNBBTC"], "%5B%22BTCUSDT%22%2C%22BNBBTC%22%5D"),
        (Listed, ["BTC", "A B"], "BTC%2CA%20B"),
        (Listed | None, ["BTC"], "BTC"),
        (CapitalFlag, True, "TRUE"),
        (CapitalFlag | None, False, "FALSE"),
    ],
)
def test_value_is_written(annotation: Any, value: Any, text: str) -> None:
    """Values are written as Binance reads them, percent-encoded."""
    assert text == encoder_of(annotation)(value)


@pytest.mark.parametrize(
    ("annotation", "value"),
    [
        (str, ""),
        (str, "\ud800"),
        (Sequence[str], []),
        (Sequence[str], ["\ud800"]),
        (Listed, []),
        (Listed, ["BTC,ETH"]),
        (Listed, [""]),
        (int, 10**40),
        (Decimal, Decimal("NaN")),
        (Decimal, Decimal("Infinity")),
        (Decimal, Decimal("1e9999999")),
        (Decimal, Decimal("1e-9999999")),
        (datetime, datetime(2026, 1, 1)),  # noqa: DTZ001 -- a time without a zone is the point
    ],
)
def test_value_is_refused(annotation: Any, value: Any) -> None:
    """What Binance could not read, or what would take for ever to write, is refused."""
    with pytest.raises(ValueError, match=r"^(must|is|has) "):
        encoder_of(annotation)(value)


@pytest.mark.parametrize("annotation", [float, dict, str | int, Sequence[int], Any, "str"])
def test_annotation_is_refused(annotation: Any) -> None:
    """A declaration whose parameter cannot be sent stops at import."""
    with pytest.raises(TypeError):
        encoder_of(annotation)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_comes_back(text: str) -> None:
    """Whatever the text, decoding what is sent gives it back, in characters safe anywhere."""
    written = encoder_of(str)(text)

    assert unquote(written) == text
    assert written.isascii()
    assert not set(written) & set("&=+?# /")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=8, min_value=0, max_value=10**12))
def test_any_amount_comes_back(amount: Decimal) -> None:
    """Amounts are written without an exponent and without loss."""
    written = encoder_of(Decimal)(amount)

    assert Decimal(written) == amount
    assert "E" not in written.upper()


@given(MOMENTS)
def test_any_moment_comes_back(moment: datetime) -> None:
    """Times are written in whole milliseconds, exactly."""
    written = int(encoder_of(datetime)(moment))

    assert moment - timedelta(milliseconds=1) < datetime.fromtimestamp(0, UTC) + timedelta(
        milliseconds=written
    )
    assert datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=written) <= moment


@pytest.mark.parametrize(
    ("name", "wire"),
    [("symbol", "symbol"), ("start_time", "startTime"), ("need_btc_valuation", "needBtcValuation")],
)
def test_names_become_binances(name: str, wire: str) -> None:
    """snake_case here is camelCase there."""
    assert wire == wire_name(name)


class _Shop:
    async def buy(
        self, symbol: str, quantity: Decimal, note: str | None = None, n: int = 5
    ) -> None:
        """Stand for a method with every sort of parameter."""


SIGNATURE = Signature(_Shop.buy)


@pytest.mark.parametrize(
    ("args", "kwargs"),
    [
        (("A", Decimal(1)), {}),
        (("A",), {"quantity": Decimal(1)}),
        ((), {"quantity": Decimal(1), "symbol": "A"}),
        (("A", Decimal(1), None, 5), {}),
    ],
)
def test_arguments_are_taken_as_python_takes_them(
    args: tuple[Any, ...], kwargs: dict[str, Any]
) -> None:
    """By position or by name: the query is the same, in the order of the signature."""
    assert SIGNATURE.write(SIGNATURE.values(args, kwargs)) == "symbol=A&quantity=1&n=5"


def test_required_parameter_must_not_be_none() -> None:
    """None stands for a parameter that is left out, which a required one cannot be."""
    with pytest.raises(RequestInvalid, match="symbol is required"):
        SIGNATURE.write(SIGNATURE.values((None, Decimal(1)), {}))


@pytest.mark.parametrize(
    ("args", "kwargs"),
    [
        ((), {}),
        (("A",), {}),
        (("A", Decimal(1), None, 5, 6), {}),
        (("A", Decimal(1)), {"symbol": "B"}),
        (("A", Decimal(1)), {"nonsense": 1}),
    ],
)
def test_wrong_arguments_fail_as_in_python(args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    """Arguments that do not fit the method raise `TypeError`."""
    with pytest.raises(TypeError):
        SIGNATURE.values(args, kwargs)


class Peg(Parts, frozen=True, kw_only=True):
    """A part that has parts."""

    price_type: str


class Leg(Parts, frozen=True, kw_only=True):
    """What travels as several parameters."""

    stop_price: Decimal
    client_order_id: str | None = None
    peg: Peg | None = None


async def _placed(self: object, symbol: str, leg: Leg, other: Leg | None = None) -> None:
    """Stand for an endpoint with parts."""


def test_parts_travel_one_by_one() -> None:
    """Each part of an argument is a parameter of its own; what is None stays at home."""
    signature = Signature(_placed)
    leg = Leg(stop_price=Decimal("1.10"), peg=Peg(price_type="A B"))

    assert signature.write(signature.values(("X", leg), {})) == (
        "symbol=X&legStopPrice=1.10&legPegPriceType=A%20B"
    )
    names = ("legStopPrice", "legClientOrderId", "legPegPriceType")
    assert signature.parameters[1].wire_names == names


def test_refused_part_is_named() -> None:
    """A part that cannot be sent is named with the argument it belongs to."""
    signature = Signature(_placed)
    with pytest.raises(RequestInvalid) as refused:
        signature.write(signature.values(("X", Leg(stop_price=Decimal("NaN"))), {}))
    assert (refused.value.parameter, refused.value.reason) == (
        "leg",
        "stop_price must be a number",
    )
