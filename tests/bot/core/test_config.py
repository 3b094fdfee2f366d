"""Settings: where they come from, and what a wrong one says."""

import re
from pathlib import Path

import pytest

from binance.ban_memory import Forgetful
from binance.constants import HOSTS, Environment
from binance.events import nobody
from binance.request.connections import ConnectionOptions
from bot.client_opening import open_client
from bot.config import Settings, SettingsError, load_settings
from bot.redaction import Redactor

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / ".env.example"
SECRET = "hunter2-0123456789"


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away whatever settings the developer has."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def refused(**given: str) -> str:
    """Give the line that a wrong setting ends the start with."""
    with pytest.raises(SettingsError) as caught:
        load_settings(env_file=None, overrides=given)
    return str(caught.value)


def test_example_names_every_setting_and_nothing_else() -> None:
    """`.env.example` and the settings name the same things."""
    named = re.findall(r"^#? ?([A-Z][A-Z_]+)=", EXAMPLE.read_text("utf-8"), re.MULTILINE)

    assert sorted(named) == sorted(name.upper() for name in Settings.model_fields)


def test_example_shows_the_true_defaults(tmp_path: Path) -> None:
    """Taking the # away from every line of the example changes nothing."""
    text = re.sub(r"^# ([A-Z][A-Z_]+=)", r"\1", EXAMPLE.read_text("utf-8"), flags=re.MULTILINE)
    file = tmp_path / ".env"
    file.write_text(text, "utf-8")

    assert load_settings(env_file=file) == load_settings(env_file=None)


def test_nothing_need_be_set() -> None:
    """Without any setting the sandbox can start."""
    settings = load_settings(env_file=None)

    assert settings.bot_token is None
    assert settings.hosts() == HOSTS[Environment.MAINNET]


def test_environment_stands_above_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable of the environment wins over `.env`; an empty one counts as not given."""
    file = tmp_path / ".env"
    file.write_text("HTTP_POOL_SIZE=7\nBINANCE_RECV_WINDOW=1000\n", "utf-8")
    monkeypatch.setenv("HTTP_POOL_SIZE", "9")
    monkeypatch.setenv("BINANCE_RECV_WINDOW", "")

    settings = load_settings(env_file=file)

    assert (settings.http_pool_size, settings.binance_recv_window) == (9, 1000)


def test_secrets_come_from_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file named like a setting, in a directory of secrets, is that setting."""
    (tmp_path / "bot_token").write_text("12:from-a-file\n", "utf-8")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))

    assert load_settings(env_file=None).token() == "12:from-a-file"


def test_master_keys_come_from_a_file(tmp_path: Path) -> None:
    """FERNET_KEYS_FILE stands for FERNET_KEYS."""
    file = tmp_path / "keys"
    file.write_text("one\ntwo\n", "utf-8")
    file.chmod(0o400)
    settings = load_settings(env_file=None, overrides={"FERNET_KEYS_FILE": str(file)})

    assert settings.master_keys_text() == "one\ntwo\n"


