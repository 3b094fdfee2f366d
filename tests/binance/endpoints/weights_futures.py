"""What ways to call public futures data cost: where the weight depends on what is asked for."""

from typing import Any

WEIGHTS: list[tuple[str, dict[str, Any], int]] = [
    (f"{way}.depth", {"limit": limit}, weight)
    for way in ("futures", "coin_futures")
    for limit, weight in ((5, 2), (50, 2), (100, 5), (500, 10), (1000, 20))
] + [
    (way, {"limit": limit}, weight)
    for way in (
        "futures.klines",
        "futures.continuous_klines",
        "coin_futures.klines",
        "coin_futures.continuous_klines",
        "index.mark_price_klines",
        "index.index_price_klines",
        "index.premium_index_klines",
        "coin_index.mark_price_klines",
        "coin_index.index_price_klines",
        "coin_index.premium_index_klines",
    )
    for limit, weight in ((99, 1), (100, 2), (499, 2), (500, 5), (1000, 5), (1001, 10))
]
