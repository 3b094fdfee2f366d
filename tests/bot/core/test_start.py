"""python -m bot: what it starts, and how it ends."""

import asyncio
import contextlib
import os
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot import __version__
from bot.__main__ import FAILED, WRONG_USE, main
from bot.config import Settings, SettingsError, load_settings
from bot.pretence import free_port
from bot.start_errors import command_line, line_for
from sandbox.server import Sandbox
from storage import errors
from storage.apikey_manager import MasterKeys

ROOT = Path(__file__).parents[3]


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty directory without any setting."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@contextlib.asynccontextmanager
async def process(
    *words: str, cwd: Path, **settings: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run `python -m bot` with only these settings; whatever is left of it is ended."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **settings}
    running = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *words,
        cwd=cwd,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield running
    finally:
        if running.returncode is None:
            running.kill()
        await running.communicate()


async def line_of(running: asyncio.subprocess.Process, wanted: str) -> str:
    """Give the first line of the output that matches."""
    assert running.stdout is not None
    seen = []
    while line := (await running.stdout.readline()).decode():
        seen.append(line)
        if re.search(wanted, line):
            return line
    raise AssertionError(f"no {wanted!r} in {seen}")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_without_anything_the_sandbox_opens_and_ends_cleanly(
    tmp_path: Path, number: signal.Signals
) -> None:
    """No word and no BOT_TOKEN: the web chat's address is printed, it answers, Ctrl+C ends it."""
    async with process(cwd=tmp_path, SANDBOX_PORT="0") as running:
        line = await line_of(running, "^Web chat: http://127.0.0.1:[0-9]+$")
        async with aiohttp.ClientSession() as session, session.get(line.split()[-1]) as page:
            status = page.status
        running.send_signal(number)
        _, complaints = await running.communicate()

    assert status == 200
    assert running.returncode == 0
    assert complaints == b""
    assert os.listdir(tmp_path) == []  # noqa: PTH208 - one look, in a test


async def test_run_serves_and_tells_its_health(sandbox: Sandbox, tmp_path: Path) -> None:
    """With BOT_TOKEN the real bot runs; `health` sees it while it lives and not afterwards."""
    settings = {**sandbox.settings(), "FERNET_KEYS": MasterKeys.generate_one()}
    async with process(cwd=tmp_path, **settings) as running:
        chat = sandbox.telegram.chat("owner")
        chat.patience = 30
        reply = await chat.say("/start")
        async with process("health", cwd=tmp_path) as asked:
            alive = await asked.wait()
        running.send_signal(signal.SIGTERM)
        await running.communicate()
        async with process("health", cwd=tmp_path) as asked:
            gone = await asked.wait()

    assert "Welcome" in reply.text
    assert (alive, running.returncode, gone) == (0, 0, 1)


async def test_refused_token_is_one_line(sandbox: Sandbox, tmp_path: Path) -> None:
    """A token Telegram does not know ends the start with one line and without the token."""
    settings = {**sandbox.settings(), "FERNET_KEYS": MasterKeys.generate_one()}
    settings["BOT_TOKEN"] = "123456:wrong-wrong-wrong"
    async with process("run", cwd=tmp_path, **settings) as running:
        _, complaints = await running.communicate()
    lines = complaints.decode().splitlines()

    assert running.returncode == FAILED
    assert len(lines) == 1
    assert lines[0].startswith("Telegram refuses BOT_TOKEN")
    assert "wrong-wrong" not in lines[0]


def test_unknown_word_shows_the_usage(nowhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What `python -m bot` can do is told on demand."""
    assert nowhere.is_dir()
    assert main(["fly"]) == WRONG_USE
    assert "sandbox" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({}, "BOT_TOKEN"),
        ({"BOT_TOKEN": "12:abc"}, "FERNET_KEYS"),
        ({"BOT_TOKEN": "12:abc", "FERNET_KEYS": "not a key"}, "FERNET_KEYS"),
        ({"BOT_TOKEN": "12:abc", "FERNET_KEYS_FILE": "missing"}, "FERNET_KEYS_FILE"),
        ({"ADMIN_IDS": "owner"}, "ADMIN_IDS"),
    ],
)
def test_wrong_setting_is_one_line(
    nowhere: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    given: dict[str, str],
    name: str,
) -> None:
    """The start ends with one line that begins with the setting, and exit code 1."""
    assert nowhere.is_dir()
    for setting, value in given.items():
        monkeypatch.setenv(setting, value)
    code = main(["run"])
    [line] = capsys.readouterr().err.splitlines()

    assert code == FAILED
    assert line.startswith(f"{name} ")
    assert "not a key" not in line


def test_new_master_key_needs_no_settings(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`keys new` works before anything is set, and even when something is set wrongly."""
    assert nowhere.is_dir()
    monkeypatch.setenv("ADMIN_IDS", "wrong")

    assert main(["keys", "new"]) == 0
    assert len(MasterKeys.parse(capsys.readouterr().out.strip()).kids) == 1


@pytest.mark.parametrize(
    ("error", "name"),
    [
        (errors.MasterKeysInvalid("key 1 is short"), "FERNET_KEYS"),
        (errors.MasterKeyMissing(["ab12"]), "FERNET_KEYS"),
        (errors.DatabaseUrlInvalid("no such driver"), "DATABASE_URL"),
        (errors.SchemaTooNew("0009"), "DATABASE_URL"),
        (errors.DatabaseBusy(), "DATABASE_URL"),
        (errors.DatabaseFull(), "DATABASE_URL"),
        (errors.DatabaseUnusable(), "DATABASE_URL"),
    ],
)
def test_every_error_at_the_start_names_its_setting(error: Exception, name: str) -> None:
    """One line that begins with the setting and ends with a full stop."""
    line = line_for(error)

    assert line.startswith(f"{name} ")
    assert line.endswith(".")
    assert "\n" not in line


def test_usual_port_in_use_is_no_obstacle(nowhere: Path) -> None:
    """Where the usual port is taken any other serves; one that was asked for must be free."""
    assert nowhere.is_dir()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        usual = load_settings().model_copy(update={"sandbox_port": port})
        usual.model_fields_set.discard("sandbox_port")
        asked_for = load_settings(overrides={"SANDBOX_PORT": str(port)})

        assert free_port(usual) == 0
        with pytest.raises(SettingsError, match="SANDBOX_PORT is taken"):
            free_port(asked_for)


def test_foreign_address_is_told(nowhere: Path) -> None:
    """An address that is not this computer's is named with its setting."""
    assert nowhere.is_dir()
    with pytest.raises(SettingsError, match="SANDBOX_HOST"):
        free_port(load_settings(overrides={"SANDBOX_HOST": "192.0.2.1"}))


def test_version_is_that_of_the_project() -> None:
    """The version that /status shows is the one of pyproject.toml."""
    text = (ROOT / "pyproject.toml").read_text("utf-8")

    assert f'version = "{__version__}"' in text


@pytest.mark.parametrize(
    ("program", "named"),
    [(".venv/bin/python", ".venv/bin/python"), ("/usr/bin/python3", "python")],
)
def test_command_to_type_is_the_one_that_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, named: str
) -> None:
    """After `make run` only the Python of .venv knows the bot; elsewhere the one on the path."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.executable", str(tmp_path / program))
    settings = load_settings(env_file=None)

    assert command_line("keys new") == f"{named} -m bot keys new"
    with pytest.raises(SettingsError, match=re.escape(f"`{named} -m bot keys new`")):
        settings.master_keys_text()
    assert f"`{named} -m bot keys new`" in line_for(errors.MasterKeysInvalid("it is no key"))
