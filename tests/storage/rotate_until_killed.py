"""A process that rotates, tells of every row, and is killed by its parent in the middle.

python rotate_until_killed.py DATABASE-URL MASTER-KEYS
"""

import asyncio
import sys

from sqlalchemy import event
from sqlalchemy.engine import Engine

from storage.apikey_manager import ApiKeyManager, MasterKeys
from storage.database import Database


def tell(_connection: object) -> None:
    """Let the parent know that a transaction is about to end, and wait for its word."""
    sys.stdout.write("row\n")
    sys.stdout.flush()
    sys.stdin.readline()


async def main() -> None:
    """Rotate to the end, if the parent lets it."""
    url, master_keys = sys.argv[1:]
    event.listen(Engine, "commit", tell)
    async with Database.open(url) as database:
        await ApiKeyManager(database, MasterKeys.parse(master_keys)).rotate()


asyncio.run(main())