def test_overrides_win_and_none_means_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sandbox can point the bot elsewhere, whatever the environment says."""
    monkeypatch.setenv("BINANCE_API_KEY", "real")
    monkeypatch.setenv("BINANCE_ENVIRONMENT", "testnet")

    settings = load_settings(
        env_file=None, overrides={"BINANCE_API_KEY": None, "BINANCE_ENVIRONMENT": "mainnet"}
    )

    assert settings.binance_api_key is None
    assert settings.binance_environment is Environment.MAINNET


def test_single_hosts_can_be_replaced() -> None:
    """An override replaces one host and leaves the others to the environment."""
    settings = load_settings(
        env_file=None,
        overrides={"BINANCE_ENVIRONMENT": "demo", "BINANCE_FAPI_URL": "http://127.0.0.1:1/"},
    )

    assert settings.hosts().futures == "http://127.0.0.1:1"
    assert settings.hosts().spot == HOSTS[Environment.DEMO].spot


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", SECRET),
        ("ADMIN_IDS", "@owner"),
        ("ADMIN_IDS", "1e9999999"),
        ("ADMIN_IDS", "9" * 40),
        ("ACCESS", "closed"),
        ("LANGUAGE", "english"),
        ("BINANCE_ENVIRONMENT", "moon"),
        ("BINANCE_BASE_URL", "https://api.binance.com/api"),
        ("BINANCE_BASE_URL", "http://api.binance.com"),
        ("BINANCE_BASE_URL", f"https://user:{SECRET}@api.binance.com"),
        ("BINANCE_STREAM_URL", "https://stream.binance.com"),
        ("BINANCE_WS_API_URL", "wss://ws-api.binance.com"),
        ("BINANCE_WEIGHT_SHARE", "1.5"),
        ("BINANCE_WEIGHT_SHARE", "nan"),
        ("BINANCE_RECV_WINDOW", "1_000_000"),
        ("HTTP_POOL_SIZE", "many"),
        ("HTTP_FORCE_CLOSE", "perhaps"),
        ("LOG_LEVEL", "LOUD"),
        ("LOG_FORMAT", "xml"),
        ("SANDBOX_PORT", "70000"),
        ("METRICS_PORT", "0"),
    ],
)
def test_wrong_setting_ends_with_one_line(name: str, value: str) -> None:
    """The line names the setting and where to look, and never repeats the value."""
    line = refused(**{name: value})

    assert line.startswith(f"{name} ")
    assert "\n" not in line
    assert value not in line


async def test_connections_are_as_set() -> None:
    """What is said of connections and budgets reaches the client."""
    given = {
        "HTTP_FORCE_CLOSE": "true",
        "HTTP_POOL_SIZE": "7",
        "HTTP_KEEPALIVE_SECONDS": "3",
        "HTTP_SESSION_MAX_AGE": "20",
        "BINANCE_WEIGHT_SHARE": "0.5",
    }
    settings = load_settings(env_file=None, overrides=given)
    async with open_client(settings, Forgetful(), nobody, Redactor()) as client:
        options = client._pipeline.options

    assert options.connections == ConnectionOptions(
        keepalive=3, max_age=20, close_grace=10, force_close=True
    )
    assert (options.slots, options.weight_share) == (7, 0.5)


@pytest.mark.parametrize("name", ["BOT_TOKEN", "FERNET_KEYS"])
def test_missing_setting_says_how_to_get_it(name: str) -> None:
    """What `run` needs is named with the way to it."""
    settings = load_settings(env_file=None)
    wanted = {"BOT_TOKEN": settings.token, "FERNET_KEYS": settings.master_keys_text}

    with pytest.raises(SettingsError, match=rf"^{name} is missing: .+"):
        wanted[name]()


def test_unreadable_key_file_is_named(tmp_path: Path) -> None:
    """A key file that is not there is told with its setting, not with a traceback."""
    settings = load_settings(
        env_file=None, overrides={"FERNET_KEYS_FILE": str(tmp_path / "missing")}
    )

    with pytest.raises(SettingsError, match=r"^FERNET_KEYS_FILE cannot be read"):
        settings.master_keys_text()


def test_misspelt_name_in_the_file_is_told(tmp_path: Path) -> None:
    """A name that is nearly a setting would silently do nothing; it ends the start instead."""
    file = tmp_path / ".env"
    file.write_text("ADMIN_ID=5\n", "utf-8")

    with pytest.raises(SettingsError, match=r"ADMIN_ID in \.env is no setting; .* ADMIN_IDS"):
        load_settings(env_file=file)


def test_foreign_name_in_the_file_is_let_be(tmp_path: Path) -> None:
    """Names of other programs may stand in `.env`."""
    file = tmp_path / ".env"
    file.write_text("COMPOSE_PROJECT_NAME=x\nTZ=UTC\n", "utf-8")

    assert load_settings(env_file=file).log_level == "INFO"


def test_secrets_are_not_in_the_repr() -> None:
    """Printing the settings shows no secret."""
    settings = load_settings(
        env_file=None,
        overrides={
            "BOT_TOKEN": f"12:{SECRET}",
            "FERNET_KEYS": SECRET,
            "BINANCE_API_SECRET": SECRET,
        },
    )

    assert SECRET not in repr(settings)
    assert SECRET not in str(settings.model_dump())


def test_own_bot_api_server_may_be_unencrypted() -> None:
    """A Bot API server of one's own is often a neighbour in the same network."""
    settings = load_settings(env_file=None, overrides={"TELEGRAM_API_URL": "http://bot-api:8081/"})

    assert settings.telegram_api_url == "http://bot-api:8081"


def test_several_administrators() -> None:
    """Ids are separated by commas, spaces do not matter."""
    settings = load_settings(env_file=None, overrides={"ADMIN_IDS": "12, 34,56 "})

    assert settings.admin_ids == {12, 34, 56}
