"""Examples of the mining pool."""

from datetime import UTC, datetime, timedelta

from tests.binance.endpoints.example import Arguments, Examples, Scene

MINER: Arguments = {"algo": "sha256", "user_name": "trader"}


async def this_week(_: Scene) -> Arguments:
    """Ask for the last days."""
    now = datetime.now(UTC)
    return {**MINER, "coin": "BTC", "start_date": now - timedelta(days=3), "end_date": now}


EXAMPLES: Examples = {
    "account.mining.algorithms": {},
    "account.mining.coins": {},
    "account.mining.worker": {**MINER, "worker_name": "rig01"},
    "account.mining.workers": {**MINER, "sort": 1, "sort_column": 2, "worker_status": 1},
    "account.mining.earnings": this_week,
    "account.mining.bonuses": this_week,
    "account.mining.account_earnings": {"algo": "sha256", "page_size": 3},
    "account.mining.resales": {},
    "account.mining.resale_earnings": {"config_id": 168},
    "account.mining.cancel_resale": {"config_id": 168, "user_name": "trader"},
    "account.mining.statistics": MINER,
    "account.mining.hash_rates": MINER,
}
