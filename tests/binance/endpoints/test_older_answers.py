"""Answers as they were years ago, and as they may be tomorrow: still read."""

from decimal import Decimal
from typing import Any

import pytest

from binance.exceptions import UnreadableAnswer
from binance.models.account import Account, Order
from binance.models.contracts import FuturesExchangeInfo
from binance.models.futures_account import PositionRiskV2
from binance.models.futures_orders import ContractReport
from binance.models.futures_settings import Bracket, Income
from binance.models.index import Basis, FundingRate, OpenInterestAt
from binance.models.margin import MarginAccount
from binance.models.margin_orders import MarginCancelledOrder
from binance.models.market import ExchangeInfo
from binance.models.model import decoder_of
from binance.models.orders import Cancelled, Commission, PlacedOrder
from tests.binance.conftest import OpenClient
from tests.binance.endpoints.example import Arguments
from tests.binance.scripted_server import Answer, ScriptedServer

OLD: list[tuple[Any, bytes]] = [
    (
        # 2018: no self-trade prevention, no working time, no list.
        Order,
        (b'{"symbol": "LTCBTC", "orderId": 1, "clientOrderId": "a", "price": "0.1",'
        b' "origQty": "1.0", "executedQty": "0.0", "cummulativeQuoteQty": "-1", "status": "NEW",'
        b' "timeInForce": "GTC", "type": "LIMIT", "side": "BUY", "stopPrice": "0.0",'
        b' "icebergQty": "0.0", "time": 1499827319559, "updateTime": 1499827319559,'
        b' "isWorking": true}'),
    ),
    (
        # 2018: an account without rates and uid.
        Account,
        (b'{"makerCommission": 15, "canTrade": true, "canWithdraw": true, "canDeposit": true,'
        b' "updateTime": 123456789, "accountType": "SPOT", "balances": []}'),
    ),
    (
        # ACK: the least an order answers.
        PlacedOrder,
        (b'{"symbol": "BTCUSDT", "orderId": 28, "orderListId": -1, "clientOrderId": "x",'
        b' "transactTime": 1507725176595}'),
    ),
    (
        # Before 2025 there was no special commission.
        Commission,
        (b'{"symbol": "BTCUSDT", "standardCommission": {"maker": "0.1", "taker": "0.1",'
        b' "buyer": "0", "seller": "0"}, "taxCommission": {"maker": "0", "taker": "0",'
        b' "buyer": "0", "seller": "0"}, "discount": {"enabledForAccount": true,'
        b' "enabledForSymbol": true, "discountAsset": "BNB", "discount": "0.75"}}'),
    ),
    # Before 2023-10 funding payments came without a mark price, or with an empty one.
    (FundingRate, b'{"symbol": "X", "fundingRate": "0.0001", "fundingTime": 1}'),
    (FundingRate, b'{"symbol": "X", "fundingRate": "0.0001", "fundingTime": 1, "markPrice": ""}'),
    (
        OpenInterestAt,
        b'{"symbol": "X", "sumOpenInterest": "1", "sumOpenInterestValue": "2", "timestamp": 1}',
    ),
    (
        # A perpetual has no annual rate; a kind of contract nobody knows is kept.
        Basis,
        (b'{"pair": "X", "contractType": "NOVEL", "indexPrice": "1", "futuresPrice": "1",'
        b' "basis": "0", "basisRate": "0", "annualizedBasisRate": "", "timestamp": 1}'),
    ),
    (
        # 2019: a cross account without levels of collateral.
        MarginAccount,
        (b'{"borrowEnabled": true, "marginLevel": "11.64", "totalAssetOfBtc": "6.8",'
        b' "totalLiabilityOfBtc": "0.58", "totalNetAssetOfBtc": "6.2", "tradeEnabled": true,'
        b' "transferEnabled": true, "userAssets": []}'),
    ),
    (
        # The id as text, as margin sometimes writes it.
        MarginCancelledOrder,
        (b'{"symbol": "LTCBTC", "isIsolated": true, "orderId": "28", "origClientOrderId": "a",'
        b' "clientOrderId": "b", "price": "1.00", "origQty": "10.0", "status": "CANCELED"}'),
    ),
    (ExchangeInfo, (b'{"symbols": [{"symbol": "X", "status": "NOVEL", "baseAsset": "A",'
                   b' "quoteAsset": "B", "orderTypes": ["NOVEL"]}]}')),
    (FuturesExchangeInfo, b"{}"),
    (
        # Until 2026-06-30 placing told the average price; before 2023 there was no price match.
        ContractReport,
        (b'{"clientOrderId": "a", "cumQty": "0", "cumQuote": "0", "executedQty": "0",'
        b' "orderId": 22542179, "avgPrice": "0.00000", "origQty": "10", "price": "0",'
        b' "reduceOnly": false, "side": "BUY", "positionSide": "SHORT", "status": "NEW",'
        b' "stopPrice": "9300", "closePosition": false, "symbol": "BTCUSDT",'
        b' "timeInForce": "GTC", "type": "TRAILING_STOP_MARKET",'
        b' "origType": "TRAILING_STOP_MARKET", "activatePrice": "9020", "priceRate": "0.3",'
        b' "updateTime": 1566818724722, "workingType": "CONTRACT_PRICE", "priceProtect": false}'),
    ),
    (
        # COIN-M wrote ids of income as text.
        Income,
        (b'{"symbol": "", "incomeType": "TRANSFER", "income": "-0.375", "asset": "BTC",'
        b' "info": "WITHDRAW", "time": 1570608000000, "tranId": "9689322392", "tradeId": ""}'),
    ),
    (
        # 2021: positions without a break-even price.
        PositionRiskV2,
        (b'{"entryPrice": "0.0", "marginType": "isolated", "isAutoAddMargin": "false",'
        b' "isolatedMargin": "0.0", "leverage": "10", "liquidationPrice": "0", "markPrice": "6.7",'
        b' "maxNotionalValue": "20000000", "positionAmt": "0.000", "notional": "0",'
        b' "isolatedWallet": "0", "symbol": "BTCUSDT", "unRealizedProfit": "0.0",'
        b' "positionSide": "BOTH", "updateTime": 0}'),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("model", "body"), OLD, ids=lambda one: getattr(one, "__name__", ""))
def test_older_answer_is_read(model: Any, body: bytes) -> None:
    """What was added since has a default; words nobody knows are kept."""
    assert isinstance(decoder_of(model).decode(body), model)


def test_brackets_under_either_name() -> None:
    """The bounds of a bracket are found whatever they are called."""
    read = decoder_of(list[Bracket]).decode
    usual = b'"bracket": 1, "initialLeverage": 75, "maintMarginRatio": 0.0065, "cum": 0'
    usd, coin, spelt = read(
        b'[{%s, "notionalCap": 10000, "notionalFloor": 0},'
        b' {%s, "qtyCap": 50, "qtyFloor": 1}, {%s, "qtyCap": 50, "qtylFloor": 2}]'
        % (usual, usual, usual)
    )

    assert [(one.cap, one.floor) for one in (usd, coin, spelt)] == [(10000, 0), (50, 1), (50, 2)]
    assert str(usd.maint_margin_ratio) == "0.0065"


def test_same_digits_arrive() -> None:
    """Amounts keep every digit, trailing zeros too; a number without quotes is exact as well."""
    read = decoder_of(FundingRate).decode
    rates: list[FundingRate] = [
        read(b'{"symbol": "X", "fundingTime": 1, "fundingRate": %s, "markPrice": "1.500"}' % sent)
        for sent in (b'"0.00010000"', b"0.1000000000000000055511151231257827")
    ]

    assert [str(one.funding_rate) for one in rates] == [
        "0.00010000",
        "0.1000000000000000055511151231257827",
    ]
    assert str(rates[0].mark_price) == "1.500"


def test_cancelled_list_among_orders() -> None:
    """Cancelling all of a symbol gives orders and lists in one answer."""
    read = decoder_of(list[Cancelled]).decode
    order, whole = read(
        b'[{"symbol": "X", "orderId": 1, "orderListId": -1, "clientOrderId": "c",'
        b' "origClientOrderId": "o", "origQty": "1", "executedQty": "0", "status": "CANCELED"},'
        b' {"orderListId": 7, "contingencyType": "OCO", "listClientOrderId": "l", "symbol": "X",'
        b' "orderReports": [{"symbol": "X", "orderId": 2, "clientOrderId": "d"}]}]'
    )

    assert (order.order_id, order.orig_qty) == (1, Decimal(1))
    assert (whole.order_id, whole.order_list_id) == (None, 7)
    assert [one.order_id for one in whole.order_reports] == [2]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ('{"symbol": "X", "price": "ten"}', "price"),
        ('{"symbol": "X"}', "price"),
        ('{"symbol": 5, "price": "1"}', "symbol"),
        ("[]", ""),
        ("", ""),
    ],
)
async def test_other_shape_is_a_typed_error(
    open_client: OpenClient, server: ScriptedServer, body: str, field: str
) -> None:
    """A body of another shape, and an empty one, is an error that names endpoint and field."""
    arguments: Arguments = {"symbol": "X"}
    server.script(*[Answer(body)] * 3)
    async with open_client() as client:
        with pytest.raises(UnreadableAnswer) as refused:
            await client.spot.ticker_price(**arguments)

    assert refused.value.endpoint == "GET /api/v3/ticker/price"
    assert field in str(refused.value)
