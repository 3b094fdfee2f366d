"""Cancellation and the types of errors."""

import asyncio
import sqlite3

import pytest
from sqlalchemy.exc import OperationalError

from storage.errors import DatabaseBusy, DatabaseError, DatabaseFull, DatabaseUnusable
from storage.transactions import WholeSession, typed_errors, uninterrupted


async def cancelled_while_working(*, guarded: bool) -> list[str]:
    """Cancel somebody in the middle of a piece of work; give what was finished."""
    finished: list[str] = []
    begun, may_finish = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        begun.set()
        await may_finish.wait()
        finished.append("work")

    async def caller() -> None:
        await (uninterrupted(work()) if guarded else work())
        finished.append("what came after")

    task = asyncio.create_task(caller())
    await begun.wait()
    task.cancel()
    await asyncio.sleep(0)
    task.cancel()
    may_finish.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    return finished


async def test_work_is_finished_before_the_cancellation_is_seen() -> None:
    """However often the caller is cancelled, the work is done once, and then nothing more."""
    assert await cancelled_while_working(guarded=True) == ["work"]


async def test_unguarded_work_is_cut_off() -> None:
    """Control: without the guard the work stops where it is."""
    assert await cancelled_while_working(guarded=False) == []


async def test_result_and_failure_pass_through() -> None:
    """Without a cancellation the guard changes nothing."""

    async def fail() -> None:
        raise LookupError

    async def succeed() -> str:
        return "result"

    assert await uninterrupted(succeed()) == "result"
    with pytest.raises(LookupError):
        await uninterrupted(fail())


async def test_cancellation_wins_over_the_failure_of_the_work() -> None:
    """Who was cancelled sees the cancellation, also when the work fails afterwards."""
    begun = asyncio.Event()

    async def fail() -> None:
        begun.set()
        await asyncio.sleep(0)
        raise LookupError

    task = asyncio.create_task(uninterrupted(fail()))
    await begun.wait()
    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task


def test_every_statement_of_a_session_is_guarded() -> None:
    """The session covers what a transaction is made of."""
    guarded = vars(WholeSession)

    assert {"execute", "scalar", "scalars", "get", "flush", "commit", "close"} <= guarded.keys()


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (sqlite3.SQLITE_BUSY, DatabaseBusy),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, DatabaseBusy),
        (sqlite3.SQLITE_FULL, DatabaseFull),
        (sqlite3.SQLITE_IOERR_WRITE, DatabaseFull),
        (sqlite3.SQLITE_IOERR_READ, DatabaseUnusable),
        (sqlite3.SQLITE_CORRUPT, DatabaseUnusable),
        (sqlite3.SQLITE_ERROR, DatabaseUnusable),
    ],
)
def test_codes_have_types(code: int, expected: type[DatabaseError]) -> None:
    """Each result code of SQLite, extended or not, becomes one of our errors."""
    cause = sqlite3.OperationalError("as SQLite words it")
    cause.sqlite_errorcode = code

    with pytest.raises(expected), typed_errors():
        raise OperationalError("statement", None, cause)
