"""A migrated database in a directory of the test, and what stands on it."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.apikey_manager import ApiKeyManager, MasterKeys
from storage.database import Database
from storage.users import Users
from tests.storage.moments import SetClock


@pytest.fixture
def path(migrated_file: Path, tmp_path: Path) -> Path:
    """Give the database file of this test."""
    return Path(shutil.copy(migrated_file, tmp_path / "bot.db"))


@pytest.fixture
def url(path: Path) -> str:
    """Give the database of this test."""
    return f"sqlite+aiosqlite:///{path}"


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    """Give the open database of this test."""
    async with Database.open(url) as database:
        yield database


@pytest.fixture
def clock() -> SetClock:
    """Give a clock that moves when told."""
    return SetClock()


@pytest.fixture
def users(database: Database, clock: SetClock) -> Users:
    """Give the users of the database."""
    return Users(database, clock=clock)


@pytest.fixture
def masters() -> MasterKeys:
    """Give one master key."""
    return MasterKeys.parse(MasterKeys.generate_one())


@pytest.fixture
def keys(database: Database, masters: MasterKeys, clock: SetClock) -> ApiKeyManager:
    """Give the keys of the database."""
    return ApiKeyManager(database, masters, clock=clock)
