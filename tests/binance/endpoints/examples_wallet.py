"""Examples of the wallet."""

from tests.binance.endpoints.example import Examples

EXAMPLES: Examples = {
    "account.wallet.api_restrictions": {},
    "account.wallet.api_restrictions_as_sent": {},
    "account.wallet.user_assets": {"asset": "BTC", "need_btc_valuation": True},
}
