"""What Binance tells of margin debts and of portfolio margin as it happens.

https://developers.binance.com/docs/margin_trading/risk-data-stream
https://developers.binance.com/docs/derivatives/portfolio-margin/user-data-streams
"""

from datetime import datetime
from decimal import Decimal

from msgspec import field

from binance.enums import OrderType, Side, TimeInForce
from binance.models.model import Model
from binance.models.user_events import (
    BalanceUpdate,
    ExecutionReport,
    OutboundAccountPosition,
    ServerShutdown,
)
from binance.models.user_events_futures import (
    AccountConfigUpdate,
    AccountUpdate,
    AlgoUpdate,
    ListenKeyExpired,
    OrderTradeUpdate,
)

_ZERO = Decimal(0)


class UserLiabilityChange(Model, tag_field="e", tag="USER_LIABILITY_CHANGE"):
    """A debt of the cross margin account has changed."""

    event_time: datetime = field(name="E")
    asset: str = field(name="a")
    type: str = field(name="t")  # BORROW, REPAY …
    principal: Decimal = field(name="p", default=_ZERO)
    interest: Decimal = field(name="i", default=_ZERO)


class MarginLevelStatusChange(Model, tag_field="e", tag="MARGIN_LEVEL_STATUS_CHANGE"):
    """The cross margin account is safer, or nearer to a liquidation, than before."""

    event_time: datetime = field(name="E")
    margin_level: Decimal = field(name="l")
    status: str = field(name="s")


class ConditionalOrder(Model):
    """A conditional order of portfolio margin."""

    symbol: str = field(name="s")
    client_order_id: str = field(name="c")
    strategy_id: int = field(name="si")
    side: Side = field(name="S")
    type: OrderType = field(name="st")
    status: str = field(name="os")
    time_in_force: TimeInForce = field(name="f", default=TimeInForce.GTC)
    quantity: Decimal = field(name="q", default=_ZERO)
    price: Decimal = field(name="p", default=_ZERO)
    stop_price: Decimal = field(name="sp", default=_ZERO)
    booked: datetime | None = field(name="T", default=None)
    update_time: datetime | None = field(name="ut", default=None)
    reduce_only: bool = field(name="R", default=False)
    working_type: str = field(name="wt", default="CONTRACT_PRICE")
    position_side: str = field(name="ps", default="BOTH")
    close_position: bool = field(name="cp", default=False)
    activation_price: Decimal | None = field(name="AP", default=None)
    callback_rate: Decimal | None = field(name="cr", default=None)
    order_id: int | None = field(name="i", default=None)  # of the order, once triggered
    self_trade_prevention_mode: str = field(name="V", default="NONE")
    good_till: int = field(name="gtd", default=0)  # milliseconds; 0: no end


class ConditionalOrderTradeUpdate(Model, tag_field="e", tag="CONDITIONAL_ORDER_TRADE_UPDATE"):
    """Something happened to a conditional order of portfolio margin."""

    event_time: datetime = field(name="E")
    order: ConditionalOrder = field(name="so")
    business_unit: str | None = field(name="fs", default=None)  # UM or CM
    transaction_time: datetime | None = field(name="T", default=None)


class OrderLoss(Model):
    """What open orders of an asset may cost."""

    asset: str = field(name="a")
    amount: Decimal = field(name="o")


class OpenOrderLoss(Model, tag_field="e", tag="openOrderLoss"):
    """What the open margin orders may cost has changed."""

    event_time: datetime = field(name="E")
    losses: list[OrderLoss] = field(name="O", default_factory=list)


class LiabilityChange(Model, tag_field="e", tag="liabilityChange"):
    """A debt of portfolio margin has changed."""

    event_time: datetime = field(name="E")
    asset: str = field(name="a")
    type: str = field(name="t")  # BORROW, REPAY …
    transaction_id: int | None = field(name="T", default=None)
    principal: Decimal = field(name="p", default=_ZERO)
    interest: Decimal = field(name="i", default=_ZERO)
    total: Decimal = field(name="l", default=_ZERO)


class RiskLevelChange(Model, tag_field="e", tag="riskLevelChange"):
    """Portfolio margin is safer, or nearer to a liquidation, than before."""

    event_time: datetime = field(name="E")
    uni_mmr: Decimal | None = field(name="u", default=None)
    status: str = field(name="s", default="")  # MARGIN_CALL, SUPPLY_MARGIN, REDUCE_ONLY …
    equity: Decimal | None = field(name="eq", default=None)  # USD
    actual_equity: Decimal | None = field(name="ae", default=None)  # USD
    maintenance_margin: Decimal | None = field(name="m", default=None)  # USD


class PmProAccountUpdate(Model, tag_field="e", tag="PM_PRO_ACCOUNT_UPDATE"):
    """How portfolio margin pro stands; every 5 seconds, since 2026. Amounts in USD."""

    event_time: datetime = field(name="E")
    uni_mmr: Decimal | None = field(name="u", default=None)
    equity: Decimal | None = field(name="eq", default=None)
    actual_equity: Decimal | None = field(name="ae", default=None)
    initial_margin: Decimal | None = field(name="im", default=None)
    maintenance_margin: Decimal | None = field(name="mm", default=None)
    available_balance: Decimal | None = field(name="avb", default=None)
    virtual_max_withdraw: Decimal | None = field(name="vmw", default=None)


class UniMmrDrop(Model, tag_field="e", tag="uniMMRDrop"):
    """The margin ratio of portfolio margin pro has dropped; since 2026."""

    event_time: datetime = field(name="E")
    uni_mmr: Decimal | None = field(name="u", default=None)


MarginRiskEvent = UserLiabilityChange | MarginLevelStatusChange | ListenKeyExpired | ServerShutdown
"""Every event of the risk stream of cross margin."""

PortfolioMarginEvent = (
    OrderTradeUpdate
    | AccountUpdate
    | AccountConfigUpdate
    | AlgoUpdate
    | ConditionalOrderTradeUpdate
    | OpenOrderLoss
    | LiabilityChange
    | RiskLevelChange
    | ExecutionReport
    | OutboundAccountPosition
    | BalanceUpdate
    | PmProAccountUpdate
    | UniMmrDrop
    | ListenKeyExpired
    | ServerShutdown
)
"""Every event of portfolio margin, pro or not."""
