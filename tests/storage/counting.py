"""A table with one number, to count in."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import text

from storage import sqlite
from storage.database import Database

ALONE = (3, 40, 1)
SHARED = sqlite.WAL_IS_SAFE_SINCE
VERSIONS = pytest.mark.parametrize("version", [ALONE, SHARED], ids=["alone", "shared"])

READ = text("SELECT n FROM counter")
WRITE = text("UPDATE counter SET n = :n")


@asynccontextmanager
async def counting(url: str, version: tuple[int, ...]) -> AsyncIterator[Database]:
    """Open the database with a table that holds one number, zero."""
    async with Database.open(url, sqlite_version=version) as database:
        async with database.write() as session:
            await session.execute(text("CREATE TABLE counter (n INTEGER NOT NULL)"))
            await session.execute(text("INSERT INTO counter VALUES (0)"))
        yield database


async def count_up(database: Database) -> None:
    """Read the number, let others have their turn, and write one more."""
    async with database.write() as session:
        number = await session.scalar(READ)
        await asyncio.sleep(0)
        await session.execute(WRITE, {"n": number + 1})


async def current(database: Database) -> int:
    """Give the number."""
    async with database.read() as session:
        return int(await session.scalar(READ))
