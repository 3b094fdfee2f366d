"""User events become typed models; whatever Binance adds later survives."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from binance.enums import OrderStatus
from binance.models.user_events import (
    BalanceUpdate,
    ExecutionReport,
    ListStatus,
    SpotEvent,
    UnknownEvent,
)
from binance.models.user_events_futures import (
    AccountUpdate,
    AlgoUpdate,
    FuturesEvent,
    ListenKeyExpired,
    OrderTradeUpdate,
)
from binance.models.user_events_margin import MarginRiskEvent, PortfolioMarginEvent
from binance.models.user_events_options import OptionsEvent
from binance.models.user_events_reading import Product, read_event

AT = 1_795_132_800_000
MOMENT = datetime(2026, 11, 20, tzinfo=UTC)
REPORT: dict[str, Any] = {
    "e": "executionReport", "E": AT, "s": "币安人生USDT", "c": "cancel-1", "S": "SELL",
    "o": "LIMIT",
    "f": "GTC", "q": "2", "p": "0.5", "P": "0", "F": "0", "g": -1, "C": "mine", "x": "CANCELED",
    "X": "CANCELED", "r": "NONE", "i": 12, "l": "0", "z": "1", "L": "0", "n": "0", "N": None,
    "T": AT, "t": -1, "I": 77, "w": False, "m": False, "M": False, "O": AT, "Z": "0.5", "Y": "0",
    "Q": "0", "V": "NONE", "eR": 3,
}  # fmt: skip
ORDER: dict[str, Any] = {
    "e": "ORDER_TRADE_UPDATE", "E": AT, "T": AT,
    "o": {"s": "BTCUSDT", "c": "autoclose-1", "S": "SELL", "o": "LIQUIDATION", "f": "GTC", "q": "1",
          "p": "5", "ap": "5", "sp": "0", "x": "CALCULATED", "X": "FILLED", "i": 8, "l": "1",
          "z": "1", "L": "5", "N": "USDT", "n": "0.1", "T": AT, "t": 4, "m": False, "R": True,
          "wt": "CONTRACT_PRICE", "ot": "LIMIT", "ps": "BOTH", "cp": False, "rp": "-3", "pP": False,
          "si": 0, "ss": 0, "V": "EXPIRE_MAKER", "pm": "NONE", "gtd": 0, "er": "0"},
}  # fmt: skip


def read(product: Product, event: dict[str, Any]) -> Any:
    """Read an event as it comes over the wire."""
    return read_event(product, json.dumps(event).encode())


def test_execution_report_in_words() -> None:
    """Letters become words, texts Decimals, times UTC; a cancelled order keeps its own id."""
    report = read(Product.SPOT, REPORT)

    assert isinstance(report, ExecutionReport)
    assert report.symbol == "币安人生USDT"
    assert report.status is OrderStatus.CANCELED
    assert report.own_client_order_id == "mine"
    assert report.event_time == report.transaction_time == MOMENT
    assert report.average_price == Decimal("0.5")
    assert report.expiry_reason == 3


def test_every_field_of_a_report_is_read() -> None:
    """No letter of a report as Binance sends it is left out, but one that means nothing."""
    known = {one.encode_name for one in msgspec.structs.fields(ExecutionReport)}

    assert set(REPORT) - known == {"e", "M"}


def test_lists_balances_and_contracts() -> None:
    """Nested parts are models too."""
    members = [{"s": "BTCUSDT", "i": 1, "c": "a"}]
    status = read(
        Product.SPOT,
        {"e": "listStatus", "E": AT, "s": "BTCUSDT", "g": 2, "c": "OCO", "l": "ALL_DONE",
         "L": "ALL_DONE", "r": "NONE", "C": "x", "T": AT, "O": members},
    )  # fmt: skip
    delta = read(Product.SPOT, {"e": "balanceUpdate", "E": AT, "a": "BTC", "d": "-1.5", "T": AT})
    order = read(Product.FUTURES, ORDER)
    change = read(
        Product.COIN_FUTURES,
        {"e": "ACCOUNT_UPDATE", "E": AT, "T": AT, "st": 2,
         "a": {"m": "FUNDING_FEE", "S": "BTCUSD_PERP",
         "B": [{"a": "BTC", "wb": "1", "cw": "1", "bc": "0"}], "P": []}},
    )  # fmt: skip
    algo = read(
        Product.FUTURES,
        {"e": "ALGO_UPDATE", "E": AT, "T": AT, "o": {"caid": "a", "aid": 5, "at": "CONDITIONAL",
         "o": "TRAILING_STOP_MARKET", "s": "BTCUSDT", "S": "BUY", "ps": "BOTH", "f": "GTC",
         "q": "1", "X": "TRIGGERED", "ai": "77", "ia": True}},
    )  # fmt: skip

    assert isinstance(status, ListStatus)
    assert status.orders[0].order_id == 1
    assert isinstance(delta, BalanceUpdate)
    assert delta.delta == Decimal("-1.5")
    assert isinstance(order, OrderTradeUpdate)
    assert order.order.realized_profit == -3
    assert isinstance(change, AccountUpdate)
    assert change.change.symbol == "BTCUSD_PERP"
    assert isinstance(algo, AlgoUpdate)
    assert algo.order is not None
    assert algo.order.order_id == "77"


def test_the_future_is_survived() -> None:
    """Unknown fields pass, unknown words are kept, unknown events keep everything."""
    report = read(Product.SPOT, REPORT | {"X": "FROZEN", "x": "MELTED", "o": "SNOW", "zz": [1]})
    event = read(Product.SPOT, {"e": "moonPhase", "E": AT, "p": 0.5})
    broken = read(Product.SPOT, REPORT | {"i": "twelve"})

    assert (report.status, report.execution_type, report.type) == ("FROZEN", "MELTED", "SNOW")
    assert event == UnknownEvent(
        kind="moonPhase", fields={"e": "moonPhase", "E": AT, "p": Decimal("0.5")}
    )
    assert isinstance(broken, UnknownEvent)
    assert (broken.kind, broken.fields["i"]) == ("executionReport", "twelve")
    assert "twelve" not in broken.problem
    assert "i" in broken.problem


def test_a_listen_key_is_not_printed() -> None:
    """Whoever has the key can listen, so no log shows it."""
    event = read(Product.FUTURES, {"e": "listenKeyExpired", "E": AT, "listenKey": "planted-key"})

    assert isinstance(event, ListenKeyExpired)
    assert event.raw_listen_key == "planted-key"
    assert "planted-key" not in repr(event)


@pytest.mark.parametrize(
    "events", [SpotEvent, FuturesEvent, MarginRiskEvent, PortfolioMarginEvent, OptionsEvent]
)
def test_every_kind_has_a_model(events: Any) -> None:
    """Each model has its own tag and a moment, and no letter stands for two fields."""
    models = get_args(events)
    tags = [model.__struct_config__.tag for model in models]

    assert len(set(tags)) == len(tags)
    for model in models:
        names = [one.encode_name for one in msgspec.structs.fields(model)]
        assert "E" in names
        assert len(set(names)) == len(names)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*"eEscSoxXiTaobBP", "e"]), inner, max_size=6)
    ),
    max_leaves=12,
)
KINDS = st.sampled_from(["executionReport", "ACCOUNT_UPDATE", "ORDER_TRADE_UPDATE", "nothing", ""])


@settings(max_examples=60)
@given(product=st.sampled_from(list(Product)), kind=KINDS, rest=st.dictionaries(
    st.sampled_from(list("EscSoxXiTaobBP")), JSON, max_size=8))  # fmt: skip
def test_no_event_is_an_error(product: Product, kind: str, rest: dict[str, Any]) -> None:
    """Any object is an event: typed where it fits, else kept as it came."""
    event = read(product, rest | {"e": kind})

    if isinstance(event, UnknownEvent):
        assert event.fields == rest | {"e": kind}


@pytest.mark.parametrize("written", [b"", b"[]", b"1", b'{"e":', b"\xff", b"[" * 100_000])
def test_what_is_no_event_is_refused(written: bytes) -> None:
    """What is no JSON object is a `ValueError`, however it is broken."""
    with pytest.raises(ValueError):  # noqa: PT011 -- any will do
        read_event(Product.SPOT, written)
