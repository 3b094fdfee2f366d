"""Models: what an answer may look like and still be read."""

import importlib
import inspect
import pkgutil
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from binance import models
from binance.client import BinanceClient
from binance.enums import OrderStatus, SymbolStatus
from binance.exceptions import (
    FilterFailure,
    IpBanned,
    KeyRejected,
    TooManyRequests,
    UnreadableAnswer,
)
from binance.models.futures import PremiumIndex
from binance.models.market import ExchangeInfo, Kline, ServerTime, SymbolInfo
from binance.models.model import Model, decoder_of
from binance.public.spot import SpotMarket
from binance.request.error_mapping import error_of
from binance.request.request import Response
from tests.binance.scripted_server import Answer, ScriptedServer

MODELS = [
    kind
    for module in pkgutil.iter_modules(models.__path__, "binance.models.")
    for _, kind in inspect.getmembers(importlib.import_module(module.name), inspect.isclass)
    if issubclass(kind, Model) and kind is not Model and kind.__module__ == module.name
]
SYMBOL = b"""{"symbols": [{"symbol": "X", "status": "%s", "baseAsset": "A", "quoteAsset": "B",
    "novelty": {"a": 1}, "filters": [
    {"filterType": "NOVELTY", "a": []},
    {"filterType": "PRICE_FILTER", "minPrice": "0.01", "maxPrice": "9", "tickSize": "0.0100"},
    {"filterType": "LOT_SIZE", "minQty": "0", "maxQty": "9", "stepSize": "0.00000000"},
    {"filterType": "NOTIONAL", "minNotional": "5.00", "applyMinToMarket": true}]}]}"""


def symbol(status: bytes = b"TRADING") -> SymbolInfo:
    """Read a symbol with this status."""
    info: ExchangeInfo = decoder_of(ExchangeInfo).decode(SYMBOL % status)
    return info.symbols[0]


def test_models_are_frozen_and_by_keyword() -> None:
    """Nobody changes an answer, and no argument is mistaken for another."""
    kinds = {
        model.__name__: {one.kind for one in inspect.signature(model).parameters.values()}
        for model in MODELS
    }

    assert MODELS
    assert [model.__name__ for model in MODELS if not model.__struct_config__.frozen] == []
    assert [name for name, by in kinds.items() if by - {inspect.Parameter.KEYWORD_ONLY}] == []


def test_unknown_words_and_fields_pass() -> None:
    """A status Binance adds tomorrow is kept as it is and equals no other."""
    novel = symbol(b"SLEEPING").status

    assert novel == "SLEEPING"
    assert novel is not SymbolStatus.HALT
    assert str(novel) == "SLEEPING"
    assert symbol().status is SymbolStatus.TRADING
    with pytest.raises(ValueError, match="5"):
        OrderStatus(5)  # type: ignore[arg-type] # what is not a word at all


def test_filters_are_read_on_request() -> None:
    """Tick, step and least notional; a filter with zero is off, an unknown one is no matter."""
    info = symbol()

    assert info.tick_size == Decimal("0.01")
    assert info.step_size is None
    assert info.min_notional == Decimal(5)
    assert info.filters[0].filter_type == "NOVELTY"
    bare = msgspec.structs.replace(info, raw_filters=msgspec.Raw(b"[]"))
    assert (bare.tick_size, bare.min_notional) == (None, None)


def test_contracts_without_funding() -> None:
    """Delivery contracts have no funding rate: an empty text is none."""
    read = decoder_of(PremiumIndex).decode
    common = (
        b'{"symbol": "X", "markPrice": "1", "indexPrice": "1", "estimatedSettlePrice": "1",'
        b' "nextFundingTime": 0, "time": 1795132800000, "lastFundingRate": "%s",'
        b' "interestRate": "%s"}'
    )
    perpetual: PremiumIndex = read(common % (b"0.0001", b"0.0003"))
    delivery: PremiumIndex = read(common % (b"", b""))

    assert (perpetual.last_funding_rate, perpetual.interest_rate) == (
        Decimal("0.0001"),
        Decimal("0.0003"),
    )
    assert (delivery.last_funding_rate, delivery.interest_rate) == (None, None)


def test_candle_is_read_from_its_array() -> None:
    """The eleven values of a candle have names; the twelfth is ignored."""
    wire = b'[1795132800000,"1","4","0.5","2","10",1795132859999,"20",7,"6","12","0"]'
    candle: Kline = decoder_of(Kline).decode(wire)

    assert candle.open_time == datetime(2026, 11, 20, tzinfo=UTC)
    assert (candle.low, candle.high, candle.trades) == (Decimal("0.5"), Decimal(4), 7)


@given(st.integers(0, 4_102_444_800_000))
def test_times_are_exact(milliseconds: int) -> None:
    """Any moment until the year 2100 is read to the millisecond, aware and in UTC."""
    read: ServerTime = decoder_of(ServerTime).decode(b'{"serverTime": %d}' % milliseconds)
    difference = read.server_time - datetime(1970, 1, 1, tzinfo=UTC)

    assert difference.total_seconds() * 1000 == pytest.approx(milliseconds, abs=0.01)
    assert read.server_time.tzinfo is UTC


def test_microseconds_are_told_from_milliseconds() -> None:
    """Where Binance writes microseconds, the moment is the same."""
    read = decoder_of(ServerTime).decode
    fine: ServerTime = read(b'{"serverTime": 1795132800123456}')
    coarse: ServerTime = read(b'{"serverTime": 1795132800123}')

    assert fine.server_time == datetime(2026, 11, 20, 0, 0, 0, 123456, tzinfo=UTC)
    assert coarse.server_time == datetime(2026, 11, 20, 0, 0, 0, 123000, tzinfo=UTC)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists))
def test_any_json_is_read_or_refused(value: Any) -> None:
    """Whatever JSON comes, reading it ends in a value or in msgspec's own error."""
    body = msgspec.json.encode({"serverTime": value})
    try:
        read = decoder_of(ServerTime).decode(body)
    except msgspec.MsgspecError:
        return

    assert isinstance(read, ServerTime)


async def test_error_inside_a_200(client: BinanceClient, server: ScriptedServer) -> None:
    """Some errors of /sapi come with 200: a negative code counts as one."""
    server.script(Answer('{"code": -2015, "msg": "Invalid API-key"}'))
    with pytest.raises(KeyRejected):
        await client.system.status()
    server.otherwise = lambda _: Answer('{"code": 0, "msg": "success"}')
    with pytest.raises(UnreadableAnswer):
        await client.spot.time()


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (418, b"", IpBanned),
        (429, b"<html>", TooManyRequests),
        (400, b'{"code": -1003, "msg": "Too many"}', TooManyRequests),
        (302, b"", UnreadableAnswer),
        (204, b"", UnreadableAnswer),
        (400, b'{"code": -1013, "msg": "Filter failure: X"}', FilterFailure),
    ],
)
def test_status_and_code(status: int, body: bytes, kind: type[Exception]) -> None:
    """Limits, redirects and refusals are told apart by status first, then by number."""
    endpoint = SpotMarket.ping.declaration.endpoint  # type: ignore[attr-defined] # set by `endpoint`

    assert type(error_of(Response(status, {}, body), endpoint, 0.0)) is kind
