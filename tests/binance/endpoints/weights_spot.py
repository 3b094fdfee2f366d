"""What ways to call the endpoints of spot cost: where the weight depends on what is asked for."""

from typing import Any

WEIGHTS: list[tuple[str, dict[str, Any], int]] = [
    ("spot.execution_rules", {}, 40),
    ("spot.execution_rules", {"symbol": "A"}, 2),
    ("spot.execution_rules", {"symbols": ["A"] * 3}, 6),
    ("spot.execution_rules", {"symbols": ["A"] * 21}, 40),
    ("spot.tickers_24h", {}, 80),
    ("spot.tickers_24h", {"symbols": ["A"]}, 2),
    ("spot.tickers_24h", {"symbols": ["A"] * 20}, 2),
    ("spot.tickers_24h", {"symbols": ["A"] * 21}, 40),
    ("spot.tickers_24h", {"symbols": ["A"] * 100}, 40),
    ("spot.tickers_24h", {"symbols": ["A"] * 101}, 80),
    ("spot.tickers_trading_day", {"symbols": ["A"] * 2}, 8),
    ("spot.tickers_trading_day", {"symbols": ["A"] * 51}, 200),
    ("spot.tickers_window", {"symbols": ["A"] * 2}, 8),
    ("spot.tickers_window", {"symbols": ["A"] * 51}, 200),
    ("spot.depth", {"limit": 1}, 5),
    ("spot.depth", {"limit": 100}, 5),
    ("spot.depth", {"limit": 101}, 25),
    ("spot.depth", {"limit": 500}, 25),
    ("spot.depth", {"limit": 501}, 50),
    ("spot.depth", {"limit": 1000}, 50),
    ("spot.depth", {"limit": 1001}, 250),
    ("spot.depth", {"limit": 5000}, 250),
]
