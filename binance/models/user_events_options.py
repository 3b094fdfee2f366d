"""What Binance tells an options account of itself as it happens.

https://developers.binance.com/docs/derivatives/options-trading/user-data-streams
"""

from datetime import datetime
from decimal import Decimal

from msgspec import field

from binance.models.model import Model
from binance.models.user_events import ServerShutdown
from binance.models.user_events_futures import ListenKeyExpired, OrderTradeUpdate

_ZERO = Decimal(0)


class OptionBalance(Model):
    """What the options wallet holds of an asset now."""

    asset: str = field(name="a")
    balance: Decimal = field(name="b", default=_ZERO)
    balance_change: Decimal = field(name="bc", default=_ZERO)


class OptionPosition(Model):
    """An option held."""

    symbol: str = field(name="s")
    amount: Decimal = field(name="c", default=_ZERO)  # contracts; negative: sold
    position: Decimal = field(name="p", default=_ZERO)  # its value
    average_price: Decimal = field(name="a", default=_ZERO)


class BalancePositionUpdate(Model, tag_field="e", tag="BALANCE_POSITION_UPDATE"):
    """Balances or positions have changed."""

    event_time: datetime = field(name="E")
    transaction_time: datetime | None = field(name="T", default=None)
    reason: str = field(name="m", default="")
    balances: list[OptionBalance] = field(name="B", default_factory=list)
    positions: list[OptionPosition] = field(name="P", default_factory=list)


class OptionMargin(Model):
    """The margin account of an asset."""

    asset: str = field(name="a")
    balance: Decimal = field(name="b", default=_ZERO)
    position_value: Decimal = field(name="m", default=_ZERO)
    unrealized_profit: Decimal = field(name="u", default=_ZERO)
    maintenance_margin: Decimal = field(name="M", default=_ZERO)
    initial_margin: Decimal = field(name="i", default=_ZERO)


class OptionsAccountUpdate(Model, tag_field="e", tag="ACCOUNT_UPDATE"):
    """How the margin account stands."""

    event_time: datetime = field(name="E")
    balances: list[OptionMargin] = field(name="B", default_factory=list)


class Greeks(Model):
    """The greeks of all positions on an underlying."""

    underlying: str = field(name="u")
    delta: Decimal = field(name="d", default=_ZERO)
    gamma: Decimal = field(name="g", default=_ZERO)
    theta: Decimal = field(name="t", default=_ZERO)
    vega: Decimal = field(name="v", default=_ZERO)


class GreekUpdate(Model, tag_field="e", tag="GREEK_UPDATE"):
    """The greeks have changed."""

    event_time: datetime = field(name="E")
    greeks: list[Greeks] = field(name="G", default_factory=list)


class OptionsRiskLevelChange(Model, tag_field="e", tag="RISK_LEVEL_CHANGE"):
    """The account is safer, or nearer to a liquidation, than before."""

    event_time: datetime = field(name="E")
    level: str = field(name="s", default="")
    margin_balance: Decimal = field(name="mb", default=_ZERO)
    maintenance_margin: Decimal = field(name="mm", default=_ZERO)


OptionsEvent = (
    OrderTradeUpdate
    | BalancePositionUpdate
    | OptionsAccountUpdate
    | GreekUpdate
    | OptionsRiskLevelChange
    | ListenKeyExpired
    | ServerShutdown
)
"""Every event of an options account."""
