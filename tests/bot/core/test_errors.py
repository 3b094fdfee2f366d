"""Errors: every one has its text, unexpected ones an id that the log knows."""

import inspect
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from aiogram.utils.i18n import I18n

from binance import exceptions as binance_errors
from bot import arguments
from bot.admission import IdMissing, IsAdministrator
from bot.errors import TABLE, explain
from bot.explanations.explanation import Situation, wait
from bot.handler_loader import load
from bot.long_texts import plain
from bot.main import LOCALES
from bot.services.symbols import SymbolNotFound
from sandbox.exchange import Exchange
from sandbox.telegram.driver import Conversation
from storage import errors as storage_errors

# Errors at the start of the process or inside the storage: no command can meet them alone.
ONLY_AT_THE_START = {
    storage_errors.DatabaseUrlInvalid,
    storage_errors.SchemaTooNew,
    storage_errors.MasterKeyError,
    storage_errors.MasterKeysInvalid,
    storage_errors.MasterKeyMissing,
}
VALUES: dict[str, Any] = {
    "retry_after": 3.2,
    "status": 400,
    "code": -1,
    "message": "<b>Planted & no</b>",
    "endpoint": "GET /api/v3/time",
    "reason": "reset",
    "upstream": "spot",
    "parameter": "symbol",
    "user_id": 7,
    "key_id": 3,
    "limit": 5,
    "own": True,
    "label": "<Main>",
    "typed": "<&>",
    "least": 1,
    "most": 10,
    "given": 12,
    "suggestions": ("BTCUSDT",),
    "kids": ["ab"],
    "revision": "0002",
    "detail": "x",
    "reused": True,
    "name": "<spot>.tickr",
    "closest": ("spot.ticker_price",),
    "problems": (binance_errors.ParameterProblem("<limit>", "must be a whole number", ("<x>",)),),
}


def classes_of(module: object, root: type[Exception]) -> list[type[Exception]]:
    """Give the error classes a module declares."""
    return [
        found
        for _, found in inspect.getmembers(module, inspect.isclass)
        if issubclass(found, root) and found not in ONLY_AT_THE_START
    ]


ERRORS = [
    *classes_of(binance_errors, binance_errors.BinanceError),
    *classes_of(storage_errors, storage_errors.StorageError),
    *classes_of(arguments, arguments.UsageError),
    IdMissing,
    IsAdministrator,
    SymbolNotFound,
]


def made(kind: type[Exception]) -> Exception:
    """Make an error of a class with plausible values."""
    if not inspect.isfunction(kind.__init__):
        return kind()
    wanted = inspect.signature(kind.__init__).parameters
    return kind(**{name: VALUES[name] for name in wanted if name in VALUES})


