"""The rows of the keys in use, read again only when something was written to the database.

What they hold is encrypted; nothing decrypted is kept. Only this process' own writes are noticed:
a rotation from outside leaves rows that the master keys of this process still open.
"""

from storage.database import Database
from storage.models import ApiKeyRow
from storage.stored_key import key_in_use

_MOST = 10_000  # people


class RowsInUse:
    """Gives the row of each user's key in use."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._rows: dict[int, ApiKeyRow | None] = {}
        self._commits = database.commits  # those after which the rows were read

    async def of(self, user_id: int) -> ApiKeyRow | None:
        """Give the row, or None for somebody without a key in use."""
        commits = self._database.commits
        if commits != self._commits or len(self._rows) >= _MOST:
            self._rows.clear()
            self._commits = commits
        if user_id in self._rows:
            return self._rows[user_id]
        async with self._database.read() as session:
            row = await key_in_use(session, user_id)
        if self._commits == self._database.commits == commits:
            self._rows[user_id] = row
        return row
