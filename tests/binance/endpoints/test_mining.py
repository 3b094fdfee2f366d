"""The mining pool over a real socket: amounts come as numbers and lose nothing."""

from decimal import Decimal

import pytest

from binance.client import BinanceAccount
from binance.exceptions import ApiError, CallNotAllowed
from binance.models.envelope import Envelope
from binance.models.mining import MiningBonuses
from binance.models.model import decoder_of

MINER = ("sha256", "trader")


def test_numbers_keep_their_digits() -> None:
    """Mining writes amounts as JSON numbers: each digit is read, also beyond those of a float."""
    body = (
        b'{"code": 0, "msg": "", "data": {"otherProfits": [{"time": 1607443200000, "type": 4,'
        b' "coinName": "BTC", "profitAmount": 0.00118590000000000000001, "status": 2}]}}'
    )
    read: Envelope[MiningBonuses] = decoder_of(Envelope[MiningBonuses]).decode(body)

    assert read.data.other_profits[0].profit_amount == Decimal("0.00118590000000000000001")


async def test_workers_and_what_they_earn(account: BinanceAccount) -> None:
    """Workers by their state, earnings by pages of days, and the totals."""
    mining = account.mining
    every = (await mining.workers(*MINER)).data
    at_work = (await mining.workers(*MINER, worker_status=1)).data
    first = (await mining.earnings(*MINER, page_size=3)).data
    second = (await mining.earnings(*MINER, page_index=2, page_size=3)).data
    statistics = (await mining.statistics(*MINER)).data

    assert [one.worker_name for one in every.worker_datas] == ["rig01", "rig02"]
    assert [one.worker_name for one in at_work.worker_datas] == ["rig01"]
    assert (len(first.account_profits), len(second.account_profits)) == (3, 2)
    assert first.total_num == 5
    assert first.account_profits[0].profit_amount == Decimal("0.00004217")
    assert first.account_profits[0].hash_transfer is None
    assert (statistics.valid_num, statistics.invalid_num) == (1, 1)
    assert statistics.profit_yesterday == {"BTC": Decimal("0.00004217"), "BSV": Decimal(0)}


async def test_resale_is_ended(account: BinanceAccount) -> None:
    """A resale can be ended; to begin one wants the catalogue's permission."""
    mining = account.mining
    before = (await mining.resales()).data.config_details[0]
    assert (await mining.cancel_resale(before.config_id, "trader")).data
    after = (await mining.resales()).data.config_details[0]

    assert (before.status, after.status) == (0, 1)
    with pytest.raises(CallNotAllowed):
        await account.call("POST /sapi/v1/mining/hash-transfer/config", user_name="trader")


async def test_unknown_names(account: BinanceAccount) -> None:
    """An account, a worker or a resale that is not there is Binance's error."""
    with pytest.raises(ApiError):
        await account.mining.statistics("sha256", "nobody")
    with pytest.raises(ApiError):
        await account.mining.worker(*MINER, "rig03")
    with pytest.raises(ApiError):
        await account.mining.resale_earnings(1)
