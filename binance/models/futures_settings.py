"""How an account trades contracts: leverage, margin, modes, fees, and what happened.

https://developers.binance.com/docs/derivatives/usds-margined-futures/trade/rest-api
"""

from datetime import datetime
from decimal import Decimal

import msgspec

from binance.futures_enums import IncomeType, PositionSide
from binance.models.model import Model, Number


class Changed(Model):
    """A setting was changed."""

    code: Number  # 200
    msg: str


class LeverageSet(Model):
    """The leverage of a contract was set."""

    symbol: str
    leverage: int
    max_notional_value: Decimal | None = None  # USDⓈ-M: greatest position, in USDT
    max_qty: Decimal | None = None  # COIN-M: greatest position, in the coin


class PositionMode(Model):
    """Whether a contract may be held long and short at a time."""

    dual_side_position: bool


class AssetsMode(Model):
    """Whether all assets are margin."""

    multi_assets_margin: bool


class FeeBurn(Model):
    """Whether fees are paid in BNB."""

    fee_burn: bool


class MarginChanged(Model):
    """The margin of an isolated position was changed."""

    amount: Decimal
    type: int  # 1 added, 2 taken
    code: int
    msg: str


class MarginChange(Model):
    """One change of the margin of an isolated position."""

    symbol: str
    type: int  # 1 added, 2 taken
    amount: Decimal
    asset: str
    time: datetime
    position_side: PositionSide
    delta_type: str = ""  # USER_ADJUST, TRADE …


class Bracket(Model):
    """How much leverage positions of a size may have: in USDT, on COIN-M in the coin."""

    bracket: int
    initial_leverage: int
    maint_margin_ratio: Decimal
    cum: Decimal  # what is taken off the maintenance margin
    notional_cap: Decimal | None = None  # USDⓈ-M
    notional_floor: Decimal | None = None
    qty_cap: Decimal | None = None  # COIN-M
    qty_floor: Decimal | None = None
    qtyl_floor: Decimal | None = None  # spelt so by Binance at times

    @property
    def cap(self) -> Decimal | None:
        """The greatest position of the bracket, on either exchange."""
        return self.qty_cap if self.notional_cap is None else self.notional_cap

    @property
    def floor(self) -> Decimal:
        """Where the bracket begins, on either exchange."""
        known = (self.notional_floor, self.qty_floor, self.qtyl_floor)
        return next((one for one in known if one is not None), Decimal(0))


class LeverageBrackets(Model):
    """The brackets of a contract, or of a pair."""

    brackets: list[Bracket]
    symbol: str = ""
    pair: str = ""  # only in the first version of COIN-M
    notional_coef: Decimal | None = None  # the user's own, when brackets were made wider


class ContractCommission(Model):
    """Fees on a contract, as parts of the value: 0.0002 is 0.02 %."""

    symbol: str
    maker_commission_rate: Decimal
    taker_commission_rate: Decimal
    rpi_commission_rate: Decimal | None = None


class AdlRanks(Model):
    """How soon positions are reduced by force: 0 to 4, the last first."""

    long: int = msgspec.field(name="LONG", default=0)
    short: int = msgspec.field(name="SHORT", default=0)
    both: int = msgspec.field(name="BOTH", default=0)
    hedge: int = msgspec.field(name="HEDGE", default=0)  # only a sign of hedge mode


class AdlQuantile(Model):
    """The ranks of a contract's positions."""

    symbol: str
    adl_quantile: AdlRanks


class Income(Model):
    """One movement of money."""

    income_type: IncomeType
    income: Decimal  # negative: paid
    asset: str
    time: datetime
    tran_id: Number
    symbol: str = ""
    info: str = ""
    raw_trade_id: str = msgspec.field(name="tradeId", default="")

    @property
    def trade_id(self) -> int | None:
        """The trade it came of, None for others."""
        return int(self.raw_trade_id) if self.raw_trade_id.isdecimal() else None


class FileRequested(Model):
    """A file is being made."""

    download_id: str
    avg_cost_ms: int = msgspec.field(name="avgCostTimestampOfLast30d", default=0)
    """How long files took lately, in milliseconds."""


class File(Model):
    """A file that was asked for."""

    download_id: str
    status: str  # completed, processing
    url: str = ""  # empty until it is there
    notified: bool = False
    expiration_timestamp: int | None = None  # milliseconds since 1970; -1 until it is there
    is_expired: bool | None = None


class Indicator(Model):
    """A figure trading by API is measured by."""

    is_locked: bool
    planned_recover_time: int  # milliseconds since 1970; 0: not locked
    indicator: str  # UFR, IFER, GCR, DR
    value: Decimal
    trigger_value: Decimal


class TradingStatus(Model):
    """How trading by API stands against the rules, by contract; ACCOUNT is the account."""

    indicators: dict[str, list[Indicator]]
    update_time: datetime


class FuturesQuote(Model):
    """An offer to convert assets of the futures wallet."""

    ratio: Decimal
    inverse_ratio: Decimal
    valid_timestamp: datetime
    to_amount: Decimal
    from_amount: Decimal
    quote_id: str = ""  # missing when the balance is too small


class FuturesConverting(Model):
    """An offer was taken."""

    order_id: str
    create_time: datetime
    order_status: str  # PROCESS, ACCEPT_SUCCESS, SUCCESS, FAIL


class FuturesConversion(Model):
    """How a conversion stands."""

    order_id: str
    order_status: str
    from_asset: str
    from_amount: Decimal
    to_asset: str
    to_amount: Decimal
    ratio: Decimal
    inverse_ratio: Decimal
    create_time: datetime
