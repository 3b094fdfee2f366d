"""The money of subscriptions and redemptions: from spot or funding, and back."""

from decimal import Decimal

from sandbox.exchange.errors import Refusal
from sandbox.exchange.routes import Call
from sandbox.exchange.spot_money import credit

SMALLEST = Decimal("1E-8")


def pay(call: Call, asset: str, amount: Decimal, source: str) -> tuple[Decimal, Decimal]:
    """Take an amount from SPOT, FUND or ALL; gives the parts of both. Fails with -6012."""
    account = call.account
    spot = account.balances[asset].free if asset in account.balances else Decimal(0)
    funding = account.cash.funding[asset]
    from_spot = {"SPOT": amount, "FUND": Decimal(0), "ALL": min(amount, spot)}[source]
    from_funding = amount - from_spot
    if from_spot > spot or from_funding > funding:
        raise Refusal(-6012, "Balance not enough")
    if from_spot:
        credit(call, asset, -from_spot)
    account.cash.funding[asset] -= from_funding
    return from_spot, from_funding


def give(call: Call, asset: str, amount: Decimal, target: str = "SPOT") -> None:
    """Add an amount to SPOT or FUND."""
    if target == "FUND":
        call.account.cash.funding[asset] += amount
    else:
        credit(call, asset, amount)
