"""Symbols, prices, orders and trades for the tests of the market commands."""

from datetime import UTC, datetime
from decimal import Decimal

import msgspec

from binance.enums import OrderStatus, OrderType, Side, SymbolStatus, TimeInForce
from binance.models.account import MyTrade, Order
from binance.models.market import SymbolInfo, Ticker24h
from binance.models.model import Timestamp
from bot.services.symbol_catalogue import Catalogue

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
AT = Timestamp(2026, 11, 20, 9, 29, 56, tzinfo=UTC)
D = Decimal


def symbol(
    base: str,
    quote: str = "USDT",
    *,
    tick: str = "0.01",
    step: str = "0.00001",
    status: SymbolStatus = SymbolStatus.TRADING,
) -> SymbolInfo:
    """Give a symbol that allows what most do."""
    filters = [
        {"filterType": "PRICE_FILTER", "minPrice": tick, "maxPrice": "1000000", "tickSize": tick},
        {"filterType": "LOT_SIZE", "minQty": step, "maxQty": "9000", "stepSize": step},
        {"filterType": "NOTIONAL", "minNotional": "5"},
    ]
    return SymbolInfo(
        symbol=base + quote,
        status=status,
        base_asset=base,
        quote_asset=quote,
        order_types=[OrderType.LIMIT, OrderType.MARKET, OrderType.STOP_LOSS_LIMIT],
        oco_allowed=True,
        oto_allowed=True,
        allow_trailing_stop=True,
        raw_permission_sets=msgspec.Raw(b'[["SPOT","MARGIN","TRD_GRP_004"]]'),
        raw_filters=msgspec.Raw(msgspec.json.encode(filters)),
    )


BTC = symbol("BTC")
ETH = symbol("ETH")
SOL = symbol("SOL")
PEPE = symbol("PEPE", tick="0.00000001", step="1")
ETHBTC = symbol("ETH", "BTC", tick="0.00001")
CHINESE = symbol("币安人生", tick="0.0001")
HALTED = symbol("LUNC", status=SymbolStatus.BREAK)
LISTED = (
    BTC,
    ETH,
    SOL,
    PEPE,
    ETHBTC,
    CHINESE,
    HALTED,
    symbol("BNB"),
    symbol("LDO"),
    symbol("DOGE"),
    symbol("SOL", "BTC"),
    symbol("SOL", "USDC"),
    symbol("SOLV"),
    symbol("USDT", "TRY"),
    symbol("１２３４５６"),
)


def catalogue() -> Catalogue:
    """Give the list of the symbols above."""
    return Catalogue(LISTED, NOW)


def ticker(info: SymbolInfo, last: str, change: str = "2.14") -> Ticker24h:
    """Give a 24-hour ticker between 0.97 and 1.01 of the last price."""
    price, percent = D(last), D(change)
    opening = price / (1 + percent / 100)
    return Ticker24h(
        symbol=info.symbol,
        price_change=price - opening,
        price_change_percent=percent,
        weighted_avg_price=price,
        prev_close_price=opening,
        last_price=price,
        last_qty=D(1),
        bid_price=price - (info.tick_size or 0),
        bid_qty=D(1),
        ask_price=price,
        ask_qty=D(1),
        open_price=opening,
        high_price=price * D("1.01"),
        low_price=price * D("0.97"),
        volume=D(19710),
        quote_volume=D("1923456789.12"),
        open_time=AT,
        close_time=AT,
        first_id=1,
        last_id=99,
        count=99,
    )


def order(number: int, info: SymbolInfo, side: Side, price: str, **changes: object) -> Order:
    """Give an open order; later numbers are younger."""
    plain = Order(
        symbol=info.symbol,
        order_id=number,
        client_order_id=f"id{number}",
        price=D(price),
        orig_qty=D("4.2"),
        executed_qty=D(0),
        cummulative_quote_qty=D(0),
        status=OrderStatus.NEW,
        time_in_force=TimeInForce.GTC,
        type=OrderType.LIMIT,
        side=side,
        time=Timestamp(2026, 11, 20, 8, number, tzinfo=UTC),
        update_time=AT,
        is_working=True,
    )
    return msgspec.structs.replace(plain, **changes)


def trade(number: int, info: SymbolInfo, price: str, *, buyer: bool, maker: bool) -> MyTrade:
    """Give a trade of 4.2; later numbers are younger."""
    return MyTrade(
        symbol=info.symbol,
        id=number,
        order_id=number,
        price=D(price),
        qty=D("4.2"),
        quote_qty=D("4.2") * D(price),
        commission=D("0.00066"),
        commission_asset="BNB",
        time=Timestamp(2026, 11, 20, 7, number, tzinfo=UTC),
        is_buyer=buyer,
        is_maker=maker,
    )
