"""python -m bot keys new | rotate | verify: the master keys, from the command line."""

import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from types import MappingProxyType

from bot.config import Settings
from storage.apikey_manager import ApiKeyManager, MasterKeys
from storage.database import Database, migrate

USAGE = """\
python -m bot keys new       print a fresh master key; put it first in FERNET_KEYS
python -m bot keys rotate    encrypt everything again with the first key of FERNET_KEYS
python -m bot keys verify    count the stored keys that FERNET_KEYS can and cannot read
"""


async def run(arguments: Sequence[str], settings: Settings | None = None) -> int:
    """Do what the words after `keys` ask for, and give the exit code: 0 when all is well.

    `new` needs no settings. The others need the database for themselves where
    `storage.sqlite` allows one connection only: the bot must be stopped meanwhile.
    Fails with `SettingsError` and `StorageError`.
    """
    if list(arguments) == ["new"]:
        sys.stdout.write(f"{MasterKeys.generate_one()}\n")
        return 0
    work = _WORK.get(arguments[0]) if len(arguments) == 1 else None
    if work is None or settings is None:
        sys.stderr.write(USAGE)
        return 2
    master_keys = MasterKeys.parse(settings.master_keys_text())
    await migrate(settings.database_url)
    async with Database.open(settings.database_url) as database:
        return await work(ApiKeyManager(database, master_keys))


async def _rotate(keys: ApiKeyManager) -> int:
    report = await keys.rotate()
    sys.stdout.write(
        f"{report.rotated} re-encrypted, {report.current} current already, "
        f"{report.unreadable} unreadable\n"
    )
    if report.unreadable:
        sys.stdout.write("Keep the older master keys: something still needs them.\n")
        return 1
    sys.stdout.write("The older master keys may be removed from FERNET_KEYS.\n")
    return 0


async def _verify(keys: ApiKeyManager) -> int:
    report = await keys.verify()
    sys.stdout.write(f"{report.readable} readable, {report.unreadable} unreadable\n")
    return 1 if report.unreadable else 0


_WORK: Mapping[str, Callable[[ApiKeyManager], Awaitable[int]]] = MappingProxyType(
    {"rotate": _rotate, "verify": _verify}
)
