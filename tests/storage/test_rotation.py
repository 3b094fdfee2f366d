"""Re-encryption under a new master key, also when it is cut off."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select, text

from storage import rotation
from storage.apikey_manager import ApiKeyManager, MasterKeys
from storage.database import Database
from storage.errors import DuplicateKey, KeyUnreadable
from storage.models import ApiKeyRow
from storage.users import Users
from tests.storage.moments import SetClock
from tests.storage.people import ALICE, add_key, hmac_credentials, sign_up

OLD = MasterKeys.generate_one()
NEW = MasterKeys.generate_one()
BOTH = MasterKeys.parse(f"{NEW},{OLD}")
NEW_ALONE = MasterKeys.parse(NEW)
PEOPLE = range(1, 13)
SCRIPT = Path(__file__).with_name("rotate_until_killed.py")
ROOT = Path(__file__).resolve().parents[2]


async def store_keys(database: Database, masters: MasterKeys) -> None:
    """Store one key for each of the people, and let the first of them begin a pair."""
    await sign_up(Users(database), *PEOPLE)
    keys = ApiKeyManager(database, masters)
    for user_id in PEOPLE:
        await add_key(keys, user_id, hmac_credentials(f"{user_id:02}"))
    await keys.begin_pair(PEOPLE[0], "Pair")


async def kids(database: Database) -> list[str]:
    """Give the id of the master key of every row."""
    query = "SELECT kid FROM api_keys UNION ALL SELECT kid FROM pending_pairs"
    async with database.read() as session:
        return list(await session.scalars(text(query)))


async def test_rotated_rows_need_the_new_key_alone(database: Database, clock: SetClock) -> None:
    """After a rotation the old master key can go, and every key reads as before."""
    await store_keys(database, MasterKeys.parse(OLD))

    report = await ApiKeyManager(database, BOTH, clock=clock).rotate()

    keys = ApiKeyManager(database, NEW_ALONE)
    assert (report.rotated, report.current, report.unreadable) == (13, 0, 0)
    assert set(await kids(database)) == set(NEW_ALONE.kids)
    for user_id in PEOPLE:
        assert await keys.credentials_of(user_id) == hmac_credentials(f"{user_id:02}")
    assert (await keys.pending_credentials(PEOPLE[0], "p" * 64)).api_key == "p" * 64


async def test_without_rotation_the_old_key_is_needed(database: Database) -> None:
    """Control: the new master key alone reads nothing before the rotation."""
    await store_keys(database, MasterKeys.parse(OLD))
    keys = ApiKeyManager(database, NEW_ALONE)

    report = await keys.verify()

    assert (report.readable, report.unreadable) == (0, 13)
    with pytest.raises(KeyUnreadable):
        await keys.credentials_of(PEOPLE[0])


async def test_rotation_notes_version_and_time(database: Database, clock: SetClock) -> None:
    """A rotated row says so: Fernet tokens would keep the time of their first encryption."""
    await store_keys(database, MasterKeys.parse(OLD))

    await ApiKeyManager(database, BOTH, clock=clock).rotate()

    query = text("SELECT DISTINCT row_version, rotated_at FROM api_keys")
    async with database.read() as session:
        rows = (await session.execute(query)).all()
    assert rows == [(2, "2026-11-20 12:00:00.000000")]


async def test_second_rotation_changes_nothing(database: Database) -> None:
    """What is current already is left alone."""
    await store_keys(database, MasterKeys.parse(OLD))
    keys = ApiKeyManager(database, BOTH)
    await keys.rotate()

    report = await keys.rotate()

    assert (report.rotated, report.current, report.unreadable) == (0, 13, 0)


async def test_duplicate_is_still_found_after_rotation(database: Database) -> None:
    """Fingerprints move to the new master key together with the tokens."""
    await store_keys(database, MasterKeys.parse(OLD))
    await ApiKeyManager(database, BOTH).rotate()
    await sign_up(Users(database), 99)

    with pytest.raises(DuplicateKey):
        await add_key(ApiKeyManager(database, NEW_ALONE), 99, hmac_credentials("05"))


async def test_unreadable_rows_are_counted_and_left(database: Database) -> None:
    """A damaged row stops nothing and is not touched."""
    await store_keys(database, MasterKeys.parse(OLD))
    async with database.write() as session:
        await session.execute(text("UPDATE api_keys SET token = 'x' || token WHERE user_id < 4"))

    report = await ApiKeyManager(database, BOTH).rotate()

    assert (report.rotated, report.current, report.unreadable) == (10, 0, 3)
    assert sorted(await kids(database)) == sorted([*BOTH.kids[1:] * 3, *BOTH.kids[:1] * 10])


async def test_key_stored_twice_while_a_master_key_was_missing(database: Database) -> None:
    """Two rows with one API key cannot both become current; the second stays as it was."""
    await sign_up(Users(database), 1, 2)
    await add_key(ApiKeyManager(database, MasterKeys.parse(OLD)), 1, hmac_credentials())
    await add_key(ApiKeyManager(database, NEW_ALONE), 2, hmac_credentials())

    report = await ApiKeyManager(database, BOTH).rotate()

    assert (report.rotated, report.current, report.unreadable) == (0, 1, 1)
    assert await ApiKeyManager(database, BOTH).credentials_of(1) == hmac_credentials()


async def test_killed_rotation_goes_on_where_it_stopped(url: str) -> None:
    """Killed at every third row, a rotation loses nothing and ends with the next run."""
    async with Database.open(url) as database:
        await store_keys(database, MasterKeys.parse(OLD))

    done = []
    for rows in (3, 4, 5):
        rotate_and_kill(url, after_rows=rows)
        async with Database.open(url) as database:
            report = await ApiKeyManager(database, BOTH).verify()
            done.append((await kids(database)).count(NEW_ALONE.newest.kid))
            integrity = await integrity_of(database)
        assert (report.readable, report.unreadable) == (13, 0)
        assert integrity == "ok"

    async with Database.open(url) as database:
        last = await ApiKeyManager(database, BOTH).rotate()
        verified = await ApiKeyManager(database, NEW_ALONE).verify()
    assert done == sorted(done)
    assert 0 < done[0] < 13
    assert (last.rotated + last.current, last.unreadable) == (13, 0)
    assert (verified.readable, verified.unreadable) == (13, 0)


async def integrity_of(database: Database) -> str:
    """Ask SQLite whether the file is sound."""
    async with database.read() as session:
        return str(await session.scalar(text("PRAGMA integrity_check")))


def rotate_and_kill(url: str, *, after_rows: int) -> None:
    """Start a rotation in another process, and kill it when it is about to commit a row."""
    command = [sys.executable, str(SCRIPT), url, f"{NEW},{OLD}"]
    with subprocess.Popen(  # noqa: S603 - our own script
        command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, stdin=-1, stdout=-1, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for _ in range(after_rows):
            assert process.stdout.readline() == "row\n"
            process.stdin.write("\n")
            process.stdin.flush()
        process.kill()


async def test_row_that_changed_meanwhile_is_not_overwritten(database: Database) -> None:
    """A token that somebody else replaced since it was read is theirs."""
    await sign_up(Users(database), ALICE)
    keys = ApiKeyManager(database, MasterKeys.parse(OLD))
    await add_key(keys, ALICE, hmac_credentials())

    async with database.write() as session:
        row = (await session.scalars(select(ApiKeyRow))).one()
        await session.execute(text("UPDATE api_keys SET row_version = 7"))
        replaced = await rotation._replace_token(session, BOTH, row, row.created_at)

    assert not replaced
    assert set(await kids(database)) == {MasterKeys.parse(OLD).newest.kid}
