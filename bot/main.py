"""The composition root: builds everything once, closes everything in reverse order."""

import asyncio
import contextlib
import gc
import signal
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

import structlog
from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramNetworkError, TelegramRetryAfter, TelegramServerError
from aiogram.types import Update
from aiogram.types import User as BotUser
from aiogram.utils.i18n import I18n

from binance.events import Event
from bot import __version__, layer_texts, logs, metrics_page
from bot.account_watch import AccountWatch
from bot.admission import Admission, let_in_administrators
from bot.client_opening import open_client
from bot.config import ENV_FILE, Settings
from bot.dispatcher import Parts, build_dispatcher
from bot.handler_loader import load
from bot.health import BotHealth
from bot.heartbeat import heartbeat_path, keep_beating
from bot.key_file import is_open_to_everybody
from bot.key_intake import KeyDesk
from bot.lanes import Lanes
from bot.menus import Menus
from bot.middlewares.throttle import Allowance
from bot.notices import TelegramNotifier
from bot.outbox import Outbox
from bot.pacing import Pace, Priority
from bot.polling import DRAIN_SECONDS, Poller, token_errors
from bot.redaction import Redactor
from bot.services.account_streams import AccountStreams
from bot.services.binance_upkeep import BinanceUpkeep
from bot.services.key_doctor import KeyDoctor
from bot.services.layer_notices import LayerNotices
from bot.services.live_cards import LiveCards, LivePace
from bot.services.live_feeds import LiveFeeds
from bot.services.outgoing_address import OutgoingAddress
from bot.services.symbols import SymbolDirectory
from bot.tasks import Tasks
from bot.telegram_session import make_bot
from storage.all_keys import AllKeys
from storage.apikey_manager import ApiKeyManager, MasterKeys
from storage.bans import Bans
from storage.database import Database, migrate
from storage.users import Users

LOCALES: Final = Path(__file__).parent / "locales"
_INTRODUCTION_PAUSE: Final = 5.0  # seconds between attempts to reach Telegram at the start

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """How fast the bot sends, and how fast one person may ask."""

    pace: Pace = field(default_factory=Pace)
    allowance: Allowance = field(default_factory=Allowance)
    drain_seconds: float = DRAIN_SECONDS
    live: LivePace = field(default_factory=LivePace)


@dataclass(frozen=True, slots=True)
class App:
    """The composed bot; `serve` runs it until `stop`."""

    parts: Parts
    bot: Bot
    dispatcher: Dispatcher
    lanes: Lanes
    poller: Poller
    upkeep: BinanceUpkeep

    async def serve(self) -> None:
        """Answer people. Fails with `PollingStopped`."""
        path = heartbeat_path(self.parts.settings)
        beating = self.parts.tasks.start("heartbeat", keep_beating(path, self._poll_age))
        try:
            await self.poller.run()
        finally:
            beating.cancel()

    def stop(self) -> None:
        """End polling; running handlers get their time to finish."""
        self.poller.stop()

    def _poll_age(self) -> float:
        return time.monotonic() - self.poller.polled_at


@asynccontextmanager
async def compose(
    settings: Settings, *, limits: Limits | None = None, redactor: Redactor | None = None
) -> AsyncIterator[App]:
    """Build the bot for as long as the block runs.

    Fails with `SettingsError`, `StorageError`, `DeclarationError`, `TokenRefused`.
    """
    limits, redactor = limits or Limits(), redactor or Redactor()
    master_keys = _master_keys(settings, redactor)
    catalogue = load()
    await migrate(settings.database_url)
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(Database.open(settings.database_url))
        keys = ApiKeyManager(database, master_keys)
        await keys.check()
        i18n = I18n(path=LOCALES, default_locale=settings.language)
        notices = LayerNotices(settings.admin_ids, partial(_written, i18n))
        client = await stack.enter_async_context(
            open_client(settings, Bans(database), notices.hear, redactor)
        )
        await stack.enter_async_context(metrics_page.served(client.registry, settings))
        bot = make_bot(settings.token(), settings.telegram_api_url)
        stack.push_async_callback(bot.session.close)
        tasks = Tasks()
        stack.push_async_callback(tasks.close)
        users, all_keys = Users(database), AllKeys(database)
        outbox = Outbox(limits.pace, redactor, users.mark_inactive)
        bot.session.middleware(outbox)
        me = await _introduction(bot)
        doctor = KeyDoctor(client, settings.binance_environment)
        address = OutgoingAddress(client)
        parts = Parts(
            settings=settings,
            username=me.username or "",
            catalogue=catalogue,
            i18n=i18n,
            database=database,
            users=users,
            keys=keys,
            client=client,
            symbols=SymbolDirectory(client.spot),
            doctor=doctor,
            outgoing_address=address,
            key_desk=KeyDesk(keys, doctor, address, settings.binance_environment),
            outbox=outbox,
            health=BotHealth(client, database, users, all_keys, outbox),
            redactor=redactor,
            tasks=tasks,
            allowance=limits.allowance,
        )
        upkeep = BinanceUpkeep(client)
        tasks.start("binance upkeep", upkeep.run())
        notifier = TelegramNotifier(bot, outbox)
        tasks.start("layer notices", notices.deliver(notifier))
        watch = AccountWatch.of(parts, notifier)
        app = await _app(parts, bot, limits, upkeep, watch.streams)
        await watch.begin(parts)
        stack.push_async_callback(watch.streams.keep)  # while they are still followed
        yield app


