"""python -m bot keys: master keys from the command line."""

from pathlib import Path

import pytest

from bot import keys_command
from bot.config import Settings, load_settings
from storage.apikey_manager import ApiKeyManager, MasterKeys
from storage.database import Database
from storage.errors import MasterKeysInvalid
from storage.users import Users
from tests.storage.files import names
from tests.storage.people import ALICE, add_key, hmac_credentials, sign_up

OLD = MasterKeys.generate_one()
NEW = MasterKeys.generate_one()


def settings(url: str, master_keys: str) -> Settings:
    """Give settings with this database and these master keys."""
    return load_settings(None, {"DATABASE_URL": url, "FERNET_KEYS": master_keys})


@pytest.fixture
async def stored(url: str) -> str:
    """Give a database with one key under the old master key."""
    async with Database.open(url) as database:
        await sign_up(Users(database), ALICE)
        await add_key(ApiKeyManager(database, MasterKeys.parse(OLD)), ALICE, hmac_credentials())
    return url


async def test_new_prints_a_master_key_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """The line can be pasted behind FERNET_KEYS=; no settings are needed."""
    code = await keys_command.run(["new"])

    printed = capsys.readouterr().out
    assert code == 0
    assert printed.count("\n") == 1
    assert len(MasterKeys.parse(printed).kids) == 1


async def test_rotate_then_verify_with_the_new_key_alone(
    stored: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """After rotating, the new master key is enough."""
    rotated = await keys_command.run(["rotate"], settings(stored, f"{NEW},{OLD}"))
    verified = await keys_command.run(["verify"], settings(stored, NEW))

    assert (rotated, verified) == (0, 0)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "1 re-encrypted, 0 current already, 0 unreadable"
    assert lines[-1] == "1 readable, 0 unreadable"


async def test_unreadable_keys_are_a_failure(
    stored: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the wrong master key both say so, and the exit code too."""
    rotated = await keys_command.run(["rotate"], settings(stored, NEW))
    verified = await keys_command.run(["verify"], settings(stored, NEW))

    assert (rotated, verified) == (1, 1)
    printed = capsys.readouterr().out
    assert "Keep the older master keys" in printed
    assert "0 readable, 1 unreadable" in printed


@pytest.mark.parametrize("arguments", [[], ["old"], ["rotate", "now"], ["new", "new"]])
async def test_other_words_print_the_usage(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is not understood is answered with what is, and touches no database."""
    code = await keys_command.run(arguments, settings(f"sqlite:///{tmp_path}/new.db", NEW))

    assert code == 2
    assert capsys.readouterr().err == keys_command.USAGE
    assert names(tmp_path) == []


async def test_wrong_master_key_is_refused_before_anything_else(tmp_path: Path) -> None:
    """A list that cannot be read ends the command before a database is made."""
    with pytest.raises(MasterKeysInvalid):
        await keys_command.run(["rotate"], settings(f"sqlite:///{tmp_path}/new.db", "nonsense"))

    assert names(tmp_path) == []
