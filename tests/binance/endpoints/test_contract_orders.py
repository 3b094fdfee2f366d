"""Contracts over the pretend exchange: what the typed answers and errors tell."""

from datetime import UTC
from decimal import Decimal

import pytest

from binance.client import BinanceAccount, BinanceClient
from binance.credentials import Credentials, KeyType
from binance.enums import OrderResponse, OrderStatus, OrderType, Side, TimeInForce
from binance.exceptions import (
    BinanceError,
    CancelRejected,
    ConnectionLost,
    DuplicateOrder,
    FilterFailure,
    InsufficientBalance,
    NothingToChange,
    OrderNotFound,
    OrderRejected,
    ParameterRejected,
    ServerFault,
    UnknownSymbol,
)
from binance.futures_enums import AlgoStatus, IncomeType, MarginMode, PositionSide
from binance.models.futures_batches import NewContractOrder
from binance.models.futures_orders import ContractReport
from binance.models.futures_settings import AdlQuantile
from binance.models.model import decoder_of
from sandbox.exchange import Exchange
from sandbox.exchange.people import give_contracts
from tests.binance.endpoints.example import Arguments

WAITING: Arguments = {
    "symbol": "BTCUSDT",
    "side": Side.BUY,
    "type": OrderType.LIMIT,
    "quantity": Decimal("0.01"),
    "price": Decimal(60_000),
    "time_in_force": TimeInForce.GTC,
}
STOP: Arguments = {
    "symbol": "BTCUSDT",
    "side": Side.SELL,
    "type": OrderType.STOP_MARKET,
    "quantity": Decimal("0.01"),
    "trigger_price": Decimal(66_000),
}
RESULT = OrderResponse.RESULT


@pytest.fixture
def account(binance: BinanceClient, exchange: Exchange) -> BinanceAccount:
    """Give the trader's account with a key that may trade contracts."""
    key = exchange.create_key("trader", enable_futures=True)
    return binance.account(Credentials(key.api_key, key.secret or "", KeyType.HMAC))


async def test_life_of_an_order(account: BinanceAccount, exchange: Exchange) -> None:
    """Placed, changed, found, filled when the price comes by, with its trade and its income."""
    placed = await account.futures.new_order(**WAITING, new_client_order_id="a.b:/life")
    changed = await account.futures.modify_order(
        "BTCUSDT",
        Side.BUY,
        Decimal("0.02"),
        Decimal(66_000),
        orig_client_order_id="a.b:/life",
        modify_id=3,
    )
    (history,) = await account.futures.order_amendments("BTCUSDT", placed.order_id)
    exchange.set_price("BTCUSDT", "65900")
    found = await account.futures.order("BTCUSDT", orig_client_order_id="a.b:/life")
    (trade,) = await account.futures.my_trades("BTCUSDT")
    (fee,) = await account.futures.income(income_type=IncomeType.COMMISSION)

    assert (placed.status, placed.avg_price) == (OrderStatus.NEW, None)
    assert (changed.price, changed.orig_qty) == (Decimal(66_000), Decimal("0.02"))
    assert (history.modify_id, history.amendment.price.before) == (3, Decimal(60_000))
    assert (found.status, found.avg_price) == (OrderStatus.FILLED, Decimal(66_000))
    assert found.time.tzinfo is UTC
    assert found.good_till_date is None
    assert (trade.order_id, trade.maker, trade.qty) == (placed.order_id, True, Decimal("0.02"))
    assert (fee.income, fee.trade_id) == (-trade.commission, trade.id)


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"quantity": Decimal(10)}, InsufficientBalance),
        ({"price": Decimal("60000.01")}, ParameterRejected),
        ({"price": Decimal(90_000)}, FilterFailure),
        ({"new_client_order_id": "twice"}, DuplicateOrder),
        ({"new_client_order_id": "x" * 37}, ParameterRejected),
        ({"type": OrderType.STOP_MARKET}, OrderRejected),
        ({"reduce_only": True}, OrderRejected),
        ({"position_side": PositionSide.LONG}, OrderRejected),
        ({"price": Decimal(67_500), "time_in_force": TimeInForce.GTX}, OrderRejected),
        ({"symbol": "NOUSDT"}, UnknownSymbol),
    ],
    ids=str,
)
async def test_refused_order(
    account: BinanceAccount, changed: Arguments, kind: type[BinanceError]
) -> None:
    """Each refusal has its class, and none leaves the outcome open."""
    await account.futures.new_order(**WAITING, new_client_order_id="twice")
    with pytest.raises(kind) as refused:
        await account.futures.new_order(**WAITING | changed)

    assert not refused.value.outcome_unknown


