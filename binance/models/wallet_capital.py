"""What comes from outside and what went there: coins, networks, addresses, histories.

https://developers.binance.com/docs/wallet/capital
"""

from datetime import datetime
from decimal import Decimal

import msgspec

from binance.models.model import Model


class Network(Model):
    """A network a coin travels on; amounts and fees in the coin."""

    network: str
    name: str = ""
    coin: str = ""
    is_default: bool = False
    deposit_enable: bool = False
    withdraw_enable: bool = False
    withdraw_fee: Decimal = Decimal(0)
    withdraw_min: Decimal = Decimal(0)
    withdraw_max: Decimal = Decimal(0)
    withdraw_integer_multiple: Decimal = Decimal(0)
    withdraw_internal_min: Decimal | None = None
    deposit_dust: Decimal | None = None  # less is not credited
    min_confirm: int = 0
    un_lock_confirm: int = 0
    estimated_arrival_time: int | None = None  # minutes
    busy: bool = False
    same_address: bool = False  # a tag is needed too
    deposit_desc: str = ""  # why not
    withdraw_desc: str = ""
    special_tips: str | None = None
    address_regex: str = ""
    memo_regex: str = ""
    contract_address: str | None = None
    contract_address_url: str | None = None


class Coin(Model):
    """A coin with what is held of it and how it travels."""

    coin: str
    name: str = ""
    free: Decimal = Decimal(0)
    locked: Decimal = Decimal(0)
    freeze: Decimal = Decimal(0)
    withdrawing: Decimal = Decimal(0)
    ipoing: Decimal = Decimal(0)
    ipoable: Decimal = Decimal(0)
    storage: Decimal = Decimal(0)
    is_legal_money: bool = False
    trading: bool = False
    deposit_all_enable: bool = False
    withdraw_all_enable: bool = False
    network_list: list[Network] = msgspec.field(default_factory=list)


class DepositAddress(Model):
    """Where to send a coin to."""

    coin: str
    address: str
    tag: str = ""  # memo, where the network wants one
    url: str = ""


class ListedDepositAddress(Model):
    """One of several addresses of a coin."""

    coin: str
    address: str
    tag: str = ""
    is_default: int = 0  # 1: the one that is shown first


class Deposit(Model):
    """Something that came from outside."""

    coin: str
    amount: Decimal
    status: int  # 0 pending, 1 done, 2 rejected, 6 credited but locked, 7 wrong, 8 to be confirmed
    insert_time: datetime
    id: str = ""
    network: str = ""
    address: str = ""
    address_tag: str | None = None
    tx_id: str | None = None
    complete_time: datetime | None = None
    transfer_type: int = 0  # 1: from another account of Binance
    confirm_times: str = ""  # "12/12"
    unlock_confirm: int = 0
    wallet_type: int = 0  # 0 spot, 1 funding
    travel_rule_status: int = 0  # 1: a questionnaire is missing
    source_address: str | None = None  # only with include_source


class Withdrawal(Model):
    """Something that went outside."""

    id: str
    coin: str
    amount: Decimal
    status: int  # 0 mail sent, 2 awaits approval, 3 rejected, 4 processing, 6 completed
    apply_time: datetime
    transaction_fee: Decimal = Decimal(0)  # not a part of the amount
    address: str = ""
    tx_id: str | None = None  # none until it is sent
    network: str = ""
    transfer_type: int = 0  # 1: to another account of Binance
    withdraw_order_id: str | None = None
    info: str | None = None  # why it failed
    confirm_no: int | None = None
    wallet_type: int = 0  # 0 spot, 1 funding
    tx_key: str | None = None
    complete_time: datetime | None = None


class WithdrawAddress(Model):
    """An address of the address book."""

    address: str
    coin: str
    address_tag: str = ""
    name: str = ""
    network: str = ""
    origin: str = ""
    origin_type: str = ""
    white_status: bool = False


class WithdrawQuota(Model):
    """How much may go outside in 24 hours and how much did, in USD."""

    wd_quota: Decimal
    used_wd_quota: Decimal


class CreditApplied(Model):
    """Whether a deposit to an expired address will be credited."""

    success: bool = False
    code: str = ""
    message: str = ""
    data: bool | None = None
