"""Examples of money from and to the world outside, and of loans."""

from datetime import UTC, datetime, timedelta

from tests.binance.endpoints.example import Arguments, Examples

NOW = datetime.now(UTC)
SPAN: Arguments = {"begin_time": NOW - timedelta(days=80), "end_time": NOW, "page": 1, "rows": 50}

EXAMPLES: Examples = {
    "account.cash.fiat_orders": {"transaction_type": "0", **SPAN},
    "account.cash.fiat_payments": {"transaction_type": "1", **SPAN},
    "account.cash.c2c_trades": {"trade_type": "SELL"},
    "account.cash.loans": {"loan_coin": "USDT", "limit": 5},
}
