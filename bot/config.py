"""Settings: the only reader of the environment, of `.env` and of secret files.

Each setting is one environment variable of the same name in capitals; `.env.example` explains
them. A missing or wrong one raises `SettingsError`, whose text is one line without the value.
"""

import dataclasses
import difflib
import os
import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final, Literal
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from binance.constants import HOSTS, Environment, Hosts
from bot.key_file import KeyFileUnsafe, read_key_file
from bot.start_errors import CannotRun, command_line

ENV_FILE: Final = Path(".env")
DEFAULT_DATABASE: Final = "sqlite+aiosqlite:///data/bot.db"
_LOOPBACK: Final = {"127.0.0.1", "localhost", "::1"}
_TOKEN: Final = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{1,100}")


class SettingsError(CannotRun):
    """A setting is missing or wrong; the text is one line that names it and how to mend it."""

    def __init__(self, name: str, advice: str) -> None:
        self.name = name
        super().__init__(f"{name} {advice}")


class AccessPolicy(StrEnum):
    """What happens to people the bot has not seen before."""

    APPROVAL = "approval"  # an administrator lets each of them in
    OPEN = "open"  # everybody is let in


class LogFormat(StrEnum):
    """How log lines look."""

    TEXT = "text"
    JSON = "json"


def _admin_ids(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    words = re.split(r"[,\s]+", value.strip(" ,"))
    if not all(re.fullmatch(r"[0-9]{1,15}", word) for word in words):
        raise ValueError("must be numeric Telegram ids separated by commas, not @names")
    return frozenset(map(int, words))


def _token(value: SecretStr) -> SecretStr:
    if not _TOKEN.fullmatch(value.get_secret_value().strip()):
        raise ValueError("is not a bot token; copy it from @BotFather, it looks like 123456:ABC…")
    return SecretStr(value.get_secret_value().strip())


def _language(value: str) -> str:
    if not re.fullmatch(r"[a-z]{2}", value):
        raise ValueError("must be a code of two letters, such as en")
    return value


def _redis_url(value: SecretStr) -> SecretStr:
    parts = urlsplit(value.get_secret_value().strip())
    place = parts.path if parts.scheme == "unix" else parts.hostname
    if parts.scheme not in {"redis", "rediss", "unix"} or not place:
        raise ValueError("must be a URL beginning with redis://, rediss:// or unix://")
    return SecretStr(parts.geturl())


def _base(schemes: tuple[str, str], *, with_path: bool, plain_anywhere: bool = False) -> Any:
    """Make a check of a URL: one of two schemes, the unencrypted one on loopback only."""
    secure, plain = schemes
    shape = "a whole URL with its path" if with_path else "a base URL without a path"

    def check(value: str) -> str:
        parts = urlsplit(value.strip())
        path = parts.path.rstrip("/")
        if parts.scheme not in schemes or not parts.hostname or parts.query or parts.username:
            raise ValueError(f"must be {shape}, beginning with {secure}://")
        if bool(path) is not with_path and not plain_anywhere:
            raise ValueError(f"must be {shape}, beginning with {secure}://")
        if parts.scheme == plain and parts.hostname not in _LOOPBACK and not plain_anywhere:
            raise ValueError(f"must begin with {secure}://: keys never travel unencrypted")
        return value.strip().rstrip("/")

    return AfterValidator(check)


RestBase = Annotated[str, _base(("https", "http"), with_path=False)]
StreamBase = Annotated[str, _base(("wss", "ws"), with_path=False)]
WsApiUrl = Annotated[str, _base(("wss", "ws"), with_path=True)]
BotApiBase = Annotated[str, _base(("https", "http"), with_path=False, plain_anywhere=True)]
Seconds = Annotated[float, Field(gt=0, le=3600)]
Lowered = BeforeValidator(lambda value: value.strip().lower() if isinstance(value, str) else value)

Uppered = BeforeValidator(lambda value: value.strip().upper() if isinstance(value, str) else value)


class Settings(BaseSettings):
    """The settings of one process; see `.env.example` for what each does."""

    model_config = SettingsConfigDict(
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,  # otherwise a wrong value is printed, secrets too
    )

    bot_token: Annotated[SecretStr, AfterValidator(_token)] | None = None
    telegram_api_url: BotApiBase = "https://api.telegram.org"
    admin_ids: Annotated[frozenset[int], NoDecode, BeforeValidator(_admin_ids)] = frozenset()
    access: Annotated[AccessPolicy, Lowered] = AccessPolicy.APPROVAL
    language: Annotated[str, AfterValidator(_language), Lowered] = "en"

    database_url: str = DEFAULT_DATABASE
    fernet_keys: SecretStr | None = None
    fernet_keys_file: Path | None = None

    binance_environment: Annotated[Environment, Lowered] = Environment.MAINNET
    binance_api_key: SecretStr | None = None
    binance_api_secret: SecretStr | None = None
    binance_base_url: RestBase | None = None
    binance_fapi_url: RestBase | None = None
    binance_dapi_url: RestBase | None = None
    binance_stream_url: StreamBase | None = None
    binance_ws_api_url: WsApiUrl | None = None
    binance_fstream_url: StreamBase | None = None
    binance_dstream_url: StreamBase | None = None
    binance_request_timeout: Annotated[float, Field(ge=1, le=120)] = 10
    binance_recv_window: Annotated[int, Field(ge=1, le=60_000)] = 5_000
    binance_weight_share: Annotated[float, Field(gt=0, le=1)] = 0.8
    account_streams: bool = True

    redis_url: Annotated[SecretStr, AfterValidator(_redis_url)] | None = None
    redis_namespace: Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]{1,40}$")] = "binance-bot"
    redis_processes: Annotated[int, Field(ge=1, le=100)] = 4

    http_pool_size: Annotated[int, Field(ge=1, le=10_000)] = 100
    http_keepalive_seconds: Seconds = 10
    http_session_max_age: Seconds = 60
    http_force_close: bool = False

    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], Uppered] = "INFO"
    log_format: Annotated[LogFormat, Lowered] = LogFormat.TEXT
    metrics_host: str = "127.0.0.1"
    metrics_port: Annotated[int, Field(ge=1, le=65_535)] | None = None

    sandbox_host: str = "127.0.0.1"
    sandbox_port: Annotated[int, Field(ge=0, le=65_535)] = 8080

    def hosts(self) -> Hosts:
        """Give the hosts of the environment, with the overrides of single ones.

        Who overrides spot's host is not sent to Binance's further ones either.
        """
        known = HOSTS[self.binance_environment]
        if self.binance_base_url is not None:
            known = dataclasses.replace(
                known,
                options=None,
                portfolio_margin=None,
                alpha=None,
                futures_ws_api=None,
                coin_futures_ws_api=None,
            )
        return dataclasses.replace(
            known,
            spot=self.binance_base_url or known.spot,
            futures=self.binance_fapi_url or known.futures,
            coin_futures=self.binance_dapi_url or known.coin_futures,
            spot_stream=self.binance_stream_url or known.spot_stream,
            spot_ws_api=self.binance_ws_api_url or known.spot_ws_api,
            futures_stream=self.binance_fstream_url or known.futures_stream,
            coin_futures_stream=self.binance_dstream_url or known.coin_futures_stream,
        )

    def data_directory(self) -> Path | None:
        """Give where the database lies; None where it is no file."""
        url = urlsplit(self.database_url)
        if not url.scheme.startswith("sqlite") or not url.path.strip("/"):
            return None
        return Path(url.path[1:]).parent

    def token(self) -> str:
        """Give the bot token. Fails with `SettingsError` where there is none."""
        if self.bot_token is None:
            raise SettingsError(
                "BOT_TOKEN", "is missing: get one from @BotFather and put it into .env."
            )
        return self.bot_token.get_secret_value()

    def master_keys_text(self) -> str:
        """Give the master keys as written, newest first. Fails with `SettingsError`."""
        if self.fernet_keys is not None:
            return self.fernet_keys.get_secret_value()
        if self.fernet_keys_file is None:
            raise SettingsError(
                "FERNET_KEYS",
                f"is missing: make one with `{command_line('keys new')}` and put it into .env.",
            )
        try:
            return read_key_file(
                self.fernet_keys_file, self.data_directory(), _secrets_directories()
            )
        except KeyFileUnsafe as error:
            raise SettingsError("FERNET_KEYS_FILE", str(error)) from None
        except (OSError, UnicodeError) as error:
            raise SettingsError(
                "FERNET_KEYS_FILE",
                f"cannot be read ({type(error).__name__}): give the path of a readable key file.",
            ) from None


