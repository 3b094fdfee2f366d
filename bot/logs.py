"""Logging: one line an event, as text or JSON, through one redacting formatter.

Warnings, uncaught exceptions, exceptions of threads and of the event loop take the same way.
"""

import asyncio
import contextlib
import logging
import re
import sys
import threading
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Final, TextIO

import structlog
from structlog.typing import Processor

from bot.config import LogFormat
from bot.redaction import Redactor

# Chatty at their own levels: SQL with its parameters, and a line for every update.
_QUIETER: Final[Mapping[str, int]] = {
    "aiosqlite": logging.INFO,
    "aiogram.event": logging.WARNING,
    "aiohttp.access": logging.WARNING,
    "alembic": logging.WARNING,
}
# Control characters but tab and line feed, marks of direction, other ends of lines, surrogates.
_COMMANDS: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_SHARED: Final[tuple[Processor, ...]] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
)

log = structlog.get_logger(__name__)


class RedactingFormatter(structlog.stdlib.ProcessorFormatter):
    """Renders a record and hides secrets in the finished line, tracebacks included."""

    def __init__(self, redactor: Redactor, renderer: Processor) -> None:
        self._redactor = redactor
        drop = structlog.stdlib.ProcessorFormatter.remove_processors_meta
        super().__init__(processors=[drop, renderer], foreign_pre_chain=list(_SHARED))

    def format(self, record: logging.LogRecord) -> str:
        """Give the line to write; the further lines of a traceback are indented.

        Foreign text can neither pass for another record, nor command the terminal that shows it.
        """
        line = self._redactor.redact(super().format(record))
        return _COMMANDS.sub(_escaped, line).replace("\n", "\n    ")


class RedactingHandler(logging.StreamHandler[TextIO]):
    """Writes lines; of one that cannot be written it tells only that it could not."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's
        """Replace the library's own account, which holds the record as it was."""
        kind = type(sys.exception()).__name__
        with contextlib.suppress(Exception):
            self.stream.write(f"a log line of {record.name} could not be written ({kind})\n")


def configure(
    level: str, style: LogFormat, redactor: Redactor, stream: TextIO | None = None
) -> logging.Handler:
    """Send every log line of the process through the redactor; give the handler."""
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if style is LogFormat.JSON
        else structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0)
    )
    handler = RedactingHandler(stream or sys.stderr)
    handler.setFormatter(RedactingFormatter(redactor, renderer))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name, least in _QUIETER.items():
        logging.getLogger(name).setLevel(max(least, root.level))
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    return handler


def catch_uncaught() -> None:
    """Log warnings and uncaught exceptions instead of printing them past the redactor."""
    logging.captureWarnings(capture=True)
    sys.excepthook = _uncaught
    threading.excepthook = lambda args: _uncaught(
        args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
    )
    sys.unraisablehook = lambda found: log.error(
        "exception could not be raised", exc_info=found.exc_value, where=repr(found.object)
    )


def log_loop_exception(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log what the event loop reports; give to `loop.set_exception_handler`."""
    log.error(
        "event loop reported an error",
        reason=str(context.get("message")),
        exc_info=context.get("exception"),
    )


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _uncaught(
    kind: type[BaseException], error: BaseException, traceback: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    log.critical("uncaught exception", exc_info=(kind, error, traceback))
