"""What ways to call accounts of contracts cost: where the weight depends on what is asked for."""

from typing import Any

BTC = {"symbol": "BTCUSDT"}
WEIGHTS: list[tuple[str, dict[str, Any], int]] = [
    (f"account.{way}.{name}", given, weight)
    for way in ("futures", "coin_futures")
    for name, given, weight in (
        ("open_orders", {}, 40),
        ("open_orders", BTC, 1),
        ("open_algo_orders", {}, 40),
        ("open_algo_orders", BTC, 1),
        ("force_orders", {}, 50),
        ("force_orders", BTC, 20),
    )
] + [
    ("account.futures.trading_status", {}, 10),
    ("account.futures.trading_status", BTC, 1),
    ("account.coin_futures.leverage_brackets", {}, 2),
    ("account.coin_futures.leverage_brackets", BTC, 1),
]