def load_settings(
    env_file: Path | None = ENV_FILE, overrides: Mapping[str, str | None] | None = None
) -> Settings:
    """Read the settings: `overrides`, then the environment, then `.env`, then secret files.

    `overrides` are named like the environment variables; None stands for a setting that is not
    given. Fails with `SettingsError`.
    """
    _refuse_misspelt(env_file)
    given: dict[str, Any] = {name.lower(): value for name, value in (overrides or {}).items()}
    try:
        return Settings(_env_file=env_file, _secrets_dir=_secrets_directories(), **given)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        name = str(first["loc"][0]).upper() if first["loc"] else "A setting"
        raise SettingsError(name, _advice(first["msg"])) from None


def _refuse_misspelt(env_file: Path | None) -> None:
    """Fail where `.env` has a name that is nearly one of the settings; others are not ours."""
    if env_file is None or not env_file.is_file():
        return
    known = [name.upper() for name in Settings.model_fields]
    for name in dotenv_values(env_file):
        near = difflib.get_close_matches(name.upper(), known, n=1, cutoff=0.85)
        if near and name.upper() not in known:
            raise SettingsError(name, f"in .env is no setting; did you mean {near[0]}?")


def _secrets_directories() -> list[Path]:
    """Give where Docker and systemd put secrets, as files named like the settings."""
    places = [Path("/run/secrets")]
    if credentials := os.environ.get("CREDENTIALS_DIRECTORY"):
        places.append(Path(credentials))
    return [place for place in places if place.is_dir()]


def _advice(message: str) -> str:
    """Give pydantic's message as the rest of a sentence that begins with the name."""
    text = message.removeprefix("Value error, ").removeprefix("Input ").split("\n", 1)[0]
    if not text.startswith(("must", "is", "should")):
        text = f"is wrong: {text[:1].lower()}{text[1:]}"
    return f"{text}; see .env.example."
