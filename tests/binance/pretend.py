"""The sandbox's exchange as the package sees it."""

from binance.constants import Hosts
from binance.credentials import Credentials, KeyType
from sandbox.exchange import Exchange


def hosts_of(exchange: Exchange) -> Hosts:
    """Give the addresses of the pretend exchange."""
    return Hosts(
        exchange.spot_url,
        exchange.futures_url,
        exchange.coin_futures_url,
        exchange.spot_stream_url,
        exchange.spot_ws_api_url,
        exchange.futures_stream_url,
        exchange.coin_futures_stream_url,
        futures_ws_api=exchange.futures_ws_api_url,
        coin_futures_ws_api=exchange.coin_futures_ws_api_url,
    )


def key_of(exchange: Exchange, name: str = "trader") -> Credentials:
    """Give the ready key of an account."""
    account = exchange.accounts[name]
    return Credentials(account.api_key, account.secret, KeyType.HMAC)
