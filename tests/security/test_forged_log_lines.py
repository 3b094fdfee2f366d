"""Foreign text in the log: it forges no line, commands no terminal, and breaks nothing."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot import logs
from bot.config import LogFormat
from bot.redaction import HIDDEN, Redactor

FORGED = "2026-11-20T00:00:00.000000Z [info     ] bot is running [bot.main]"
HOSTILE = f"x\r\n{FORGED}\x1b[2J\x9b\u2028{FORGED}\u202e\ud800"
SECRET = "b" * 64


class Strict(io.StringIO):
    """A stream that takes what UTF-8 holds, as a file does."""

    def write(self, text: str) -> int:
        """Write, or fail as a file would."""
        text.encode("utf-8")
        return super().write(text)


@pytest.fixture(params=list(LogFormat))
def written(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """Give what is logged, in each of the formats; logging is as before afterwards."""
    root, before = logging.getLogger(), structlog.get_config()
    handlers, level, stream = root.handlers[:], root.level, Strict()
    logs.configure("INFO", request.param, Redactor(), stream)
    yield stream
    root.handlers[:], root.level = handlers, level
    structlog.configure(**before)


def log_everywhere() -> None:
    """Put hostile text into a value, into a message of a library, and into an exception."""
    structlog.get_logger("bot").info("said", text=HOSTILE)
    logging.getLogger("library").warning("heard %s", HOSTILE)
    structlog.get_logger("bot").error("failed", exc_info=ValueError(HOSTILE))


def test_nothing_passes_for_a_line_of_the_log(written: io.StringIO) -> None:
    """Each record begins one line; what else there is stands indented and without commands."""
    log_everywhere()

    text = written.getvalue()
    records = [line for line in text.splitlines() if not line.startswith("    ")]

    assert len(records) == 3
    assert not any(line.startswith(FORGED) for line in text.splitlines())
    assert not {"\x1b", "\x9b", "\r", "\u2028", "\u202e", "\ud800"} & set(text)


def test_json_stays_json(written: io.StringIO) -> None:
    """What is escaped can be read back by machines."""
    structlog.get_logger("bot").info("said", text=HOSTILE)
    line = written.getvalue()

    if line.startswith("{"):
        assert json.loads(line)["text"] == HOSTILE
    assert "said" in line


def test_without_the_guard_the_lines_are_forged(
    written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: the renderer alone lets a library's message begin a line of its own."""
    monkeypatch.setattr(
        logs.RedactingFormatter, "format", structlog.stdlib.ProcessorFormatter.format
    )
    logging.getLogger("library").warning("heard\n%s", FORGED)
    text = written.getvalue()

    assert text.startswith("{") or f"\n{FORGED}" in text


def test_a_line_that_cannot_be_written_says_nothing_more(
    written: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    """A faulty call of a library does not print its arguments past the redactor."""
    record = logging.LogRecord("library", logging.WARNING, "", 1, "%d", (SECRET,), None)
    ours = [
        each for each in logging.getLogger().handlers if isinstance(each, logs.RedactingHandler)
    ]

    ours[0].handle(record)

    assert "could not be written" in written.getvalue()
    assert SECRET not in written.getvalue() + capsys.readouterr().err
    assert HIDDEN not in written.getvalue()
