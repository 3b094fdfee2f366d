"""What holds for every transaction: it is not torn by a cancellation, and its errors are typed."""

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from functools import wraps
from inspect import iscoroutinefunction
from typing import Any, ParamSpec, TypeVar

from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError
from sqlalchemy.ext.asyncio import AsyncSession

from storage.errors import (
    DatabaseBusy,
    DatabaseError,
    DatabaseFull,
    DatabaseUnusable,
    ValueUnstorable,
)

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

_ERRORS: dict[int | None, type[DatabaseError]] = {
    sqlite3.SQLITE_BUSY: DatabaseBusy,
    sqlite3.SQLITE_LOCKED: DatabaseBusy,
    sqlite3.SQLITE_FULL: DatabaseFull,
    sqlite3.SQLITE_IOERR_WRITE: DatabaseFull,  # what a file-size limit or a quota looks like
    sqlite3.SQLITE_CORRUPT: DatabaseUnusable,
    sqlite3.SQLITE_NOTADB: DatabaseUnusable,
    sqlite3.SQLITE_CANTOPEN: DatabaseUnusable,
    sqlite3.SQLITE_READONLY: DatabaseUnusable,
}


async def uninterrupted(work: Coroutine[Any, Any, Result]) -> Result:
    """Finish the work even when the caller is cancelled; the cancellation follows afterwards.

    A commit that is cut off is neither done nor undone for whoever waited for it.
    """
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        if not task.cancelled():
            task.exception()  # seen; the caller asked to stop
        raise cancelled
    return task.result()


def _whole(
    method: Callable[Parameters, Coroutine[Any, Any, Result]],
) -> Callable[Parameters, Coroutine[Any, Any, Result]]:
    @wraps(method)
    async def finished(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        return await uninterrupted(method(*args, **kwargs))

    return finished


# A session that finishes every statement before a cancellation is seen. A statement that is cut
# off leaves the connection in a state nobody knows, and now and then a task that waits for ever.
WholeSession: type[AsyncSession] = type(
    "WholeSession",
    (AsyncSession,),
    {name: _whole(call) for name, call in vars(AsyncSession).items() if iscoroutinefunction(call)},
)


@contextmanager
def typed_errors() -> Iterator[None]:
    """Turn the driver's errors into ours; broken constraints stay as they are.

    Fails with `DatabaseError`, and with `ValueUnstorable` where a value cannot be written.

    The driver's text names tables and columns only: the engine hides all values.
    """
    try:
        yield
    except IntegrityError:
        raise
    except DBAPIError as error:
        code = getattr(error.orig, "sqlite_errorcode", None)  # extended; other databases have none
        primary = None if code is None else code & 0xFF
        kind = _ERRORS.get(code) or _ERRORS.get(primary, DatabaseUnusable)
        raise kind(str(error.orig)) from error
    except (OverflowError, StatementError) as error:
        raise ValueUnstorable(type(error).__name__) from error  # its text may repeat the value
