"""Filters, orders and facts as hypothesis draws them: likely ones and hostile ones."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from binance.enums import OrderType, Side, TimeInForce
from binance.filters import Market, OpenOrders, OrderDraft, Purpose, Standing
from binance.models.contracts import ContractInfo
from binance.models.market import SymbolInfo
from tests.binance.filters.listings import contract, mine, symbol

STEPS = st.sampled_from(["0.00001", "0.001", "0.01", "0.5", "1", "10", "0.0025", "3", "0"])
SMALL = st.decimals("0", "1000", places=5).map(str)
LIKELY = st.decimals("0.00000001", "10000000", places=8)
HOSTILE = st.one_of(
    st.decimals(),
    st.sampled_from(
        [Decimal(text) for text in ("1E-30", "1E+12", "1E+999999", "-0", "sNaN", "-1E-999999")]
    ),
    st.decimals(allow_nan=False, allow_infinity=False, places=30, min_value=0, max_value=10**12),
)
NUMBERS_SENT = st.one_of(HOSTILE.map(str), st.integers(-(10**30), 10**30), st.just(None))

NUMBERS_OF_FILTERS = """
minPrice maxPrice tickSize minQty maxQty stepSize multiplierUp multiplierDown bidMultiplierUp
bidMultiplierDown askMultiplierUp askMultiplierDown avgPriceMins minNotional maxNotional notional
limit maxNumOrders maxNumAlgoOrders maxNumIcebergOrders maxNumOrderLists maxNumOrderAmends
maxPosition minTrailingAboveDelta maxTrailingAboveDelta minTrailingBelowDelta
maxTrailingBelowDelta asset applyToMarket
"""
NAMES = """
PRICE_FILTER LOT_SIZE MARKET_LOT_SIZE PERCENT_PRICE PERCENT_PRICE_BY_SIDE MIN_NOTIONAL NOTIONAL
ICEBERG_PARTS TRAILING_DELTA MAX_NUM_ORDERS MAX_NUM_ALGO_ORDERS MAX_POSITION
MAX_NUM_ICEBERG_ORDERS MAX_NUM_ORDER_LISTS MAX_NUM_ORDER_AMENDS MAX_ASSET NOVELTY
"""


@st.composite
def likely_listings(draw: st.DrawFn) -> SymbolInfo | ContractInfo:
    """Draw a symbol or contract with bounds and steps that leave room."""
    prices = {"minPrice": draw(SMALL), "maxPrice": "20000000", "tickSize": draw(STEPS)}
    lots = {"minQty": draw(SMALL), "maxQty": "20000000", "stepSize": draw(STEPS)}
    market_lots = {"minQty": "0", "maxQty": draw(SMALL), "stepSize": draw(STEPS)}
    filters = (
        {"filterType": "PRICE_FILTER", **prices},
        {"filterType": "LOT_SIZE", **lots},
        {"filterType": "MARKET_LOT_SIZE", **market_lots},
    )
    if draw(st.booleans()):
        return symbol(*filters)
    return contract(*filters, price_precision=8, quantity_precision=8)


@st.composite
def hostile_listings(draw: st.DrawFn) -> SymbolInfo | ContractInfo:
    """Draw a symbol or contract with any filters whatever."""
    values = st.dictionaries(st.sampled_from(NUMBERS_OF_FILTERS.split()), NUMBERS_SENT)
    filters: Any = draw(
        st.lists(
            st.one_of(
                st.builds(
                    lambda name, own: {"filterType": name, **own},
                    st.sampled_from(NAMES.split()),
                    values,
                ),
                st.none(),
                st.text(),
            ),
            max_size=8,
        )
    )
    return symbol(*filters) if draw(st.booleans()) else contract(*filters)


@st.composite
def drafts(draw: st.DrawFn, listings: Any, numbers: Any) -> OrderDraft:
    """Draw an order of any type with any parts."""
    maybe = st.one_of(st.none(), numbers)
    return OrderDraft(
        symbol=draw(listings),
        side=draw(st.sampled_from(list(Side))),
        type=draw(st.sampled_from([*OrderType, OrderType("NOVEL")])),
        quantity=draw(maybe),
        quote_quantity=draw(maybe),
        price=draw(maybe),
        stop_price=draw(maybe),
        iceberg_qty=draw(maybe),
        callback_rate=draw(maybe),
        trailing_delta=draw(st.one_of(st.none(), st.integers())),
        time_in_force=draw(st.one_of(st.none(), st.sampled_from(list(TimeInForce)))),
        purpose=draw(st.sampled_from(list(Purpose))),
        reduce_only=draw(st.booleans()),
    )


@st.composite
def markets(draw: st.DrawFn, numbers: Any) -> Market:
    """Draw prices, some of them unknown."""
    maybe = st.one_of(st.none(), numbers)
    return Market(
        last_price=draw(maybe),
        average_price=draw(maybe),
        reference_price=draw(maybe),
        mark_price=draw(maybe),
        best_bid=draw(maybe),
        best_ask=draw(maybe),
    )


@st.composite
def standings(draw: st.DrawFn, numbers: Any) -> Standing:
    """Draw an account, some of it unknown."""
    maybe = st.one_of(st.none(), numbers)
    count = st.one_of(st.none(), st.integers())
    counts = st.builds(
        OpenOrders, orders=count, algo_orders=count, iceberg_orders=count, lists=count
    )
    own: Any = {"filterType": "MAX_ASSET", "asset": "BTC", "limit": draw(NUMBERS_SENT)}
    return Standing(
        free_base=draw(maybe),
        locked_base=draw(maybe),
        free_quote=draw(maybe),
        open_buy_quantity=draw(maybe),
        on_symbol=draw(counts),
        on_exchange=draw(counts),
        amendments=draw(count),
        permissions=draw(st.one_of(st.none(), st.frozensets(st.text(max_size=4)))),
        filters=mine(asset_filters=[own]).filters,
    )
