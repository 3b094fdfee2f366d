"""Examples of a spot account."""

from tests.binance.endpoints.example import Examples

EXAMPLES: Examples = {
    "account.spot.account": {"omit_zero_balances": True},
    "account.spot.open_orders": {"symbol": "BTCUSDT"},
    "account.spot.my_trades": {"symbol": "BTCUSDT", "limit": 3},
}
