"""Secrets never reach a log line, in whatever form they are written."""

import io
import json
import logging
import sys
import warnings
from collections.abc import Iterator
from urllib.parse import quote

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from binance.credentials import generate_ed25519
from bot import logs
from bot.config import LogFormat
from bot.redaction import HIDDEN, Redactor
from storage.apikey_manager import MasterKeys

SECRET = "kV9!sécret/with+signs="
TOKEN = "7000000001:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1"
API_KEY = "a1B2" * 16


@pytest.fixture
def redactor() -> Redactor:
    """Give a redactor that knows one secret."""
    redactor = Redactor()
    redactor.add(SECRET)
    return redactor


@pytest.fixture
def log_lines(redactor: Redactor) -> Iterator[io.StringIO]:
    """Send every log line to a text, at DEBUG, and restore everything afterwards."""
    root, hooks = logging.getLogger(), (sys.excepthook, sys.unraisablehook)
    kept, level, stream = root.handlers[:], root.level, io.StringIO()
    structure = structlog.get_config()
    logs.configure("DEBUG", LogFormat.TEXT, redactor, stream)
    yield stream
    root.handlers[:] = kept
    root.setLevel(level)
    sys.excepthook, sys.unraisablehook = hooks
    logging.captureWarnings(capture=False)
    structlog.configure(**structure)


@pytest.mark.parametrize(
    "written",
    [
        SECRET,
        f"key={SECRET}&x=1",
        json.dumps({"secret": SECRET}),
        repr([SECRET]),
        f"https://x/?s={quote(SECRET, safe='')}",
    ],
)
def test_live_secret_is_hidden_in_every_form(redactor: Redactor, written: str) -> None:
    """Plain, in JSON, as a repr, in a URL."""
    assert HIDDEN in redactor.redact(written)
    assert "kV9" not in redactor.redact(written)


MASTER_KEY = MasterKeys.generate_one()
PEM = generate_ed25519().private_pem


@pytest.mark.parametrize(
    ("written", "secret"),
    [
        (f"POST https://api.telegram.org/bot{TOKEN}/sendMessage", TOKEN),
        (f"X-MBX-APIKEY: {API_KEY}", API_KEY),
        ("{'X-MBX-APIKEY': 'short1'}", "short1"),
        (f"api key {API_KEY} refused", API_KEY),
        ("GET /api/v3/account?timestamp=1&signature=0123abcd", "0123abcd"),
        (f"FERNET_KEYS={MASTER_KEY}", MASTER_KEY[:-1]),
        (PEM, PEM.splitlines()[1]),
        ("wss://x/ws?listenKey=abcDEF123", "abcDEF123"),
    ],
)
def test_what_looks_like_a_secret_is_hidden(written: str, secret: str) -> None:
    """A secret nobody registered is known by its shape."""
    redacted = Redactor().redact(written)

    assert HIDDEN in redacted
    assert secret not in redacted


def test_private_key_is_hidden_line_by_line() -> None:
    """A PEM key is recognised even when its lines are logged one by one."""
    pem, redactor = generate_ed25519().private_pem, Redactor()
    redactor.add(pem)

    assert [redactor.redact(line) for line in pem.splitlines()[1:-1]] == [HIDDEN]


def test_ordinary_text_stays() -> None:
    """Prices, ids and sentences are not touched."""
    text = "2026-11-20 user 5001001 sent /p btc at 67250.00, order 7f3a9c, 24h +1.5%"

    assert Redactor().redact(text) == text


def test_secret_is_known_as_long_as_its_block_runs(redactor: Redactor) -> None:
    """Two blocks with one value keep it hidden until the second ends."""
    with redactor.hiding("temporary-value"):
        with redactor.hiding("temporary-value"):
            pass
        inside = redactor.redact("temporary-value")

    assert inside == HIDDEN
    assert redactor.redact("temporary-value") == "temporary-value"


@given(secret=st.text(min_size=8, max_size=60), before=st.text(max_size=20))
def test_any_secret_is_hidden(secret: str, before: str) -> None:
    """No value is too odd to be found."""
    redactor = Redactor()
    redactor.add(secret)

    assert secret not in redactor.without_values(f"{before}{secret}").replace(HIDDEN, "")


def test_log_lines_and_tracebacks_are_redacted(log_lines: io.StringIO) -> None:
    """Messages, arguments, fields and tracebacks pass the redactor."""
    logging.getLogger("foreign").warning("with %s", SECRET)
    structlog.get_logger("ours").info("event", field=SECRET, token=TOKEN)
    logging.getLogger("foreign").error("failed", exc_info=RuntimeError(SECRET))
    text = log_lines.getvalue()

    assert text.count(HIDDEN) >= 4
    assert "kV9" not in text
    assert TOKEN not in text
    assert "RuntimeError" in text


def test_control_without_the_redactor_the_secret_shows(log_lines: io.StringIO) -> None:
    """Control: the same line shows the secret when the redactor does not know it."""
    handler = logging.getLogger().handlers[0]
    handler.setFormatter(logs.RedactingFormatter(Redactor(), structlog.dev.ConsoleRenderer()))
    logging.getLogger("foreign").warning("with %s", SECRET)

    assert SECRET in log_lines.getvalue()


def test_warnings_and_uncaught_exceptions_are_redacted(log_lines: io.StringIO) -> None:
    """What Python itself would print takes the same way."""
    logs.catch_uncaught()
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=True)
        warnings.warn(f"odd {SECRET}", stacklevel=1)
    error = ValueError(SECRET)
    sys.excepthook(ValueError, error, None)
    logs.log_loop_exception(None, {"message": "lost", "exception": error})  # type: ignore[arg-type] # the loop is not used
    text = log_lines.getvalue()

    assert text.count(HIDDEN) >= 3
    assert "kV9" not in text


def test_json_lines_are_json(redactor: Redactor, log_lines: io.StringIO) -> None:
    """One object a line, secrets hidden; a line break in a text begins no new line."""
    stream = io.StringIO()
    logs.configure("INFO", LogFormat.JSON, redactor, stream)
    structlog.get_logger("ours").info("two\nlines", value=SECRET)
    logging.getLogger("aiosqlite").debug("executing with parameters")
    [line] = stream.getvalue().splitlines()

    assert json.loads(line)["event"] == "two\nlines"
    assert json.loads(line)["value"] == HIDDEN
    assert log_lines.getvalue() == ""
