"""The two customers everybody starts with: a trader with balances, a guest with a little USDT."""

from decimal import Decimal

from sandbox.exchange.accounts import Account
from sandbox.exchange.contract_wallet import (
    ContractMode,
    ContractWallet,
    Position,
    SymbolSetting,
)
from sandbox.exchange.keys import ApiKey, KeyRegistry, Rights

TRADER = """
BTC 0.84213
ETH 6.215
BNB 14.082
SOL 38.5
USDT 18250.75
USDC 1200
XRP 2400
DOGE 5120
ADA 830.4
LINK 96.11
币安人生 1500
SHIB 12000
TRX 3.7
VET 6.2
"""
GUEST = """
USDT 250
"""


def open_accounts(keys: KeyRegistry, now_ms: int, homes: tuple[str, ...]) -> dict[str, Account]:
    """Open both accounts, each with a key for reading and spot trading from `homes` only."""
    accounts = {
        "trader": _open("trader", 350100001, TRADER),
        "guest": _open("guest", 350100002, GUEST),
    }
    give_contracts(accounts["trader"], now_ms)
    for account in accounts.values():
        issued = keys.issue(
            ApiKey(
                api_key=keys.characters(),
                account=account.name,
                rights=Rights(enable_spot_and_margin_trading=True),
                created_ms=now_ms - 40 * 86_400_000,
                allowed_ips=homes,
            )
        )
        account.api_key, account.secret = issued.api_key, issued.secret or ""
    return accounts


def _open(name: str, uid: int, holdings: str) -> Account:
    account = Account(name=name, uid=uid)
    for line in holdings.split("\n"):
        if line:
            asset, amount = line.split()
            account.deposit(asset, Decimal(amount))
    return account


def give_contracts(account: Account, now_ms: int) -> None:
    """Give an account money and positions on both exchanges for contracts, and nothing else."""
    account.futures, account.coin_futures = usd, coin = ContractWallet(), ContractWallet()
    account.contract_mode = ContractMode()
    usd.balances |= {"USDT": Decimal(5200), "BNB": Decimal("1.5")}
    coin.balances |= {"BTC": Decimal("0.25"), "ETH": Decimal(3)}
    for wallet, symbol, amount, entry, leverage in (
        (usd, "BTCUSDT", "0.05", "66120.4", 10),
        (usd, "ETHUSDT", "-0.8", "3561.7", 5),
        (coin, "BTCUSD_PERP", "12", "66480.5", 10),
    ):
        wallet.settings[symbol] = SymbolSetting(leverage)
        wallet.positions[symbol, "BOTH"] = Position(
            Decimal(amount), Decimal(entry), update_time_ms=now_ms
        )
