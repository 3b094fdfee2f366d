"""Examples of sub-accounts."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from tests.binance.endpoints.example import Arguments, Examples, Scene

ALICE: Arguments = {"email": "alice@example.com"}
FUND: Arguments = {"email": "fund_managed@example.com"}
USD: Arguments = {"futures_type": 1}
COIN: Arguments = {"futures_type": 2}
KEY = "a1" * 32


def this_month() -> Arguments:
    """Give two times."""
    now = datetime.now(UTC)
    return {"start_time": now - timedelta(days=30), "end_time": now}


async def of_fund(_: Scene) -> Arguments:
    """Ask for a month of the managed sub-account."""
    return {**FUND, **this_month(), "transfers": "to", "transfer_function_account_type": "SPOT"}


async def of_own(_: Scene) -> Arguments:
    """Ask for a month."""
    return this_month()


async def snapshots(_: Scene) -> Arguments:
    """Ask for the days of a month."""
    return {**FUND, "type": "FUTURES", **this_month(), "limit": 30}


ACCOUNTS: Examples = {
    "account.sub_account.accounts": {"is_freeze": False, "limit": 200},
    "account.sub_account.create_virtual": {"sub_account_string": "shop"},
    "account.sub_account.enable_futures": {"email": "grid_virtual@example.com"},
    "account.sub_account.enable_options": ALICE,
    "account.sub_account.status": {},
    "account.sub_account.transaction_statistics": ALICE,
    "account.sub_account.api_keys": ALICE,
    "account.sub_account.ip_restriction": {**ALICE, "sub_account_api_key": KEY},
}

ASSETS: Examples = {
    "account.sub_account.assets": ALICE,
    "account.sub_account.spot_summary": {},
    "account.sub_account.margin_account": ALICE,
    "account.sub_account.margin_summary": {},
    "account.sub_account.futures_account": {**ALICE, **USD},
    "account.sub_account.futures_summary": COIN,
    "account.sub_account.positions": {**ALICE, **COIN},
}

TRANSFERS: Examples = {
    "account.sub_account.deposit_address": {
        **ALICE,
        "coin": "BTC",
        "network": "LIGHTNING",
        "amount": Decimal("0.001"),
    },
    "account.sub_account.deposits": {**ALICE, "include_source": True, "coin": "BTC", "status": 1},
    "account.sub_account.spot_transfers": {"to_email": "alice@example.com"},
    "account.sub_account.futures_transfers": {**ALICE, **USD},
    "account.sub_account.universal_transfers": {},
    "account.sub_account.own_transfers": {"type": 1, "return_fail_history": False},
    "account.sub_account.moved_positions": {"symbol": "BTCUSDT", "product_type": "UM"},
}

MANAGED: Examples = {
    "account.sub_account.managed": {},
    "account.sub_account.managed_assets": FUND,
    "account.sub_account.managed_margin": {**FUND, "account_type": "MARGIN"},
    "account.sub_account.managed_futures": {**FUND, "account_type": "USDT_FUTURE"},
    "account.sub_account.managed_snapshots": snapshots,
    "account.sub_account.managed_deposit_address": {**FUND, "coin": "USDT"},
    "account.sub_account.transfers_as_investor": of_fund,
    "account.sub_account.transfers_as_trader": of_fund,
    "account.sub_account.managed_own_transfers": of_own,
}

EXAMPLES: Examples = {**ACCOUNTS, **ASSETS, **TRANSFERS, **MANAGED}
