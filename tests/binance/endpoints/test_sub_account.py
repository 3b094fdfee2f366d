"""Sub-accounts over a real socket: what depends on what is asked for."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from binance.client import BinanceAccount
from binance.exceptions import ApiError, CallNotAllowed
from binance.models.model import decoder_of
from binance.models.sub_account import IpRestriction, SubAccountList, SubAccountStatus
from binance.models.sub_account_assets import SubBalances, SubFutures
from binance.models.sub_account_transfers import OwnTransfer

ALICE = "alice@example.com"
GRID = "grid_virtual@example.com"
FUND = "fund_managed@example.com"


OLD = [
    # 2020: no remark, no managed sub-accounts.
    (SubAccountList, '{"subAccounts": [{"email": "a@b.c", "isFreeze": false, "createTime": 1}]}'),
    # 2020: the telephone as a text.
    (
        SubAccountStatus,
        (
            '{"email": "a@b.c", "isSubUserEnabled": true, "isUserActive": true, "insertTime": 1,'
            ' "mobile": "159…"}'
        ),
    ),
    # Version 3 of balances: numbers instead of texts, nothing frozen.
    (SubBalances, '{"balances": [{"asset": "ADA", "free": 10000.00000001, "locked": 0}]}'),
    # The older version of futures, read with the newer model: neither half.
    (SubFutures, '{"email": "a@b.c", "asset": "USDT", "assets": []}'),
    # Before 2021 transfers did not tell the kinds of the accounts.
    (
        OwnTransfer,
        (
            '{"counterParty": "master", "email": "a@b.c", "type": 1, "asset": "BTC", "qty": "1",'
            ' "status": "SUCCESS", "tranId": "11798835829", "time": 1544433325000}'
        ),
    ),
    (IpRestriction, '{"apiKey": "k", "ipRestrict": false, "ipList": null, "updateTime": 1}'),
]


@pytest.mark.parametrize(("model", "body"), OLD, ids=lambda part: getattr(part, "__name__", ""))
def test_older_answers_are_read(model: type, body: str) -> None:
    """What was added since is missing, and numbers and texts take each other's place."""
    assert isinstance(decoder_of(model).decode(body), model)


async def test_futures_of_either_kind(account: BinanceAccount) -> None:
    """USDⓈ-M and COIN-M fill different halves of an answer."""
    subs = account.sub_account
    usd, coin = [await subs.futures_account(ALICE, kind) for kind in (1, 2)]
    all_usd, all_coin = [await subs.futures_summary(kind) for kind in (1, 2)]
    one_usd, one_coin = [await subs.positions(ALICE, kind) for kind in (1, 2)]

    assert usd.usd is not None
    assert coin.coin is not None
    assert (usd.coin, coin.usd, all_usd.coin, all_coin.usd) == (None, None, None, None)
    assert usd.usd.total_wallet_balance == usd.usd.assets[0].wallet_balance == 100
    assert coin.coin.assets[0].asset == "BTC"
    assert all_usd.usd is not None
    assert all_coin.coin is not None
    assert all_usd.usd.total_wallet_balance == 100 * len(all_usd.usd.sub_account_list)
    assert all_coin.coin.total_wallet_balance == 0
    assert (one_usd.usd[0].symbol, one_usd.coin) == ("BTCUSDT", [])
    assert (one_coin.coin[0].symbol, one_coin.usd) == ("BTCUSD_PERP", [])


async def test_sub_account_that_is_switched_on(account: BinanceAccount) -> None:
    """Futures is refused until it is enabled; a new sub-account is in the list."""
    subs = account.sub_account
    with pytest.raises(ApiError) as refused:
        await subs.futures_account(GRID, 1)
    enabled = await subs.enable_futures(GRID)
    opened = await subs.create_virtual("shop")
    (status,) = await subs.status(GRID)
    listed = [one.email for one in (await subs.accounts()).sub_accounts]

    assert refused.value.code == -12028
    assert enabled.is_futures_enabled
    assert status.is_future_enabled
    assert (await subs.futures_account(GRID, 1)).usd is not None
    assert listed == [ALICE, GRID, FUND, opened.email]
    assert (await subs.enable_options(ALICE)).is_options_enabled
    with pytest.raises(ApiError):
        await subs.assets("nobody@example.com")