class WellFormed(HTMLParser):
    """Checks that tags close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an opened tag."""
        assert not attrs or tag == "a"
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the last one."""
        assert self.open.pop() == tag


@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: kind.__name__)
def test_every_error_is_explained(kind: type[Exception]) -> None:
    """What happened stands first, foreign text is escaped, and the tags are whole."""
    i18n = I18n(path=LOCALES)
    route = load().find("p")
    assert route is not None
    with i18n.context():
        said = explain(made(kind), Situation(route.command))
    assert said is not None
    checker = WellFormed()
    checker.feed(said.text())

    assert said.text().startswith("❌ <b>")
    assert checker.open == []
    assert len(plain(said.text())) < 500
    assert "<b>Planted" not in said.text()


def said_of(error: Exception) -> str:
    """Give what is said of an error, without markup."""
    with I18n(path=LOCALES).context():
        said = explain(error, Situation())
    assert said is not None
    return plain(said.text())


@pytest.mark.parametrize(
    "kind",
    classes_of(binance_errors, binance_errors.BinanceError),
    ids=lambda kind: kind.__name__,
)
def test_every_error_of_binance_says_what_to_do(kind: type[Exception]) -> None:
    """A next step stands last, except where all is as wished; only the root has no better text."""
    own = {base for base in kind.__mro__[:-3] if base in TABLE}

    assert "👉" in said_of(made(kind)) or kind is binance_errors.NothingToChange
    assert own - {binance_errors.BinanceError} or kind is binance_errors.BinanceError


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (binance_errors.CallRefused, "cannot be called"),
        (binance_errors.UnknownEndpoint, "no endpoint"),
        (binance_errors.WrongParameters, "must be a whole number"),
        (binance_errors.CallNotAllowed, "moves money out"),
        (binance_errors.HostMissing, "not available here"),
        (binance_errors.BudgetExhausted, "share one budget"),
        (binance_errors.TooManyRequests, "asks for a pause"),
        (binance_errors.CancelReplaceFailed, "not fully replaced"),
    ],
)
def test_texts_tell_errors_apart(kind: type[Exception], words: str) -> None:
    """What looks alike to a program is not told alike."""
    assert words in said_of(made(kind))


def test_halves_of_a_replacement_are_told() -> None:
    """An old order that is gone without a new one must not read as if nothing had happened."""
    error = binance_errors.CancelReplaceFailed(409, -2021, "partially failed", "POST /x")
    error.cancel_result, error.new_order_result = "SUCCESS", "FAILURE"

    text = said_of(error)

    assert "cancellation: done" in text
    assert "new order: refused" in text
    assert "Nothing was placed" not in text


def test_subclass_inherits_the_text_of_its_parent() -> None:
    """A new kind of error is explained as its nearest ancestor until it has its own text."""

    class Newest(binance_errors.KeyRejected):
        """Refused in a new way."""

    with I18n(path=LOCALES).context():
        said = explain(Newest(400, -2015, "no", "GET /x"), Situation())

    assert said is not None
    assert "API key" in said.what


def test_unknown_error_has_no_text() -> None:
    """What is not in the table is unexpected."""
    assert explain(ZeroDivisionError(), Situation()) is None
    assert Exception not in TABLE


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "1 second"), (59.2, "60 seconds"), (150, "3 minutes"), (3 * 86_400, "72 hours")],
)
def test_pauses_are_rounded_up(seconds: float, text: str) -> None:
    """Nobody is told to come back too early."""
    with I18n(path=LOCALES).context():
        assert wait(seconds) == text


async def test_unexpected_error_gives_an_id_that_is_logged(
    guest: Conversation, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The user gets one line with an id; the log has the traceback under it."""

    def broken(*_args: object, **_kwargs: object) -> None:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr("bot.handlers.public.p.render_card", broken)
    reply = await guest.say("/p btc")
    found = re.search(r"log as ([0-9a-f]{8})", reply.text)

    assert found is not None
    assert found[1] in caplog.text
    assert "ZeroDivisionError: planted" in caplog.text
    assert "planted" not in reply.text


@pytest.mark.parametrize(
    ("fault", "word"),
    [("blocked", "451"), ("banned", "418"), ("forbidden", "403"), ("too_many", "429")],
)
async def test_refusal_of_binance_is_told(
    guest: Conversation, exchange: Exchange, fault: str, word: str
) -> None:
    """A refusal of the exchange becomes one clear reply with its code."""
    await guest.say("/info btc")
    exchange.faults.inject("/api/v3/depth", fault, times=None)

    reply = await guest.say("/book btc")

    assert word in reply.text
    assert "inside me" not in reply.text


async def test_too_much_weight_is_told_by_its_own_number(
    guest: Conversation, exchange: Exchange
) -> None:
    """Binance's -1003 with HTTP 400 is no 429, and is not called one."""
    await guest.say("/info btc")
    exchange.faults.inject("/api/v3/depth", "error", status=400, code=-1003)

    reply = await guest.say("/book btc")

    assert "pause" in reply.text
    assert "-1003" in reply.text
    assert "429" not in reply.text


async def test_blocking_the_bot_marks_the_user(guest: Conversation, owner: Conversation) -> None:
    """Whoever stops the bot is shown as asleep, and wakes by coming back."""
    await guest.say("/start")
    guest.block()
    asleep = await owner.say("/users")
    guest.unblock()
    await guest.say("/start")
    awake = await owner.say("/users")

    assert "💤" in asleep.text
    assert "💤" not in awake.text
