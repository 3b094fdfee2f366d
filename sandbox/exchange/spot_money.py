"""Money that comes to spot or leaves it without an order: its owner is told."""

from decimal import Decimal

from sandbox.exchange.routes import Call


def credit(call: Call, asset: str, amount: Decimal) -> None:
    """Add to the free balance of spot (or take from it) and tell `balanceUpdate`."""
    account = call.account
    account.deposit(asset, amount)
    account.update_time_ms = call.now_ms
    for listener in call.venue.credited:
        listener(account, asset, amount)
