"""The filters of exchangeInfo and myFilters, one class each.

https://developers.binance.com/docs/binance-spot-api-docs/filters
https://developers.binance.com/docs/derivatives/usds-margined-futures/common-definition

Zero switches a bound or a step off. Spot and futures give some values different names.
"""

from decimal import Decimal

from binance.models.model import Model

OFF = Decimal(0)


class PriceFilter(Model, tag_field="filterType", tag="PRICE_FILTER"):
    """What a price may be, in the quote asset."""

    min_price: Decimal = OFF
    max_price: Decimal = OFF
    tick_size: Decimal = OFF


class LotSize(Model, tag_field="filterType", tag="LOT_SIZE"):
    """What a quantity may be, in the base asset (COIN-M: contracts)."""

    min_qty: Decimal = OFF
    max_qty: Decimal = OFF
    step_size: Decimal = OFF


class MarketLotSize(Model, tag_field="filterType", tag="MARKET_LOT_SIZE"):
    """What the quantity of a market order may be besides."""

    min_qty: Decimal = OFF
    max_qty: Decimal = OFF
    step_size: Decimal = OFF


class PercentPrice(Model, tag_field="filterType", tag="PERCENT_PRICE"):
    """How far a price may be from the average price; futures: from the mark price."""

    multiplier_up: Decimal
    multiplier_down: Decimal
    avg_price_mins: int = 5  # 0: the last price counts; spot only


class PercentPriceBySide(Model, tag_field="filterType", tag="PERCENT_PRICE_BY_SIDE"):
    """How far a price may be from the average price, the bid of a buyer, the ask of a seller."""

    bid_multiplier_up: Decimal
    bid_multiplier_down: Decimal
    ask_multiplier_up: Decimal
    ask_multiplier_down: Decimal
    avg_price_mins: int = 5


class MinNotional(Model, tag_field="filterType", tag="MIN_NOTIONAL"):
    """The least value of an order, in the quote asset."""

    min_notional: Decimal = OFF
    notional: Decimal = OFF  # futures' word for it
    apply_to_market: bool = True
    avg_price_mins: int = 5


class Notional(Model, tag_field="filterType", tag="NOTIONAL"):
    """The least and the greatest value of an order, in the quote asset."""

    min_notional: Decimal = OFF
    max_notional: Decimal = OFF
    apply_min_to_market: bool = True
    apply_max_to_market: bool = True
    avg_price_mins: int = 5


class IcebergParts(Model, tag_field="filterType", tag="ICEBERG_PARTS"):
    """Into how many parts an iceberg order may break."""

    limit: int


class TrailingDelta(Model, tag_field="filterType", tag="TRAILING_DELTA"):
    """How far behind a trailing stop may follow, in hundredths of a percent."""

    min_trailing_above_delta: int
    max_trailing_above_delta: int
    min_trailing_below_delta: int
    max_trailing_below_delta: int


class MaxNumOrders(Model, tag_field="filterType", tag="MAX_NUM_ORDERS"):
    """Open orders on the symbol, stops included."""

    max_num_orders: int | None = None
    limit: int | None = None  # futures' word for it


class MaxNumAlgoOrders(Model, tag_field="filterType", tag="MAX_NUM_ALGO_ORDERS"):
    """Open stop orders on the symbol."""

    max_num_algo_orders: int | None = None
    limit: int | None = None


class MaxNumIcebergOrders(Model, tag_field="filterType", tag="MAX_NUM_ICEBERG_ORDERS"):
    """Open iceberg orders on the symbol."""

    max_num_iceberg_orders: int


class MaxNumOrderLists(Model, tag_field="filterType", tag="MAX_NUM_ORDER_LISTS"):
    """Open order lists on the symbol."""

    max_num_order_lists: int


class MaxNumOrderAmends(Model, tag_field="filterType", tag="MAX_NUM_ORDER_AMENDS"):
    """How often an order may be amended."""

    max_num_order_amends: int


class ExchangeMaxNumOrders(Model, tag_field="filterType", tag="EXCHANGE_MAX_NUM_ORDERS"):
    """Open orders on all symbols together."""

    max_num_orders: int


class ExchangeMaxNumAlgoOrders(Model, tag_field="filterType", tag="EXCHANGE_MAX_NUM_ALGO_ORDERS"):
    """Open stop orders on all symbols together."""

    max_num_algo_orders: int


class ExchangeMaxNumIcebergOrders(
    Model, tag_field="filterType", tag="EXCHANGE_MAX_NUM_ICEBERG_ORDERS"
):
    """Open iceberg orders on all symbols together."""

    max_num_iceberg_orders: int


class ExchangeMaxNumOrderLists(Model, tag_field="filterType", tag="EXCHANGE_MAX_NUM_ORDER_LISTS"):
    """Open order lists on all symbols together."""

    max_num_order_lists: int


class MaxPosition(Model, tag_field="filterType", tag="MAX_POSITION"):
    """How much of the base asset may be held and on order together."""

    max_position: Decimal


class MaxAsset(Model, tag_field="filterType", tag="MAX_ASSET"):
    """How much of an asset one order may move; shown by myFilters only."""

    asset: str
    limit: Decimal


Filter = (
    PriceFilter
    | LotSize
    | MarketLotSize
    | PercentPrice
    | PercentPriceBySide
    | MinNotional
    | Notional
    | IcebergParts
    | TrailingDelta
    | MaxNumOrders
    | MaxNumAlgoOrders
    | MaxNumIcebergOrders
    | MaxNumOrderLists
    | MaxNumOrderAmends
    | ExchangeMaxNumOrders
    | ExchangeMaxNumAlgoOrders
    | ExchangeMaxNumIcebergOrders
    | ExchangeMaxNumOrderLists
    | MaxPosition
    | MaxAsset
)
