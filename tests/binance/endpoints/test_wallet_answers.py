"""Answers of wallets, earn and staking: the least they have, words and values nobody knew."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from binance.models.earn_flexible import FlexiblePosition, FlexibleProduct, Subscribed
from binance.models.earn_locked import LockedPosition, LockedProduct, LockedSubscribed
from binance.models.model import decoder_of
from binance.models.page import Page
from binance.models.staking_eth import EthStaking, StakingQuota, WbethRewards
from binance.models.staking_soft import SoftProducts
from binance.models.staking_sol import BoostReward, SolRate
from binance.models.wallet import Snapshots
from binance.models.wallet_assets import AssetDetail, FundingAsset, WalletBalance
from binance.models.wallet_capital import Coin, Deposit, Withdrawal
from binance.models.wallet_dust import DustAssets, DustLog
from binance.models.wallet_transfers import Transfer
from binance.models.wallet_travel_rule import RuledDepositV2

LEAST: list[tuple[Any, str]] = [
    # The documents of some years ago had no more than this.
    (Coin, '{"coin": "BTC"}'),
    (Deposit, '{"coin": "PAXG", "amount": "0.1", "status": 99, "insertTime": 1599621997000}'),
    (FundingAsset, '{"asset": "USDT", "free": "1"}'),
    (WalletBalance, '{"walletName": "Something new", "balance": "0", "activate": true}'),
    (AssetDetail, ('{"minWithdrawAmount": "10", "depositStatus": false, "withdrawFee": 35,'
     ' "withdrawStatus": true}')),
    (FlexibleProduct, ('{"productId": "BTC001", "asset": "BTC", "minPurchaseAmount": "0.01",'
     ' "latestAnnualPercentageRate": "0.05", "status": "NOVEL"}')),
    (FlexiblePosition, ('{"productId": "BTC001", "asset": "BTC", "totalAmount": "1",'
     ' "latestAnnualPercentageRate": "0.05", "airDropAsset": null}')),
    (LockedProduct, ('{"projectId": "Axs*90", "detail": {"asset": "AXS", "duration": 90,'
     ' "apr": "0.12"}, "quota": {"totalPersonalQuota": "2", "minimum": "0.001"}}')),
    (EthStaking, '{"time": 1, "asset": "ETH", "amount": "1", "status": "NOVEL"}'),
    (StakingQuota, '{"leftStakingPersonalQuota": "1", "leftRedemptionPersonalQuota": "1"}'),
    (SolRate, '{"annualPercentageRate": "0.1", "exchangeRate": "1.1", "time": 1}'),
    (BoostReward, '{"time": 1, "token": "SOL", "amount": "1.2"}'),
    (Transfer, ('{"tranId": 1, "type": "MAIN_MOON", "asset": "USDT", "amount": "1",'
     ' "status": "NOVEL", "timestamp": 1}')),
    (RuledDepositV2, ('{"depositId": "4615328107052018945", "coin": "AVAX", "amount": "0.01",'
     ' "depositStatus": 1, "travelRuleReqStatus": 0, "insertTime": 1, "questionnaire": null}')),
]  # fmt: skip

EMPTY: list[tuple[Any, str]] = [
    (DustAssets, '{"details": [], "totalTransferBtc": "0", "totalTransferBNB": "0"}'),
    (DustLog, '{"total": 0, "userAssetDribblets": []}'),
    (Page[FlexiblePosition], '{"rows": [], "total": 0}'),
    (Page[LockedPosition], '{"total": 0}'),
    (Snapshots, '{"code": 200, "msg": "", "snapshotVos": []}'),
    (SoftProducts, '{"status": false, "totalRewardsUsdt": "0", "rows": [], "total": 0}'),
    (WbethRewards, '{"rows": [], "total": 0, "estRewardsInETH": "0"}'),
]


def _name(value: object) -> str:
    return getattr(value, "__name__", "")


@pytest.mark.parametrize(("model", "body"), LEAST + EMPTY, ids=_name)
def test_least_answer_is_read(model: Any, body: str) -> None:
    """What was added since has a default; words nobody knows are kept; nothing is an answer too."""
    assert isinstance(decoder_of(model).decode(body), getattr(model, "__origin__", model))


def test_withdrawal_tells_its_time_in_words() -> None:
    """The day and time of a withdrawal are UTC; an amount keeps its digits."""
    read: Withdrawal = decoder_of(Withdrawal).decode(
        '{"id": "b6ae", "coin": "USDT", "amount": "8.91000000", "status": 4, "txId": null,'
        ' "info": null, "transactionFee": "0.004", "applyTime": "2019-10-12 11:12:02"}'
    )

    assert read.apply_time == datetime(2019, 10, 12, 11, 12, 2, tzinfo=UTC)
    assert str(read.amount) == "8.91000000"
    assert read.complete_time is None


def test_numbers_and_times_as_text() -> None:
    """Earn writes ids, days and times as text in some answers and as numbers in others."""
    position = decoder_of(LockedPosition).decode
    body = (
        '{"positionId": %s, "projectId": "Axs*90", "asset": "AXS", "amount": "122.0920",'
        ' "purchaseTime": %s, "duration": %s, "APY": "0.2032", "status": "HOLDING"}'
    )
    texts: LockedPosition = position(body % ('"123123"', '"1646182276000"', '"60"'))
    numbers: LockedPosition = position(body % ("123123", "1646182276000", "60"))
    made: LockedSubscribed = decoder_of(LockedSubscribed).decode(
        '{"purchaseId": 40607, "positionId": "12345", "success": true}'
    )

    assert texts == numbers
    assert (texts.duration, made.position_id) == (60, 12345)
    assert decoder_of(Subscribed).decode('{"purchaseId": "4", "success": true}').purchase_id == 4


def test_rates_by_tier_are_exact() -> None:
    """JSON numbers among the rates become exact decimals."""
    read: FlexibleProduct = decoder_of(FlexibleProduct).decode(
        '{"productId": "BTC001", "asset": "BTC", "minPurchaseAmount": "0.01",'
        ' "latestAnnualPercentageRate": "0.05",'
        ' "tierAnnualPercentageRate": {"0-5BTC": 0.05, "5-10BTC": 0.03}}'
    )

    assert read.tier_annual_percentage_rate == {
        "0-5BTC": Decimal("0.05"),
        "5-10BTC": Decimal("0.03"),
    }


@pytest.mark.parametrize(
    ("model", "body", "field"),
    [
        (Coin, '{"coin": "BTC", "free": "much"}', "free"),
        (Page[Transfer], '{"rows": [{"tranId": "x"}], "total": 1}', "tranId"),
        (Withdrawal, '{"id": "b", "coin": "X", "amount": "1", "status": 6, "applyTime": "soon"}',
         "applyTime"),
        (Page[Transfer], '{"rows": [], "total": "many"}', "total"),
    ],
    ids=_name,
)  # fmt: skip
def test_wrong_value_is_named(model: Any, body: str, field: str) -> None:
    """A value of another kind is an error that names its field."""
    with pytest.raises(msgspec.ValidationError, match=field):
        decoder_of(model).decode(body)