async def test_worth_adds_up(account: BinanceAccount) -> None:
    """The summary of spot holds what the balances of each are worth."""
    subs = account.sub_account
    held = {one.asset: one.free for one in (await subs.assets(ALICE)).balances}
    summary = await subs.spot_summary()
    margin = await subs.margin_summary()

    assert held == {"BTC": Decimal("0.05"), "USDT": Decimal(1200)}
    assert summary.total_count == 3
    assert summary.sub_accounts[0].total_asset > Decimal("0.05")
    assert [one.total_net_asset_of_btc for one in margin.sub_account_list] == [
        one.total_asset for one in summary.sub_accounts
    ]


async def test_keys_are_only_looked_at(account: BinanceAccount) -> None:
    """Keys and where they may be used can be read; making one wants the catalogue's permission."""
    subs = account.sub_account
    (key,) = (await subs.api_keys(ALICE)).rows
    restriction = await subs.ip_restriction(ALICE, key.api_key)

    assert (key.can_trade, key.can_universal_transfer) == (True, False)
    assert restriction.restricted
    assert restriction.ip_list == ["69.210.67.14", "8.34.21.10"]
    with pytest.raises(CallNotAllowed):
        await account.call(
            "sub_account.post_sub_account_api", email=ALICE, api_name="more", status=1
        )
    with pytest.raises(CallNotAllowed):
        await account.call("sub_account.transfer_sub_to_master", asset="USDT", amount=1)


@pytest.mark.parametrize(
    ("kind", "filled"), [("SPOT", "balances"), ("MARGIN", "user_assets"), ("FUTURES", "assets")]
)
async def test_snapshots_of_a_managed_one(account: BinanceAccount, kind: str, filled: str) -> None:
    """Each kind fills its own lists."""
    found = (await account.sub_account.managed_snapshots(FUND, kind, limit=7)).snapshots
    lists = {"balances", "user_assets", "assets"}

    assert len(found) == 7
    assert {name for name in lists if getattr(found[0].data, name)} == {filled}


async def test_managed_one(account: BinanceAccount) -> None:
    """Numbers that are no texts keep their digits; transfers have both ends."""
    subs = account.sub_account
    now = datetime.now(UTC)
    futures = await subs.managed_futures(FUND)
    transfers = await subs.transfers_as_investor(FUND, now - timedelta(days=30), now)

    assert futures.accounts[0].data.assets[0].wallet_balance == Decimal("120.5")
    assert futures.accounts[0].data.position[0].position_amt == Decimal("0.0001")
    assert [(one.to_email, one.amount) for one in transfers.rows] == [(FUND, Decimal(5000))]
    assert [one.email for one in (await subs.managed()).rows] == [FUND]
    with pytest.raises(ApiError):
        await subs.managed_assets(ALICE)
    with pytest.raises(ApiError):
        await subs.transfers_as_investor(FUND, now - timedelta(days=300), now)


async def test_transfers_of_the_past(account: BinanceAccount) -> None:
    """The same transfer in each history it belongs to."""
    subs = account.sub_account
    (spot,) = await subs.spot_transfers(to_email=ALICE)
    futures = await subs.futures_transfers(ALICE, 1)
    anywhere = await subs.universal_transfers(to_email=ALICE)

    assert spot.receiver == futures.transfers[0].receiver == anywhere.result[0].to_email == ALICE
    assert spot.qty == anywhere.result[0].amount == Decimal(150)
    assert spot.tran_id == anywhere.result[0].tran_id
    assert await subs.spot_transfers(from_email=ALICE) == []
    assert await subs.deposits(ALICE, coin="ETH") == []
