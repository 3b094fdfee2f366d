"""What the trader's wallets saw before you came: deposits, withdrawals, payouts, transfers."""

import hashlib
from decimal import Decimal

from sandbox.exchange.accounts import Account
from sandbox.exchange.paging import DAY_MS
from sandbox.exchange.wallet_book import FIRST_DUST, FIRST_TRANSFER, DustMade, Passage, TransferMade
from sandbox.exchange.wallet_capital import address_of

# Days ago, asset, amount, network.
DEPOSITS = """
84 USDT 12000 TRX
61 BTC 0.5 BTC
33 ETH 4 ETH
12 USDT 6500 TRX
3 SOL 20 SOL
"""
WITHDRAWALS = """
47 USDT 800 TRX
19 BTC 0.02 BTC
6 USDT 350 BSC
"""
# Days ago, asset, amount, what for.
DIVIDENDS = """
40 BNB 0.0214 Launchpool
26 USDT 4.12 Flexible
15 SOL 0.031 BNSOL Boost APR Airdrop
8 ADA 12.5 BNB Vault
2 USDT 1.08 Flexible
"""
# Days ago, type, asset, amount.
TRANSFERS = """
58 MAIN_UMFUTURE USDT 5000
30 MAIN_MARGIN USDT 3000
21 MAIN_FUNDING USDT 400
9 UMFUTURE_MAIN USDT 250
"""
FUNDING = {"USDT": "320.5", "BNB": "0.4"}


def give_wallet_past(account: Account, now_ms: int) -> None:
    """Write down what moved, without moving it again, and fill the funding wallet."""
    book = account.cash
    book.funding.update({asset: Decimal(amount) for asset, amount in FUNDING.items()})
    book.deposits += [_passage(account, line, now_ms) for line in _lines(DEPOSITS)]
    book.withdrawals += [_passage(account, line, now_ms, out=True) for line in _lines(WITHDRAWALS)]
    for days, asset, amount, *words in _lines(DIVIDENDS):
        book.pay(asset, Decimal(amount), " ".join(words), now_ms - int(days) * DAY_MS)
    for days, kind, asset, amount in _lines(TRANSFERS):
        book.transfers.append(
            TransferMade(
                id=FIRST_TRANSFER + len(book.transfers),
                type=kind,
                asset=asset,
                amount=Decimal(amount),
                time_ms=now_ms - int(days) * DAY_MS,
            )
        )
    book.dust.append(
        DustMade(
            id=4_359_321,
            group=FIRST_DUST - 1,
            asset="XLM",
            amount=Decimal("4.2"),
            target="BNB",
            brought=Decimal("0.00072346"),
            fee=Decimal("0.00001476"),
            time_ms=now_ms - 25 * DAY_MS,
        )
    )


def _passage(account: Account, cells: list[str], now_ms: int, *, out: bool = False) -> Passage:
    days, coin, amount, network = cells
    at = now_ms - int(days) * DAY_MS - 3_600_000
    digest = hashlib.sha256(f"{account.uid}:{days}:{coin}:{out}".encode()).hexdigest()
    owner = 77 if out else account.uid
    return Passage(
        id=digest[:32] if out else str(769_800_000_000_000_000 + int(digest[:12], 16)),
        coin=coin,
        amount=Decimal(amount),
        network=network,
        address=address_of(owner, network),
        tx_id=digest,
        time_ms=at,
        status=6 if out else 1,
        fee=Decimal(1) if out and coin == "USDT" else Decimal("0.00005") if out else Decimal(0),
    )


def _lines(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().splitlines()]
