"""The mining pool: workers, hash rates, earnings, resold hash rate.

https://developers.binance.com/docs/mining

Hash rates are in the unit of their algorithm, amounts in their coin. Days are written as whole
numbers: 20261120.
"""

from datetime import datetime
from decimal import Decimal

import msgspec

from binance.models.model import Model


class MiningAlgorithm(Model):
    """What may be mined with."""

    algo_name: str
    algo_id: int
    pool_index: int = 0
    unit: str = ""  # of its hash rates: h/s


class MiningCoin(Model):
    """What may be mined."""

    coin_name: str
    coin_id: int
    algo_id: int
    algo_name: str
    pool_index: int = 0


class HashratePoint(Model):
    """A hash rate at a time."""

    time: datetime
    hashrate: Decimal
    reject: Decimal = Decimal(0)  # refused shares, in percent


class WorkerHashrates(Model):
    """How fast a worker was."""

    worker_name: str
    type: str  # H_hashrate by the hour, D_hashrate by the day
    points: list[HashratePoint] = msgspec.field(name="hashrateDatas", default_factory=list)


class AccountHashrates(Model):
    """How fast all workers of a mining account were."""

    user_name: str
    type: str  # H_hashrate by the hour, D_hashrate by the day
    points: list[HashratePoint] = msgspec.field(name="list", default_factory=list)


class MiningWorker(Model):
    """One worker."""

    worker_id: str
    worker_name: str
    status: int  # 1 works, 2 does not
    hash_rate: Decimal
    day_hash_rate: Decimal
    reject_rate: Decimal  # percent
    last_share_time: datetime


class MiningWorkers(Model):
    """A page of workers."""

    worker_datas: list[MiningWorker] = msgspec.field(default_factory=list)
    total_num: int = 0
    page_size: int = 0


class MiningEarning(Model):
    """What was earned on a day."""

    time: datetime
    type: int  # 0 mining, 5 mining addresses, 7 pool saving, 31 resold, 32 bought hash rate …
    coin_name: str
    profit_amount: Decimal
    day_hash_rate: Decimal
    status: int  # 0 not paid, 1 being paid, 2 paid
    hash_transfer: Decimal | None = None
    transfer_amount: Decimal | None = None


class MiningEarnings(Model):
    """A page of earnings."""

    account_profits: list[MiningEarning] = msgspec.field(default_factory=list)
    total_num: int = 0
    page_size: int = 0


class MiningBonus(Model):
    """What was earned besides."""

    time: datetime
    type: int  # 1 merged mining, 2 activity, 3 rebate, 4 smart pool, 6 transfer of income …
    coin_name: str
    profit_amount: Decimal
    status: int  # 0 not paid, 1 being paid, 2 paid


class MiningBonuses(Model):
    """A page of bonuses."""

    other_profits: list[MiningBonus] = msgspec.field(default_factory=list)
    total_num: int = 0
    page_size: int = 0


class MiningAccountEarning(Model):
    """What a mining account earned for its owner."""

    time: datetime
    type: int  # 0 referral, 1 refund, 2 rebate
    coin_name: str
    amount: Decimal
    puid: int | None = None
    sub_name: str | None = None


class MiningAccountEarnings(Model):
    """A page of such earnings."""

    account_profits: list[MiningAccountEarning] = msgspec.field(default_factory=list)
    total_num: int = 0
    page_size: int = 0


class HashrateResale(Model):
    """Hash rate that works for somebody else for some days."""

    config_id: int
    pool_username: str
    to_pool_username: str
    algo_name: str
    hash_rate: Decimal
    start_day: int
    end_day: int
    status: int  # 0 being dealt with, 1 cancelled, 2 ended
    type: int | None = None


class HashrateResales(Model):
    """A page of resales."""

    config_details: list[HashrateResale] = msgspec.field(default_factory=list)
    total_num: int = 0
    page_size: int = 0


class ResaleEarning(Model):
    """What resold hash rate brought on a day."""

    pool_username: str
    to_pool_username: str
    algo_name: str
    hash_rate: Decimal
    day: int
    amount: Decimal
    coin_name: str


class ResaleEarnings(Model):
    """A page of what resold hash rate brought."""

    profit_transfer_details: list[ResaleEarning] = msgspec.field(default_factory=list)
    total_num: int = 0
    page_size: int = 0


class MiningStatistics(Model):
    """How a mining account is doing."""

    user_name: str
    algo: str
    unit: str
    fifteen_min_hash_rate: Decimal
    day_hash_rate: Decimal
    valid_num: int  # workers that work
    invalid_num: int
    profit_today: dict[str, Decimal] | None = None  # estimate, by coin
    profit_yesterday: dict[str, Decimal] | None = None