async def run(_arguments: Sequence[str], settings: Settings) -> int:
    """Run the bot alone until SIGTERM or Ctrl+C."""
    redactor = Redactor()
    start_logging(settings, redactor)
    if is_open_to_everybody(ENV_FILE):
        log.warning("secrets are open to everybody on this computer", then="chmod 600 .env")
    async with compose(settings, redactor=redactor) as app:
        gc.collect()
        gc.freeze()  # what was built at the start is never searched again
        log.info("bot is running", version=__version__, username=app.parts.username)
        await serve_until_told(app)
    log.info("bot has stopped")
    return 0


async def serve_until_told(app: App) -> None:
    """Serve until SIGTERM or SIGINT."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # Windows raises KeyboardInterrupt instead
            loop.add_signal_handler(number, app.stop)
    await app.serve()


def start_logging(settings: Settings, redactor: Redactor) -> None:
    """Send logs, warnings and uncaught exceptions through the redactor."""
    logs.configure(settings.log_level, settings.log_format, redactor)
    logs.catch_uncaught()
    asyncio.get_running_loop().set_exception_handler(logs.log_loop_exception)


async def _app(
    parts: Parts, bot: Bot, limits: Limits, upkeep: BinanceUpkeep, streams: AccountStreams
) -> App:
    dispatcher = build_dispatcher(parts)
    meter = parts.health.meter

    async def feed(update: Update) -> None:
        started = time.monotonic()
        try:
            await dispatcher.feed_update(bot, update)
        finally:
            meter.record(time.monotonic() - started)

    lanes = Lanes(feed, parts.tasks)
    parts.health.in_hand = lanes.__len__
    menus = Menus(bot, parts.catalogue, parts.i18n)
    dispatcher["menus"] = menus
    dispatcher["account_streams"] = streams
    live_notifier = TelegramNotifier(bot, parts.outbox, priority=Priority.BROADCAST)
    dispatcher["live_cards"] = LiveCards(live_notifier, parts.tasks, limits.live)
    dispatcher["live_feeds"] = LiveFeeds(parts.client)
    dispatcher["admission"] = Admission(
        parts.users, parts.settings, bot, parts.outbox, parts.i18n, streams.changed
    )
    await menus.publish(parts.settings.admin_ids)
    await let_in_administrators(parts.users, parts.settings)
    poller = Poller(bot, lanes, drain_seconds=limits.drain_seconds)
    return App(parts, bot, dispatcher, lanes, poller, upkeep)


def _written(i18n: I18n, event: Event) -> str:
    """Give a notice in the bot's own language: it answers nobody."""
    with i18n.context():
        return layer_texts.notice(event)


async def _introduction(bot: Bot) -> BotUser:
    """Ask Telegram who the bot is, and for its updates, as often as it takes.

    Fails with `TokenRefused`.
    """
    while True:
        pause = _INTRODUCTION_PAUSE
        try:
            with token_errors():
                me = await bot.me()
                await bot.delete_webhook(drop_pending_updates=False)
                return me
        except TelegramRetryAfter as error:
            pause = max(pause, error.retry_after)
        except (TelegramNetworkError, TelegramServerError) as error:
            log.warning("telegram cannot be reached, trying again", reason=str(error))
        await asyncio.sleep(pause)


def _master_keys(settings: Settings, redactor: Redactor) -> MasterKeys:
    """Read the master keys, and hide every secret of the settings from now on."""
    redactor.add(settings.token())
    text = settings.master_keys_text()
    redactor.add(*text.replace(",", " ").split())
    if settings.binance_api_secret is not None:
        redactor.add(settings.binance_api_secret.get_secret_value())
    return MasterKeys.parse(text)
