"""Examples of the wallet."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from binance.wallet_enums import Delegation, DustAccount, SnapshotType, TransferType
from tests.binance.endpoints.example import Arguments, Examples, Scene

NOW = datetime.now(UTC)
SPAN: Arguments = {"start_time": NOW - timedelta(days=80), "end_time": NOW}
MOVE: Arguments = {"type": TransferType.MAIN_FUNDING, "asset": "USDT", "amount": Decimal(20)}


async def small(scene: Scene, asset: str) -> Arguments:
    """Hold a little of an asset."""
    scene.exchange.deposit("trader", asset, "1.5")
    return {"asset": [asset]}


async def dust(scene: Scene) -> Arguments:
    """Hold a little, to be turned into BNB."""
    return await small(scene, "ARB")


async def dust_for_btc(scene: Scene) -> Arguments:
    """Hold a little, to be turned into BTC."""
    return await small(scene, "OP") | {"target_asset": "BTC", "client_id": "one"}


async def moved(scene: Scene) -> Arguments:
    """Have moved something."""
    await scene.account.wallet.transfer(**MOVE)
    return {"type": TransferType.MAIN_FUNDING, "size": 5}


async def withdrawn(scene: Scene) -> Arguments:
    """Name a withdrawal of the past."""
    known = scene.exchange.accounts["trader"].cash.withdrawals[0]
    return {"id_list": [known.id], **SPAN}


ACCOUNT: Examples = {
    "account.wallet.api_restrictions": {},
    "account.wallet.api_restrictions_as_sent": {},
    "account.wallet.status": {},
    "account.wallet.trading_status": {},
    "account.wallet.info": {},
    "account.wallet.snapshots": {"type": SnapshotType.FUTURES, "limit": 8},
}

ASSETS: Examples = {
    "account.wallet.user_assets": {"asset": "BTC", "need_btc_valuation": True},
    "account.wallet.funding_assets": {"asset": "USDT", "need_btc_valuation": True},
    "account.wallet.balances": {"quote_asset": "USDT", "need_balance_detail": True},
    "account.wallet.asset_details": {"asset": "FTM"},
    "account.wallet.dividends": {**SPAN, "limit": 3},
    "account.wallet.trade_fees": {"symbol": "BTCUSDT"},
    "account.wallet.set_bnb_burn": {"spot_bnb_burn": False, "interest_bnb_burn": True},
}

MOVED: Examples = {
    "account.wallet.dust_assets": {"account_type": DustAccount.SPOT},
    "account.wallet.convert_dust": dust,
    "account.wallet.convertible_dust": {"target_asset": "USDC"},
    "account.wallet.convert_dust_to": dust_for_btc,
    "account.wallet.dust_log": SPAN,
    "account.wallet.transfer": MOVE,
    "account.wallet.transfers": moved,
    "account.wallet.cloud_mining_payments": SPAN,
    "account.wallet.custody_transfers": {
        "email": "master@example.com",
        "type": Delegation.DELEGATE,
        **SPAN,
    },
}

CAPITAL: Examples = {
    "account.wallet.coins": {},
    "account.wallet.deposits": {**SPAN, "coin": "USDT", "status": 1, "include_source": True},
    "account.wallet.deposit_address": {"coin": "USDT", "network": "TRX"},
    "account.wallet.deposit_addresses": {"coin": "ETH"},
    "account.wallet.apply_for_credit": {"deposit_id": 4},
    "account.wallet.withdrawals": withdrawn,
    "account.wallet.withdraw_addresses": {},
    "account.wallet.withdraw_quota": {},
}

TRAVEL_RULE: Examples = {
    "account.wallet.ruled_deposits": {"coin": "USDT", "travel_rule_status": 0},
    "account.wallet.ruled_deposits_v2": {"retrieve_questionnaire": True, "limit": 2},
    "account.wallet.ruled_withdrawals": {"network": "TRX"},
    "account.wallet.ruled_withdrawals_v2": {"coin": "BTC"},
    "account.wallet.vasps": {},
    "account.wallet.countries": {},
    "account.wallet.regions": {"country_code": "us"},
    "account.wallet.questionnaire_requirements": {},
}

EXAMPLES: Examples = {**ACCOUNT, **ASSETS, **MOVED, **CAPITAL, **TRAVEL_RULE}
