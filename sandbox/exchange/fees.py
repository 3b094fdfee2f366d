"""What a trade costs: a share of what is received, or less when paid in BNB."""

from decimal import ROUND_DOWN, Decimal

from sandbox.exchange.accounts import Account
from sandbox.exchange.market import Market

RATE = Decimal("0.001")
BNB_RATE = Decimal("0.00075")
SMALLEST = Decimal("1E-8")


def charge(account: Account, market: Market, received: tuple[str, Decimal]) -> tuple[Decimal, str]:
    """Credit what was received and take the fee; gives the fee and its asset."""
    asset, amount = received
    if account.pays_fees_in_bnb:
        worth = amount * market.value(asset, "BNB") * BNB_RATE
        fee = worth.quantize(SMALLEST, ROUND_DOWN)
        if 0 < fee <= account.balances["BNB"].free:
            account.deposit(asset, amount)
            account.deposit("BNB", -fee)
            return fee, "BNB"
    fee = (amount * RATE).quantize(SMALLEST, ROUND_DOWN)
    account.deposit(asset, amount - fee)
    return fee, asset
