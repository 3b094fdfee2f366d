"""What the pretend Telegram answers when it refuses, in the words of the real one."""

from http import HTTPStatus
from typing import Any


class TelegramError(Exception):
    """A refused request: HTTP status, description and `parameters` of the answer."""

    def __init__(
        self, status: HTTPStatus, description: str, parameters: dict[str, Any] | None = None
    ) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters or {}

    def as_json(self) -> dict[str, Any]:
        """Give the body of the answer."""
        body = {"ok": False, "error_code": int(self.status), "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


def bad_request(reason: str) -> TelegramError:
    """Give a 400 as Telegram words it."""
    return TelegramError(HTTPStatus.BAD_REQUEST, f"Bad Request: {reason}")


def forbidden(reason: str) -> TelegramError:
    """Give a 403 as Telegram words it."""
    return TelegramError(HTTPStatus.FORBIDDEN, f"Forbidden: {reason}")


def conflict(reason: str) -> TelegramError:
    """Give a 409 as Telegram words it."""
    return TelegramError(HTTPStatus.CONFLICT, f"Conflict: {reason}")


def too_many_requests(retry_after: int) -> TelegramError:
    """Give a 429; `retry_after` in seconds."""
    return TelegramError(
        HTTPStatus.TOO_MANY_REQUESTS,
        f"Too Many Requests: retry after {retry_after}",
        {"retry_after": retry_after},
    )
