"""The markets that have streams, and the paths under which sockets reach them."""

from enum import StrEnum

from binance.constants import Hosts
from binance.websocket.rules import (
    FUTURES_STREAM_RULES,
    OPTIONS_STREAM_RULES,
    SPOT_STREAM_RULES,
    SocketRules,
)


class Market(StrEnum):
    """Where a stream comes from."""

    SPOT = "spot"
    FUTURES = "futures"  # USDⓈ-M
    COIN_FUTURES = "coin_futures"
    OPTIONS = "options"
    ALPHA = "alpha"
    STOCKS = "stocks"


RULES = {
    Market.SPOT: SPOT_STREAM_RULES,
    Market.FUTURES: FUTURES_STREAM_RULES,
    Market.COIN_FUTURES: FUTURES_STREAM_RULES,
    Market.OPTIONS: OPTIONS_STREAM_RULES,
    Market.ALPHA: SPOT_STREAM_RULES,
    Market.STOCKS: SPOT_STREAM_RULES,
}
"""What is known of a market's sockets; nothing is documented for Alpha and stocks."""

CATEGORIES = frozenset({Market.FUTURES, Market.OPTIONS})
"""Markets whose streams are split into /public and /market; mixed up they stay silent."""


def socket_url(hosts: Hosts, market: Market, category: str) -> str | None:
    """Give the address of a socket for combined streams; None where there is no such host."""
    bases = {
        Market.SPOT: hosts.spot_stream,
        Market.FUTURES: hosts.futures_stream,
        Market.COIN_FUTURES: hosts.coin_futures_stream,
        Market.OPTIONS: hosts.futures_stream if hosts.options else None,
        Market.ALPHA: hosts.alpha_stream,
        Market.STOCKS: hosts.stock_stream,
    }
    base = bases[market]
    if not base:
        return None
    return f"{base.rstrip('/')}/{category}/stream" if category else f"{base.rstrip('/')}/stream"


def rules_of(market: Market) -> SocketRules:
    """Give the rules of a market's sockets."""
    return RULES[market]
