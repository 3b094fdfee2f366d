"""What ways to call a spot account cost: where the weight depends on what is asked for."""

from typing import Any

WEIGHTS: list[tuple[str, dict[str, Any], int]] = [
    ("account.spot.open_orders", {}, 80),
    ("account.spot.open_orders", {"symbol": "A"}, 6),
    ("account.spot.my_trades", {}, 20),
    ("account.spot.my_trades", {"order_id": 1}, 5),
]
