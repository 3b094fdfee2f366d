"""What Binance tells a futures account of itself as it happens, USDⓈ-M and COIN-M alike.

https://developers.binance.com/docs/derivatives/usds-margined-futures/user-data-streams
"""

from datetime import datetime
from decimal import Decimal

from msgspec import field

from binance.enums import OrderStatus, OrderType, Side, TimeInForce
from binance.models.model import Model
from binance.models.user_events import ExecutionType, ServerShutdown

_ZERO = Decimal(0)


class WalletBalance(Model):
    """What the futures wallet holds of an asset now."""

    asset: str = field(name="a")
    wallet_balance: Decimal = field(name="wb")
    cross_wallet_balance: Decimal = field(name="cw", default=_ZERO)
    balance_change: Decimal = field(name="bc", default=_ZERO)  # without profit and commission


class PositionUpdate(Model):
    """How a position stands now; a negative amount is short."""

    symbol: str = field(name="s")
    amount: Decimal = field(name="pa")
    entry_price: Decimal = field(name="ep", default=_ZERO)
    break_even_price: Decimal = field(name="bep", default=_ZERO)
    accumulated_realized: Decimal = field(name="cr", default=_ZERO)  # before fees
    unrealized_profit: Decimal = field(name="up", default=_ZERO)
    margin_type: str = field(name="mt", default="")  # cross or isolated
    isolated_wallet: Decimal = field(name="iw", default=_ZERO)
    position_side: str = field(name="ps", default="BOTH")


class AccountChange(Model):
    """Balances and positions that changed, and why."""

    reason: str = field(name="m")  # ORDER, FUNDING_FEE, DEPOSIT …
    balances: list[WalletBalance] = field(name="B", default_factory=list)
    positions: list[PositionUpdate] = field(name="P", default_factory=list)
    symbol: str | None = field(name="S", default=None)  # of a funding fee, since 2026


class AccountUpdate(Model, tag_field="e", tag="ACCOUNT_UPDATE"):
    """Balances or positions have changed."""

    event_time: datetime = field(name="E")
    change: AccountChange = field(name="a")
    transaction_time: datetime | None = field(name="T", default=None)


class FuturesOrder(Model):
    """What happened to an order, and how it stands now."""

    symbol: str = field(name="s")
    client_order_id: str = field(name="c")  # "autoclose-…" and "adl_autoclose": by the exchange
    side: Side = field(name="S")
    type: OrderType = field(name="o")
    execution_type: ExecutionType = field(name="x")
    status: OrderStatus = field(name="X")
    order_id: int = field(name="i")
    trade_time: datetime = field(name="T")
    time_in_force: TimeInForce = field(name="f", default=TimeInForce.GTC)
    quantity: Decimal = field(name="q", default=_ZERO)
    price: Decimal = field(name="p", default=_ZERO)
    average_price: Decimal = field(name="ap", default=_ZERO)
    stop_price: Decimal = field(name="sp", default=_ZERO)
    last_qty: Decimal = field(name="l", default=_ZERO)
    last_price: Decimal = field(name="L", default=_ZERO)
    executed_qty: Decimal = field(name="z", default=_ZERO)
    commission: Decimal = field(name="n", default=_ZERO)
    commission_asset: str | None = field(name="N", default=None)
    trade_id: int = field(name="t", default=0)  # 0: no trade
    bids_notional: Decimal = field(name="b", default=_ZERO)
    asks_notional: Decimal = field(name="a", default=_ZERO)
    is_maker: bool = field(name="m", default=False)
    reduce_only: bool = field(name="R", default=False)
    working_type: str = field(name="wt", default="CONTRACT_PRICE")
    original_type: OrderType | None = field(name="ot", default=None)
    position_side: str = field(name="ps", default="BOTH")
    close_position: bool = field(name="cp", default=False)
    activation_price: Decimal | None = field(name="AP", default=None)
    callback_rate: Decimal | None = field(name="cr", default=None)
    price_protect: bool = field(name="pP", default=False)
    realized_profit: Decimal = field(name="rp", default=_ZERO)
    self_trade_prevention_mode: str = field(name="V", default="NONE")
    price_match: str = field(name="pm", default="NONE")
    good_till: int = field(name="gtd", default=0)  # milliseconds; 0: no end
    margin_asset: str | None = field(name="ma", default=None)  # COIN-M
    modify_id: int | None = field(name="M", default=None)  # since 2026
    expiry_reason: str | int | None = field(name="er", default=None)  # since 2025


