"""The master key is read only where it is kept from others, and apart from the database."""

import sys
from pathlib import Path

import pytest

from bot.config import Settings, SettingsError, load_settings
from bot.key_file import is_open_to_everybody

KEYS = "a master key\n"


def settings_for(file: Path, data: Path) -> Settings:
    """Give settings that name a key file and the directory of a database."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(KEYS, "utf-8")
    url = f"sqlite+aiosqlite:///{data / 'bot.db'}"
    overrides = {"FERNET_KEYS_FILE": str(file), "DATABASE_URL": url, "FERNET_KEYS": None}
    return load_settings(env_file=None, overrides=overrides)


@pytest.mark.skipif(sys.platform == "win32", reason="files have no such rights on Windows")
@pytest.mark.parametrize(("mode", "accepted"), [(0o400, True), (0o640, True), (0o604, False)])
def test_a_file_that_everybody_can_open_is_refused(
    tmp_path: Path, mode: int, accepted: bool
) -> None:
    """The line says what to do. Control: the same file with other rights is read."""
    settings = settings_for(tmp_path / "keys" / "fernet", tmp_path / "data")
    (tmp_path / "keys" / "fernet").chmod(mode)

    if accepted:
        assert settings.master_keys_text() == KEYS
    else:
        with pytest.raises(
            SettingsError, match=r"^FERNET_KEYS_FILE is open .* chmod 400"
        ) as caught:
            settings.master_keys_text()
        assert KEYS.strip() not in str(caught.value)


@pytest.mark.parametrize("place", ["fernet", "deeper/fernet"])
def test_a_file_beside_the_database_is_refused(tmp_path: Path, place: str) -> None:
    """A copy of the one would be a copy of both."""
    settings = settings_for(tmp_path / "data" / place, tmp_path / "data")
    (tmp_path / "data" / place).chmod(0o400)

    with pytest.raises(SettingsError, match=r"^FERNET_KEYS_FILE lies in the directory"):
        settings.master_keys_text()


def test_a_link_does_not_hide_where_the_file_lies(tmp_path: Path) -> None:
    """What counts is the file, not the name it is reached by."""
    settings = settings_for(tmp_path / "data" / "fernet", tmp_path / "data")
    (tmp_path / "data" / "fernet").chmod(0o400)
    (tmp_path / "link").symlink_to(tmp_path / "data" / "fernet")
    linked = settings.model_copy(update={"fernet_keys_file": tmp_path / "link"})

    with pytest.raises(SettingsError, match="lies in the directory"):
        linked.master_keys_text()


def test_docker_and_systemd_see_to_their_own_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a directory of secrets the rights of a single file say nothing."""
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path / "secrets"))
    settings = settings_for(tmp_path / "secrets" / "fernet", tmp_path / "data")
    (tmp_path / "secrets" / "fernet").chmod(0o444)

    assert settings.master_keys_text() == KEYS


@pytest.mark.skipif(sys.platform == "win32", reason="files have no such rights on Windows")
@pytest.mark.parametrize(("mode", "is_open"), [(0o600, False), (0o640, False), (0o644, True)])
def test_a_file_open_to_everybody_is_seen(tmp_path: Path, mode: int, is_open: bool) -> None:
    """So that the start can warn of such a .env; one that is not there is not open."""
    env = tmp_path / ".env"
    env.write_text("BOT_TOKEN=1:x\n", "utf-8")
    env.chmod(mode)

    assert is_open_to_everybody(env) is is_open
    assert not is_open_to_everybody(tmp_path / "none")