LOST: list[tuple[str, Arguments, type[BinanceError]]] = [
    ("reset", {}, ConnectionLost),
    ("error", {"status": 500, "code": -1000}, ServerFault),
]


@pytest.mark.parametrize(("kind", "options", "error"), LOST)
async def test_lost_answer(
    account: BinanceAccount,
    exchange: Exchange,
    kind: str,
    options: Arguments,
    error: type[BinanceError],
) -> None:
    """An order whose answer is lost is sent once; its client id tells what became of it."""
    exchange.faults.inject("/fapi/v1/*rder", kind, times=2, method="POST", executed=True, **options)
    with pytest.raises(error) as plain:
        await account.futures.new_order(**WAITING, new_client_order_id="once")
    with pytest.raises(error) as conditional:
        await account.futures.new_algo_order(**STOP, client_algo_id="once")
    order = await account.futures.order("BTCUSDT", orig_client_order_id="once")
    algo = await account.futures.algo_order(client_algo_id="once")

    assert plain.value.outcome_unknown
    assert conditional.value.outcome_unknown
    assert len(exchange.venue.ledger.of("/fapi/v1/*rder", "POST")) == 2
    assert (order.status, algo.algo_status) == (OrderStatus.NEW, AlgoStatus.NEW)


async def test_batch(account: BinanceAccount) -> None:
    """Each order of a batch is answered for itself: an order or a refusal."""
    orders = [NewContractOrder(**WAITING | one) for one in ({}, {"price": Decimal("0.5")})]
    good, bad = await account.futures.new_orders(orders)
    gone = await account.futures.cancel_orders("BTCUSDT", [good.order_id or 0, 7])

    assert (good.code, good.status, good.price) == (None, OrderStatus.NEW, Decimal(60_000))
    assert (bad.code, bad.order_id, bad.outcome_unknown) == (-4164, None, False)
    assert [(one.code, one.status) for one in gone] == [
        (None, OrderStatus.CANCELED),
        (-2011, None),
    ]


async def test_conditional_order(account: BinanceAccount, exchange: Exchange) -> None:
    """It waits apart from the book, and tells the order it became."""
    placed = await account.futures.new_algo_order(**STOP)
    apart = await account.futures.open_orders("BTCUSDT")
    (waiting,) = await account.futures.open_algo_orders("BTCUSDT")
    exchange.set_price("BTCUSDT", "65900")
    done = await account.futures.algo_order(placed.algo_id)
    order = await account.futures.order("BTCUSDT", done.actual_order_id)
    with pytest.raises(CancelRejected):
        await account.futures.cancel_algo_order(placed.algo_id)
    with pytest.raises(OrderRejected):
        await account.futures.new_algo_order(**STOP)

    assert apart == []
    assert (waiting.algo_status, waiting.trigger_time) == (AlgoStatus.NEW, None)
    assert waiting.actual_order_id is None
    assert done.algo_status is AlgoStatus.FINISHED
    assert done.trigger_time is not None
    assert (order.orig_type, order.executed_qty) == (OrderType.STOP_MARKET, Decimal("0.01"))
    assert done.actual_price == order.avg_price