class OrderTradeUpdate(Model, tag_field="e", tag="ORDER_TRADE_UPDATE"):
    """Something happened to an order."""

    event_time: datetime = field(name="E")
    order: FuturesOrder = field(name="o")
    transaction_time: datetime | None = field(name="T", default=None)
    business_unit: str | None = field(name="fs", default=None)  # UM or CM, of portfolio margin


class TradeLite(Model, tag_field="e", tag="TRADE_LITE"):
    """A fill, early and short; the `OrderTradeUpdate` of the same trade follows."""

    event_time: datetime = field(name="E")
    symbol: str = field(name="s")
    side: Side = field(name="S")
    order_id: int = field(name="i")
    trade_id: int = field(name="t")
    last_qty: Decimal = field(name="l")
    last_price: Decimal = field(name="L")
    quantity: Decimal = field(name="q", default=_ZERO)
    price: Decimal = field(name="p", default=_ZERO)
    is_maker: bool = field(name="m", default=False)
    client_order_id: str = field(name="c", default="")
    transaction_time: datetime | None = field(name="T", default=None)


class LeverageChange(Model):
    """The leverage of a symbol."""

    symbol: str = field(name="s")
    leverage: int = field(name="l")


class AssetsMode(Model):
    """Whether several assets are margin together."""

    multi_assets: bool = field(name="j")


class AccountConfigUpdate(Model, tag_field="e", tag="ACCOUNT_CONFIG_UPDATE"):
    """The leverage of a symbol or the assets mode was changed."""

    event_time: datetime = field(name="E")
    leverage: LeverageChange | None = field(name="ac", default=None)
    assets_mode: AssetsMode | None = field(name="ai", default=None)
    transaction_time: datetime | None = field(name="T", default=None)


class PositionAtRisk(Model):
    """A position that lacks margin."""

    symbol: str = field(name="s")
    amount: Decimal = field(name="pa")
    position_side: str = field(name="ps", default="BOTH")
    margin_type: str = field(name="mt", default="")
    isolated_wallet: Decimal = field(name="iw", default=_ZERO)
    mark_price: Decimal = field(name="mp", default=_ZERO)
    unrealized_profit: Decimal = field(name="up", default=_ZERO)
    maintenance_margin: Decimal = field(name="mm", default=_ZERO)


class MarginCall(Model, tag_field="e", tag="MARGIN_CALL"):
    """Positions are near their liquidation."""

    event_time: datetime = field(name="E")
    positions: list[PositionAtRisk] = field(name="p", default_factory=list)
    cross_wallet_balance: Decimal | None = field(name="cw", default=None)


