"""Fixtures for every test: the sandbox, the running bot, the people who talk to it."""

import asyncio
import functools
import gc
import re
import shutil
import ssl
from collections.abc import AsyncIterator, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path

import hypothesis
import pytest
import structlog

from bot.config import Settings, load_settings
from bot.main import App, Limits, compose
from bot.middlewares.throttle import Allowance
from bot.pacing import Pace, Rate
from bot.pretence import introduce, pretence_settings
from sandbox.exchange import Exchange
from sandbox.server import Sandbox
from sandbox.telegram.driver import Conversation
from storage.database import migrate

hypothesis.settings.register_profile("steady", deadline=None)  # no test depends on speed
hypothesis.settings.load_profile("steady")

UNHURRIED = Limits(
    pace=Pace((Rate(10_000, 1),), (Rate(10_000, 1),), (Rate(10_000, 1),)),
    allowance=Allowance(burst=10_000, per_second=10_000),
)
"""Limits that no test reaches; the tests of the limits set their own."""


@pytest.fixture(scope="session", autouse=True)
def plain_logs() -> None:
    """Send structlog's lines to logging, without the values of local variables."""
    structlog.configure(
        processors=[
            structlog.stdlib.add_log_level,
            structlog.processors.format_exc_info,
            structlog.dev.ConsoleRenderer(colors=False),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse names that hold an address: workers that name a test differently run none at all."""
    addressed = [item.nodeid for item in items if re.search(r"\bat 0x[0-9a-f]{6}", item.nodeid)]
    if addressed:
        raise pytest.UsageError(f"names that differ from run to run: {addressed[:3]}")


def pytest_collection_finish() -> None:
    """Never search what was imported and collected again: it stays, and it is most of the heap."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def authorities_read_once() -> Generator[None]:
    """Read the certificates of the authorities once, not for every bot that reaches plain HTTP."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl, "create_default_context", functools.cache(ssl.create_default_context))
        yield


@asynccontextmanager
async def serving(app: App) -> AsyncIterator[None]:
    """Let a composed bot serve while the block runs."""
    task = asyncio.create_task(app.serve())
    try:
        yield
    finally:
        app.stop()
        await task


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name long values by their parameter: secrets made at random differ between workers."""
    return argname if isinstance(val, str) and len(val) > 30 else None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Spell out half surrogate pairs: a report that holds them cannot travel between workers."""
    report = yield
    report.sections = [(title, _spelt_out(text)) for title, text in report.sections]
    if report.failed and _spelt_out(report.longreprtext) != report.longreprtext:
        report.longrepr = _spelt_out(report.longreprtext)
    return report


def _spelt_out(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


@pytest.fixture(scope="session", autouse=True)
def no_stray_event_loop() -> None:
    """Keep pytest-asyncio from making an event loop that nobody closes."""
    asyncio.set_event_loop(None)


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """Give a pretend Binance and a pretend Telegram; prices move only when told."""
    async with Sandbox(moving=False) as pretence:
        yield pretence


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a database file at the newest revision, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "bot.db"
    # In a thread: a loop of its own in this one would displace the loop of the tests.
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(asyncio.run, migrate(f"sqlite+aiosqlite:///{path}")).result()
    return path


@pytest.fixture
def bot_settings(sandbox: Sandbox, tmp_path: Path, migrated_file: Path) -> Settings:
    """Give the settings that point the bot to the sandbox, with a database of its own.

    No account is followed: tests count what the commands alone ask for.
    """
    shutil.copy(migrated_file, tmp_path / "bot.db")
    overrides = {**pretence_settings(sandbox, tmp_path), "ACCOUNT_STREAMS": "false"}
    return load_settings(env_file=None, overrides=overrides)


@asynccontextmanager
async def introduced(settings: Settings, sandbox: Sandbox) -> AsyncIterator[App]:
    """Let a bot run that knows the owner's key, and the guest, who has none.

    What preparing it sent to the exchange is forgotten.
    """
    async with compose(settings, limits=UNHURRIED) as app:
        await introduce(app, sandbox)
        await app.upkeep.begun.wait()
        sandbox.exchange.requests.clear()
        async with serving(app):
            yield app


@pytest.fixture
async def bot_app(sandbox: Sandbox, bot_settings: Settings) -> AsyncIterator[App]:
    """Give the running bot: the owner's key is stored, the guest is let in without one."""
    async with introduced(bot_settings, sandbox) as app:
        yield app


@pytest.fixture
def owner(sandbox: Sandbox, bot_app: App) -> Conversation:
    """Give the private chat of the administrator, whose key is stored."""
    assert bot_app.parts.username
    return sandbox.telegram.chat("owner")


@pytest.fixture
def guest(sandbox: Sandbox, bot_app: App) -> Conversation:
    """Give the private chat of somebody who was let in and has no key."""
    assert bot_app.parts.username
    return sandbox.telegram.chat("guest")


@pytest.fixture
def stranger(sandbox: Sandbox, bot_app: App) -> Conversation:
    """Give the private chat of somebody the bot has never seen."""
    assert bot_app.parts.username
    return sandbox.telegram.chat("stranger")


@pytest.fixture
def exchange(sandbox: Sandbox) -> Exchange:
    """Give the pretend Binance."""
    return sandbox.exchange
