"""Examples of a USDⓈ-M account."""

from tests.binance.endpoints.example import Examples

EXAMPLES: Examples = {
    "account.futures.order_rate_limits": {},
}
