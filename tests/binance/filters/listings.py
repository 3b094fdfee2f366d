"""Symbols, contracts and drafts for the tests of filters."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import msgspec

from binance.enums import OrderType, Side, SymbolStatus, TimeInForce
from binance.filters import Market, OrderDraft, Prepared, Standing, prepare
from binance.models.contracts import ContractInfo
from binance.models.market import MyFilters, SymbolInfo

D = Decimal
_UNREAD = {
    "permission_sets": "raw_permission_sets",
    "allowed_self_trade_prevention_modes": "raw_prevention_modes",
}
PRICE = {"filterType": "PRICE_FILTER", "minPrice": "0.01", "maxPrice": "100000", "tickSize": "0.01"}
LOT = {"filterType": "LOT_SIZE", "minQty": "0.001", "maxQty": "9000", "stepSize": "0.001"}
MARKET_LOT = {"filterType": "MARKET_LOT_SIZE", "minQty": "0", "maxQty": "50", "stepSize": "0"}
CONTRACT_PRICE = PRICE | {"minPrice": "0.05", "tickSize": "0.10"}
CONTRACT_LOT = LOT | {"minQty": "0.003", "stepSize": "0.002"}


def raw(*filters: object) -> msgspec.Raw:
    """Write filters as exchangeInfo sends them."""
    return msgspec.Raw(msgspec.json.encode(filters))


def symbol(*filters: object, **more: Any) -> SymbolInfo:
    """Make a spot symbol that allows everything, with these filters."""
    own: dict[str, Any] = {
        "symbol": "BTCUSDT",
        "status": SymbolStatus.TRADING,
        "base_asset": "BTC",
        "quote_asset": "USDT",
        "iceberg_allowed": True,
        "oco_allowed": True,
        "oto_allowed": True,
        "opo_allowed": True,
        "quote_order_qty_market_allowed": True,
        "allow_trailing_stop": True,
        "cancel_replace_allowed": True,
        "amend_allowed": True,
        "peg_instructions_allowed": True,
    }
    for name, raw_name in _UNREAD.items():
        if name in more:
            own[raw_name] = raw(*more.pop(name))
    return SymbolInfo(**own | more, raw_filters=raw(*filters))


def contract(*filters: object, **more: Any) -> ContractInfo:
    """Make a USDⓈ-M contract with these filters."""
    own: dict[str, Any] = {
        "symbol": "BTCUSDT",
        "pair": "BTCUSDT",
        "contract_type": "PERPETUAL",
        "base_asset": "BTC",
        "quote_asset": "USDT",
        "margin_asset": "USDT",
        "price_precision": 2,
        "quantity_precision": 3,
        "status": SymbolStatus.TRADING,
    }
    return ContractInfo(**own | more, raw_filters=raw(*filters))


def limit(info: SymbolInfo | ContractInfo, **more: Any) -> OrderDraft:
    """Make a LIMIT BUY of 1 at 100, changed as told."""
    own: dict[str, Any] = {
        "side": Side.BUY,
        "type": OrderType.LIMIT,
        "time_in_force": TimeInForce.GTC,
        "quantity": D(1),
        "price": D(100),
    }
    return OrderDraft(symbol=info, **own | more)


def market(info: SymbolInfo | ContractInfo, **more: Any) -> OrderDraft:
    """Make a MARKET BUY, changed as told."""
    own: dict[str, Any] = {"side": Side.BUY, "type": OrderType.MARKET}
    return OrderDraft(symbol=info, **own | more)


def stop(info: SymbolInfo | ContractInfo, **more: Any) -> OrderDraft:
    """Make a STOP_LOSS SELL of 1 at 90, changed as told."""
    own: dict[str, Any] = {
        "side": Side.SELL,
        "type": OrderType.STOP_LOSS,
        "quantity": D(1),
        "stop_price": D(90),
    }
    return OrderDraft(symbol=info, **own | more)


def mine(**lists: Sequence[object]) -> Standing:
    """Make the standing of an account with filters of its own."""
    return Standing(filters=MyFilters(**{name: raw(*filters) for name, filters in lists.items()}))


def broken(prepared: Prepared) -> list[tuple[str, str, str | None]]:
    """Give rule, kind and nearest value of each problem."""
    return [
        (one.rule, one.kind.name, None if one.nearest is None else str(one.nearest))
        for one in prepared.problems
    ]


def rules_broken(draft: OrderDraft, at: Market | None = None) -> set[str]:
    """Give the names of the rules a draft breaks."""
    return {one.rule for one in prepare(draft, at or Market()).problems}