async def test_trailing_stop(account: BinanceAccount) -> None:
    """What only a trailing stop has is a number there and None elsewhere."""
    trailing = await account.futures.new_algo_order(
        "BTCUSDT",
        Side.SELL,
        OrderType.TRAILING_STOP_MARKET,
        quantity=Decimal("0.01"),
        callback_rate=Decimal("0.5"),
        activate_price=Decimal(69_000),
    )
    plain = await account.futures.new_algo_order(**STOP)

    assert (trailing.callback_rate, trailing.activate_price) == (Decimal("0.5"), Decimal(69_000))
    assert (plain.callback_rate, plain.activate_price) == (None, None)


async def test_coin_contracts(account: BinanceAccount, exchange: Exchange) -> None:
    """COIN-M counts contracts and settles in the coin."""
    bought = await account.coin_futures.new_order(
        "BTCUSD_PERP",
        Side.BUY,
        OrderType.MARKET,
        Decimal(8),
        new_order_resp_type=RESULT,
    )
    (trade,) = await account.coin_futures.my_trades("BTCUSD_PERP")
    (held,) = [one for one in await account.coin_futures.positions() if one.position_amt]
    exchange.accounts["trader"].coin_futures.positions.clear()
    with pytest.raises(OrderNotFound):
        await account.coin_futures.order("BTCUSD_PERP", orig_client_order_id="never")

    assert (bought.status, bought.pair) == (OrderStatus.FILLED, "BTCUSD")
    assert (trade.commission_asset, trade.quote_qty) == ("BTC", None)
    assert trade.base_qty == (8 * 100 / trade.price).quantize(Decimal("1E-8"), "ROUND_DOWN")
    assert (held.symbol, held.position_amt, held.leverage) == ("BTCUSD_PERP", Decimal(20), 10)


async def test_settings(account: BinanceAccount, exchange: Exchange) -> None:
    """What is so already is no failure of its own kind; one position mode holds for both."""
    with pytest.raises(NothingToChange):
        await account.futures.set_position_mode(dual_side_position=False)
    with pytest.raises(NothingToChange):
        await account.futures.set_margin_type("BTCUSDT", MarginMode.CROSSED)
    with pytest.raises(NothingToChange):
        await account.futures.set_assets_mode(multi_assets_margin=False)
    give_contracts(exchange.accounts["trader"], 0)
    for wallet in (exchange.accounts["trader"].futures, exchange.accounts["trader"].coin_futures):
        wallet.positions.clear()
    await account.coin_futures.set_position_mode(dual_side_position=True)
    set_ = await account.futures.set_leverage("BTCUSDT", 25)
    (config,) = await account.futures.symbol_config("BTCUSDT")

    assert (await account.futures.position_mode()).dual_side_position
    assert (set_.leverage, config.leverage) == (25, 25)
    assert config.margin_type is MarginMode.CROSSED


def test_words_nobody_knows_are_kept() -> None:
    """New words and fields break nothing; what older answers lack has a default."""
    body = (
        b'{"symbol": "X", "orderId": 1, "clientOrderId": "a", "status": "NOVEL", "side": "BUY",'
        b' "type": "NOVEL", "price": "0.10", "origQty": "1", "executedQty": "0",'
        b' "timeInForce": "NOVEL", "updateTime": 1, "positionSide": "UP", "novelty": {}}'
    )
    report: ContractReport = decoder_of(ContractReport).decode(body)
    ranks: AdlQuantile = decoder_of(AdlQuantile).decode(
        b'{"symbol": "X", "adlQuantile": {"LONG": 3, "SHORT": 3, "HEDGE": 0}}'
    )

    assert (report.status, report.position_side, report.type) == ("NOVEL", "UP", "NOVEL")
    assert str(report.price) == "0.10"
    assert (ranks.adl_quantile.long, ranks.adl_quantile.both) == (3, 0)
