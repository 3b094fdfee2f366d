"""Users with a key each, so that the exchange's ledger tells whose a request was."""

from binance.credentials import Credentials, KeyType
from sandbox.exchange import Exchange


def keys_for(exchange: Exchange, number: int) -> list[Credentials]:
    """Give so many users a key of the trader's account."""
    exchange.deposit("trader", "USDT", "1000000000")
    exchange.venue.order_counts.limits.update({10: 10**6, 86_400: 10**9})
    issued = (
        exchange.create_key("trader", enable_spot_and_margin_trading=True) for _ in range(number)
    )
    return [Credentials(key.api_key, key.secret or "", KeyType.HMAC) for key in issued]
