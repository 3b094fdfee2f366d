"""What ways to call a margin account cost: where the weight depends on what is asked for."""

from typing import Any

WEIGHTS: list[tuple[str, dict[str, Any], int]] = [
    ("account.margin.cross_margin_data", {}, 5),
    ("account.margin.cross_margin_data", {"coin": "BTC"}, 1),
    ("account.margin.isolated_margin_data", {}, 10),
    ("account.margin.isolated_margin_data", {"symbol": "A"}, 1),
] + [
    (f"account.margin.{name}", {"side_effect_type": effect}, weight)
    for name in ("new_order", "new_oco", "new_oto", "new_otoco")
    for effect, weight in (
        (None, 6),
        ("NO_SIDE_EFFECT", 6),
        ("AUTO_REPAY", 6),
        ("MARGIN_BUY", 1500),
        ("AUTO_BORROW_REPAY", 1500),
    )
]
