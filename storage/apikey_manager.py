"""The API keys of users: stored encrypted, several a user, one of them in use."""

from collections.abc import Callable

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from binance.credentials import Credentials, generate_ed25519
from storage import pending_pairs, rotation
from storage.audit import Action, AuditEntry, record
from storage.clock import Clock, utc_now
from storage.database import Database
from storage.errors import LabelTaken, MasterKeyMissing, NoApiKey
from storage.models import ApiKeyRow
from storage.rotation import RotationReport, VerifyReport
from storage.rows_in_use import RowsInUse
from storage.sealed_rows import key_fields, new_id, seal_into, unseal_credentials
from storage.sealing import EXCHANGE, MasterKeys
from storage.stored_key import (
    KEY_LIMIT,
    LABEL_LENGTH,
    Rights,
    StoredKey,
    checked_label,
    free_label,
    key_of,
    refuse_duplicate,
    require_room,
    stored_key,
)

__all__ = [
    "KEY_LIMIT",
    "LABEL_LENGTH",
    "ApiKeyManager",
    "MasterKeys",
    "Rights",
    "RotationReport",
    "StoredKey",
    "VerifyReport",
]


class ApiKeyManager:
    """Store, read, rotate and forget the keys of Telegram users.

    A decrypted key lives only in the `Credentials` that are handed out; what is remembered of the
    database is as encrypted as it is there.
    """

    def __init__(
        self, database: Database, master_keys: MasterKeys, *, clock: Clock = utc_now
    ) -> None:
        self._database = database
        self._rows_in_use = RowsInUse(database)
        self._masters = master_keys
        self._clock = clock
        self._listeners: list[Callable[[int], None]] = []

    def listen(self, listener: Callable[[int], None]) -> None:
        """Let somebody know whose keys have changed: one was added, checked or deleted."""
        self._listeners.append(listener)

    async def check(self) -> None:
        """Fail with `MasterKeyMissing` when stored keys need a master key that is not listed.

        To be called at start; nothing is changed.
        """
        missing = await rotation.kids_in_use(self._database) - set(self._masters.kids)
        if missing:
            raise MasterKeyMissing(missing)

    async def add(
        self,
        user_id: int,
        credentials: Credentials,
        *,
        label: str,
        environment: str,
        rights: Rights,
    ) -> StoredKey:
        """Store a key; it becomes the one in use. A label that is taken gets a number.

        Fails with `UnknownUser`, `LabelInvalid`, `TooManyKeys` and `DuplicateKey`.
        """
        row = self._new_row(user_id, checked_label(user_id, label), environment, rights)
        async with self._database.write() as session:
            key = await self._store(session, row, credentials)
        self._tell(user_id)
        return key

    async def credentials_of(self, user_id: int, key_id: int | None = None) -> Credentials:
        """Decrypt the key in use, or another one of the user.

        Fails with `NoApiKey`, `UnknownKey` and `KeyUnreadable`.
        """
        if key_id is None:
            row = await self._rows_in_use.of(user_id)
        else:
            async with self._database.read() as session:
                row = await key_of(session, user_id, key_id)
        if row is None:
            raise NoApiKey(user_id)
        return unseal_credentials(row, self._masters)

    async def in_use(self, user_id: int) -> StoredKey | None:
        """Give the key the user's commands use, if there is one."""
        row = await self._rows_in_use.of(user_id)
        return None if row is None else stored_key(row)

    async def keys_of(self, user_id: int) -> list[StoredKey]:
        """Give all keys of the user, the oldest first."""
        query = select(ApiKeyRow).where(ApiKeyRow.user_id == user_id)
        async with self._database.read() as session:
            rows = await session.scalars(query.order_by(ApiKeyRow.created_at, ApiKeyRow.id))
            return [stored_key(row) for row in rows]

    async def key_of(self, user_id: int, key_id: int) -> StoredKey:
        """Give one key of the user as it is now. Fails with `UnknownKey`."""
        async with self._database.read() as session:
            return stored_key(await key_of(session, user_id, key_id))

    async def use(self, user_id: int, key_id: int) -> StoredKey:
        """Let the user's commands use this key from now on. Fails with `UnknownKey`."""
        async with self._database.write() as session:
            row = await key_of(session, user_id, key_id)
            await self._put_in_use(session, row)
            await self._note(session, Action.KEY_CHOSEN, row)
        return stored_key(row)

    async def rename(self, user_id: int, key_id: int, label: str) -> StoredKey:
        """Give a key another label. Fails with `UnknownKey`, `LabelInvalid` and `LabelTaken`."""
        wished = checked_label(user_id, label)
        async with self._database.write() as session:
            row = await key_of(session, user_id, key_id)
            row.label = ""  # a key does not stand in its own way
            await session.flush()
            if await free_label(session, user_id, wished) != wished:
                raise LabelTaken(user_id, wished)
            row.label = wished
        return stored_key(row)

    async def delete(self, user_id: int, key_id: int) -> None:
        """Delete a key and overwrite its bytes. Fails with `UnknownKey`.

        No other key takes its place: commands never change to another account by themselves.
        """
        async with self._database.write() as session:
            row = await key_of(session, user_id, key_id)
            await session.delete(row)
            await self._note(session, Action.KEY_DELETED, row)
        self._tell(user_id)
        await self._database.checkpoint()

    async def record_check(
        self, user_id: int, key_id: int, *, rights: Rights | None, error: str | None
    ) -> StoredKey:
        """Note what Binance said of the key: its rights (None: unknown), or why it refused.

        Fails with `UnknownKey`.
        """
        now = self._clock()
        async with self._database.write() as session:
            row = await key_of(session, user_id, key_id)
            if rights is not None:
                row.rights, row.checked_at = dict(rights), now
            row.last_error = error
            row.last_error_at = None if error is None else now
        self._tell(user_id)
        return stored_key(row)

    async def begin_pair(self, user_id: int, label: str) -> str:
        """Make an Ed25519 pair and give the public half, as PEM; it waits 24 hours for its API key.

        Replaces an earlier pair. Fails with `UnknownUser`, `LabelInvalid` and `TooManyKeys`.
        """
        label, pair, now = checked_label(user_id, label), generate_ed25519(), self._clock()
        async with self._database.write() as session:
            await require_room(session, user_id)
            await pending_pairs.drop_pairs(session, user_id, now)
            session.add(pending_pairs.pair_row(self._masters, pair, user_id, label, now))
        return pair.public_pem

    async def pending_credentials(self, user_id: int, api_key: str) -> Credentials:
        """Join the waiting pair with its API key, to try them out before they are stored.

        Fails with `NoPendingPair`, `DuplicateKey` and `KeyUnreadable`.
        """
        async with self._database.read() as session:
            row = await pending_pairs.find_pair(session, user_id, self._clock())
            await refuse_duplicate(session, user_id, self._masters.fingerprints(api_key))
        return pending_pairs.pair_credentials(row, self._masters, api_key)

    async def complete_pair(
        self, user_id: int, api_key: str, *, environment: str, rights: Rights
    ) -> StoredKey:
        """Store the waiting pair with its API key; it becomes the key in use.

        Fails with `NoPendingPair`, `KeyUnreadable`, `TooManyKeys` and `DuplicateKey`.
        """
        now = self._clock()
        async with self._database.write() as session:
            pair = await pending_pairs.find_pair(session, user_id, now)
            credentials = pending_pairs.pair_credentials(pair, self._masters, api_key)
            row = self._new_row(user_id, pair.label, environment, rights)
            await pending_pairs.drop_pairs(session, user_id, now)
            key = await self._store(session, row, credentials)
        self._tell(user_id)
        return key

    async def begin_secret(self, user_id: int, label: str, api_key: str) -> None:
        """Keep the API key of an HMAC key, encrypted, for up to 24 hours until its secret comes.

        Replaces whatever waited before. Fails with `UnknownUser`, `LabelInvalid`, `TooManyKeys`
        and `DuplicateKey`.
        """
        label, now = checked_label(user_id, label), self._clock()
        async with self._database.write() as session:
            await require_room(session, user_id)
            await refuse_duplicate(session, user_id, self._masters.fingerprints(api_key))
            await pending_pairs.drop_pairs(session, user_id, now)
            session.add(pending_pairs.secret_row(self._masters, api_key, user_id, label, now))

    async def secret_credentials(self, user_id: int, secret: str) -> Credentials:
        """Join the waiting API key with its secret. Fails with `NoPendingPair`, `KeyUnreadable`."""
        async with self._database.read() as session:
            row = await pending_pairs.find_pair(session, user_id, self._clock())
        return pending_pairs.secret_credentials(row, self._masters, secret)

    async def cancel_pair(self, user_id: int) -> None:
        """Delete the waiting pair, if there is one."""
        async with self._database.write() as session:
            await pending_pairs.drop_pairs(session, user_id, self._clock())

    async def rotate(self) -> RotationReport:
        """Re-encrypt every row with the newest master key; safe to kill and to repeat."""
        return await rotation.rotate(self._database, self._masters, self._clock)

    async def verify(self) -> VerifyReport:
        """Count the rows that can and cannot be decrypted."""
        return await rotation.verify(self._database, self._masters)

    def _tell(self, user_id: int) -> None:
        for listener in self._listeners:
            listener(user_id)

    def _new_row(self, user_id: int, label: str, environment: str, rights: Rights) -> ApiKeyRow:
        now = self._clock()
        return ApiKeyRow(
            id=new_id(),
            user_id=user_id,
            exchange=EXCHANGE,
            environment=environment,
            label=label,
            rights=dict(rights),
            created_at=now,
            checked_at=now,
        )

    async def _store(
        self, session: AsyncSession, row: ApiKeyRow, credentials: Credentials
    ) -> StoredKey:
        await require_room(session, row.user_id)
        fingerprints = self._masters.fingerprints(credentials.api_key)
        await refuse_duplicate(session, row.user_id, fingerprints)
        row.label = await free_label(session, row.user_id, row.label)
        row.key_type = credentials.key_type
        row.last_four = credentials.api_key[-4:]
        row.fingerprint = fingerprints[0]
        seal_into(row, self._masters, key_fields(credentials))
        await self._put_in_use(session, row)
        session.add(row)
        await self._note(session, Action.KEY_ADDED, row)
        return stored_key(row)

    async def _put_in_use(self, session: AsyncSession, row: ApiKeyRow) -> None:
        others = update(ApiKeyRow).where(ApiKeyRow.user_id == row.user_id, ApiKeyRow.in_use)
        await session.execute(others.values(in_use=False))
        row.in_use = True

    async def _note(self, session: AsyncSession, action: Action, row: ApiKeyRow) -> None:
        detail = f"{row.key_type} …{row.last_four} {row.environment}"
        entry = AuditEntry(self._clock(), action, row.user_id, actor_id=None, detail=detail)
        await record(session, entry)
