"""LIMIT for a user's key: one SELECT through aiosqlite, HKDF, Fernet, HMAC."""

import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from contextlib import AsyncExitStack
from tempfile import TemporaryDirectory

import aiosqlite
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from benchmarks.candidates.keys import API_KEY, PAYLOAD, SECRET, USERS
from benchmarks.measuring import Job, repeated

_MASTER = b"m" * 32


async def open_candidate(_urls: Mapping[str, str], stack: AsyncExitStack) -> Mapping[str, Job]:
    """Make a table with a row for each user."""
    folder = stack.enter_context(TemporaryDirectory())
    database = await stack.enter_async_context(aiosqlite.connect(f"{folder}/keys.db"))
    await database.execute("CREATE TABLE keys (user_id INTEGER PRIMARY KEY, token TEXT)")
    plaintext = json.dumps({"api_key": API_KEY, "secret": SECRET}).encode()
    rows = [(user, _fernet(user).encrypt(plaintext).decode()) for user in range(USERS)]
    await database.executemany("INSERT INTO keys VALUES (?, ?)", rows)
    await database.commit()

    async def sign(number: int) -> str:
        """Sign for one of the users."""
        user = number % USERS
        query = "SELECT token FROM keys WHERE user_id = ?"
        async with database.execute(query, (user,)) as cursor:
            row = await cursor.fetchone()
        assert row is not None  # noqa: S101 -- it was put there
        fields = json.loads(_fernet(user).decrypt(row[0]))
        return hmac.digest(fields["secret"].encode(), PAYLOAD, "sha256").hex()

    return {"sign": repeated(sign)}


def _fernet(user: int) -> Fernet:
    derived = HKDF(SHA256(), length=32, salt=None, info=f"user {user}".encode()).derive(_MASTER)
    return Fernet(urlsafe_b64encode(derived))