class AlgoOrder(Model):
    """A conditional order."""

    algo_id: int = field(name="aid")
    client_algo_id: str = field(name="caid")
    status: str = field(name="X")  # NEW CANCELED TRIGGERING TRIGGERED FINISHED REJECTED EXPIRED
    symbol: str = field(name="s")
    side: Side = field(name="S")
    type: OrderType = field(name="o")
    algo_type: str = field(name="at", default="CONDITIONAL")
    position_side: str = field(name="ps", default="BOTH")
    time_in_force: TimeInForce = field(name="f", default=TimeInForce.GTC)
    quantity: Decimal = field(name="q", default=_ZERO)
    order_id: int | str | None = field(name="ai", default=None)  # of the order, once triggered
    average_price: Decimal | None = field(name="ap", default=None)
    executed_qty: Decimal | None = field(name="aq", default=None)
    actual_type: str | None = field(name="act", default=None)
    trigger_price: Decimal = field(name="tp", default=_ZERO)
    price: Decimal = field(name="p", default=_ZERO)
    self_trade_prevention_mode: str = field(name="V", default="NONE")
    working_type: str = field(name="wt", default="CONTRACT_PRICE")
    price_match: str = field(name="pm", default="NONE")
    close_position: bool = field(name="cp", default=False)
    price_protect: bool = field(name="pP", default=False)
    reduce_only: bool = field(name="R", default=False)
    trigger_time: int = field(name="tt", default=0)  # milliseconds; 0: not yet
    good_till: int = field(name="gtd", default=0)  # milliseconds; 0: no end
    reason: str | None = field(name="rm", default=None)  # of a failure
    is_activated: bool | None = field(name="ia", default=None)  # trailing, since 2026


class AlgoUpdate(Model, tag_field="e", tag="ALGO_UPDATE"):
    """Something happened to a conditional order."""

    event_time: datetime = field(name="E")
    order: AlgoOrder | None = field(name="o", default=None)
    margin_order: AlgoOrder | None = field(name="ao", default=None)  # of portfolio margin
    business_unit: str | None = field(name="fs", default=None)  # of portfolio margin
    transaction_time: datetime | None = field(name="T", default=None)


class Strategy(Model):
    """A strategy, a grid among them."""

    strategy_id: int = field(name="si")
    strategy_type: str = field(name="st")
    status: str = field(name="ss")
    symbol: str = field(name="s")
    update_time: datetime = field(name="ut")
    operation_code: int | None = field(name="c", default=None)
    realized_profit: Decimal | None = field(name="r", default=None)
    unmatched_average_price: Decimal | None = field(name="up", default=None)
    unmatched_qty: Decimal | None = field(name="uq", default=None)
    unmatched_fee: Decimal | None = field(name="uf", default=None)
    matched_profit: Decimal | None = field(name="mp", default=None)


class StrategyUpdate(Model, tag_field="e", tag="STRATEGY_UPDATE"):
    """A strategy was created, cancelled or expired."""

    event_time: datetime = field(name="E")
    strategy: Strategy = field(name="su")
    transaction_time: datetime | None = field(name="T", default=None)


class GridUpdate(Model, tag_field="e", tag="GRID_UPDATE"):
    """An order of a grid was filled. Going away."""

    event_time: datetime = field(name="E")
    grid: Strategy = field(name="gu")
    transaction_time: datetime | None = field(name="T", default=None)


class RejectedTrigger(Model):
    """A triggered order that was refused."""

    symbol: str = field(name="s")
    order_id: int = field(name="i")
    reason: str = field(name="r", default="")


class ConditionalOrderTriggerReject(Model, tag_field="e", tag="CONDITIONAL_ORDER_TRIGGER_REJECT"):
    """A stop was triggered and its order refused. Old: `AlgoUpdate` has the reason now."""

    event_time: datetime = field(name="E")
    order: RejectedTrigger = field(name="or")
    transaction_time: datetime | None = field(name="T", default=None)


class ListenKeyExpired(Model, tag_field="e", tag="listenKeyExpired"):
    """Nothing more arrives for this listen key; the connection stays."""

    event_time: datetime = field(name="E")
    raw_listen_key: str = field(name="listenKey", default="")

    def __repr__(self) -> str:
        """Leave the key out: whoever has it can listen."""
        return f"ListenKeyExpired(event_time={self.event_time!r})"


FuturesEvent = (
    OrderTradeUpdate
    | AccountUpdate
    | TradeLite
    | AccountConfigUpdate
    | MarginCall
    | AlgoUpdate
    | StrategyUpdate
    | GridUpdate
    | ConditionalOrderTriggerReject
    | ListenKeyExpired
    | ServerShutdown
)
"""Every event of a futures account."""
