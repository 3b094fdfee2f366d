"""The Binance package alone: without the bot beside it, and without what only the bot needs."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = """
import sys
import binance.client, binance.filters, binance.gather, binance.websocket.order_books
print(sorted({name.partition(".")[0] for name in sys.modules}))
"""
THE_BOTS = {"bot", "storage", "sandbox", "aiogram", "alembic", "pydantic", "redis", "sqlalchemy"}


def test_package_needs_nothing_of_the_bot(tmp_path: Path) -> None:
    """In a directory with nothing else it is imported, with none of the bot's libraries."""
    (tmp_path / "binance").symlink_to(ROOT / "binance")
    done = subprocess.run(  # noqa: S603 -- our own interpreter, our own code
        [sys.executable, "-c", CODE], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    loaded = {name for name in done.stdout.split("'") if name.isidentifier()}

    assert "aiohttp" in loaded
    assert loaded & THE_BOTS == set()
