"""This project: ApiKeyManager gives the credentials of a user's key, which sign."""

from collections.abc import Mapping
from contextlib import AsyncExitStack
from tempfile import TemporaryDirectory

from benchmarks.candidates.keys import API_KEY, PAYLOAD, SECRET, USERS
from benchmarks.measuring import Job, repeated
from binance.credentials import Credentials, KeyType
from storage.apikey_manager import ApiKeyManager, MasterKeys
from storage.database import Database, migrate
from storage.users import Access, Users


async def open_candidate(_urls: Mapping[str, str], stack: AsyncExitStack) -> Mapping[str, Job]:
    """Make a database with a key for each user."""
    folder = stack.enter_context(TemporaryDirectory())
    url = f"sqlite+aiosqlite:///{folder}/bot.db"
    await migrate(url)
    database = await stack.enter_async_context(Database.open(url))
    keys = ApiKeyManager(database, MasterKeys.parse(MasterKeys.generate_one()))
    users = Users(database)
    for user in range(1, USERS + 1):
        await users.seen(user, "Somebody", None, None, Access.APPROVED)
        credentials = Credentials(f"{user:03}{API_KEY}", SECRET, KeyType.HMAC)
        await keys.add(user, credentials, label="key", environment="mainnet", rights={})

    async def sign(number: int) -> str:
        """Sign for one of the users."""
        return (await keys.credentials_of(1 + number % USERS)).sign(PAYLOAD)

    async def sign_anew(number: int) -> str:
        """Sign when something was written since, so that the row is read again."""
        database.commits += 1
        return await sign(number)

    return {"sign": repeated(sign), "sign anew": repeated(sign_anew)}
