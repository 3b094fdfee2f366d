"""What the trader had lent before you came."""

from decimal import Decimal

from sandbox.exchange.accounts import Account
from sandbox.exchange.earn_book import EarnMove, FlexibleHeld, LockedHeld
from sandbox.exchange.earn_products import CHAIN_OFFERS, FLEXIBLE_OFFERS, LOCKED_OFFERS
from sandbox.exchange.paging import DAY_MS

# Days ago, shelf, product, amount.
LENT = """
34 FLEXIBLE USDT001 1500
27 FLEXIBLE BTC001 0.03
16 LOCKED Bnb*30 2.5
11 CHAIN Solv-60d 0.012
"""


def give_earn_past(account: Account, now_ms: int) -> None:
    """Give an account positions; their money is not in any other wallet."""
    book = account.earn
    for line in LENT.strip().splitlines():
        days, shelf, product, text = line.split()
        at, amount = now_ms - int(days) * DAY_MS, Decimal(text)
        bound = (LOCKED_OFFERS | CHAIN_OFFERS).get(product)
        asset, term = (bound.asset, bound.days) if bound else (FLEXIBLE_OFFERS[product].asset, 0)
        number = book.next_id()
        position = 0 if shelf == "FLEXIBLE" else number + 5_000_000
        book.moves.append(
            EarnMove(
                id=number,
                shelf=shelf,
                out=False,
                product=product,
                asset=asset,
                amount=amount,
                time_ms=at,
                position=position,
                days=term,
                from_spot=amount,
            )
        )
        if shelf == "FLEXIBLE":
            book.flexible[product] = FlexibleHeld(
                product=product, asset=asset, amount=amount, since_ms=at
            )
            account.deposit(f"LD{asset}", amount)
        else:
            book.locked[position] = LockedHeld(
                id=position,
                project=product,
                asset=asset,
                amount=amount,
                since_ms=at,
                days=term,
                on_chain=shelf == "CHAIN",
            )
