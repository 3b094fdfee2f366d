"""What ways to call a spot account cost: where the weight depends on what is asked for."""

from typing import Any

WEIGHTS: list[tuple[str, dict[str, Any], int]] = [
    ("account.spot.open_orders", {}, 80),
    ("account.spot.open_orders", {"symbol": "A"}, 6),
    ("account.spot.my_trades", {}, 20),
    ("account.spot.my_trades", {"order_id": 1}, 5),
    ("account.spot.my_prevented_matches", {"prevented_match_id": 1}, 2),
    ("account.spot.my_prevented_matches", {"order_id": 1}, 20),
    ("account.spot.test_order", {}, 1),
    ("account.spot.test_order", {"compute_commission_rates": False}, 1),
    ("account.spot.test_order", {"compute_commission_rates": True}, 20),
    ("account.spot.test_sor_order", {"compute_commission_rates": True}, 20),
    ("account.spot.test_sor_order", {}, 1),
]
