"""Deposits and withdrawals where the law wants to know both ends.

https://developers.binance.com/docs/wallet/travel-rule
"""

from datetime import datetime
from decimal import Decimal
from typing import Any

import msgspec

from binance.models.model import Model, Number


class RuledDeposit(Model):
    """A deposit under the travel rule, as the first version of the history has it."""

    tran_id: Number
    coin: str
    amount: Decimal
    deposit_status: int  # as `Deposit.status`
    travel_rule_status: int  # 0 completed, 1 pending, 2 failed
    insert_time: datetime
    tr_id: int | None = None
    network: str = ""
    address: str = ""
    address_tag: str = ""
    tx_id: str = ""
    transfer_type: int = 0
    confirm_times: str = ""
    unlock_confirm: int = 0
    wallet_type: int = 0
    require_questionnaire: bool = False
    questionnaire: str | None = None  # JSON


class RuledDepositV2(Model):
    """A deposit under the travel rule."""

    deposit_id: Number
    coin: str
    amount: Decimal
    deposit_status: int  # as `Deposit.status`
    travel_rule_req_status: int  # 0 completed, 1 pending, 2 failed
    insert_time: datetime
    network: str = ""
    address: str = ""
    address_tag: str = ""
    tx_id: str = ""
    transfer_type: int = 0
    confirm_times: str = ""
    require_questionnaire: bool = False
    questionnaire: dict[str, Any] | None = None  # only with retrieve_questionnaire


class RuledWithdrawal(Model):
    """A withdrawal under the travel rule."""

    id: str
    tr_id: Number
    coin: str
    amount: Decimal
    withdrawal_status: int  # as `Withdrawal.status`
    travel_rule_status: int  # 0 completed, 1 pending, 2 failed
    apply_time: datetime
    transaction_fee: Decimal = Decimal(0)
    network: str = ""
    address: str = ""
    address_tag: str | None = None
    tx_id: str | None = None
    transfer_type: int = 0
    withdraw_order_id: str | None = None
    info: str | None = None
    confirm_no: int | None = None
    wallet_type: int = 0
    tx_key: str | None = None
    questionnaire: str | None = None  # JSON
    complete_time: datetime | None = None


class Vasp(Model):
    """An exchange that takes part in the travel rule."""

    vasp_name: str
    vasp_code: str
    identifier: str = ""


class QuestionnaireRequirements(Model):
    """Whose questionnaire an account must answer."""

    questionnaire_country_code: str | None = None  # AE, BHN … ; None: nobody's


class Country(Model):
    """Whether deposits and withdrawals of a country are allowed."""

    country_code: str
    country_name: str = ""
    block_type: str = ""  # supported, limited, blocked
    deposit_allowed: bool = False
    withdrawal_allowed: bool = False
    has_region_restrictions: bool = False


class Countries(Model):
    """The countries Binance knows."""

    countries: list[Country] = msgspec.field(default_factory=list)


class Region(Model):
    """Whether deposits and withdrawals of a region are allowed."""

    region_name: str
    block_type: str = ""
    deposit_allowed: bool = False
    withdrawal_allowed: bool = False


class Regions(Model):
    """The regions of a country."""

    regions: list[Region] = msgspec.field(default_factory=list)
    country_code: str = ""
