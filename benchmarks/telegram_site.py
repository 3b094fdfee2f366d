"""A Telegram that sends bots updates and counts their replies; knows no more of the Bot API."""

import asyncio
import itertools
import json
from collections import deque
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

from benchmarks.answers import reply

_DONE = reply(b'{"ok":true,"result":true}')

Answer = Callable[[bytes], None]

AT_ONCE = 100  # people whose commands are in hand at a time
_MOST_UPDATES = 100  # in one answer
_COMMAND = "/cancel"  # a command of the bot that needs neither Binance nor a dialog
_CHAT_ID = 7_000_000


class Feed:
    """The updates of one bot. People wait for the reply before they write again."""

    def __init__(self) -> None:
        self._ids = itertools.count(1)
        self._left = 0
        self._unanswered = 0
        self._pending: deque[dict[str, Any]] = deque()
        self._poll: tuple[Answer, int] | None = None
        self._done: Answer | None = None

    def send(self, count: int, done: Answer) -> None:
        """Send so many commands; answer when every reply has come."""
        self._left, self._done = count, done
        self._top_up()

    def poll(self, offset: int, seconds: int, answer: Answer) -> None:
        """Give what is not acknowledged, or wait until there is something."""
        while self._pending and self._pending[0]["update_id"] < offset:
            self._pending.popleft()
        self._poll = poll = (answer, offset)
        if self._pending or not seconds:
            self._deliver()
        else:
            asyncio.get_running_loop().call_later(seconds, self._give_up, poll)

    def replied(self) -> None:
        """Count a reply; whoever got it writes again."""
        self._unanswered -= 1
        self._top_up()

    def _top_up(self) -> None:
        if self._unanswered:
            return
        if not self._left:
            if self._done is not None:
                self._done(_DONE)
                self._done = None
            return
        batch = min(AT_ONCE, self._left)
        self._left -= batch
        self._unanswered = batch
        self._pending.extend(_update(next(self._ids), number) for number in range(batch))
        self._deliver()

    def _give_up(self, poll: tuple[Answer, int]) -> None:
        if self._poll is poll:
            self._deliver()

    def _deliver(self) -> None:
        if self._poll is None:
            return
        (answer, offset), self._poll = self._poll, None
        waiting = (one for one in self._pending if one["update_id"] >= offset)
        answer(_ok(list(itertools.islice(waiting, _MOST_UPDATES))))


class TelegramSite:
    """Answers the methods bots use; one feed for each token."""

    def __init__(self) -> None:
        self._feeds: dict[str, Feed] = {}
        self._message = _ok(_message(1, 0, "There is nothing to cancel."))
        self._me = _ok({"id": 1, "is_bot": True, "first_name": "Bench", "username": "bench_bot"})

    def answer(self, target: str, body: bytes, answer: Answer) -> None:
        """Answer `/bot<token>/<method>`, and `/feed/<token>/<count>` of the benchmark."""
        _, first, second, *rest = target.split("/")
        if first == "feed":
            self._feed(second).send(int(rest[0]), answer)
            return
        feed, method = self._feed(first.removeprefix("bot")), second.lower()
        if method == "getupdates":
            given = _parameters(body)
            feed.poll(int(given.get("offset", 0)), int(given.get("timeout", 0)), answer)
        elif method == "sendmessage":
            answer(self._message)
            feed.replied()
        else:
            answer(self._me if method == "getme" else _DONE)

    def _feed(self, token: str) -> Feed:
        return self._feeds.setdefault(token, Feed())


def _parameters(body: bytes) -> dict[str, Any]:
    """Read a body of JSON or of a form."""
    return dict(json.loads(body) if body.startswith(b"{") else parse_qsl(body.decode()))


def update(number: int) -> dict[str, Any]:
    """Give one update as Telegram sends it: somebody writes a command."""
    return _update(number, number % AT_ONCE)


def _update(update_id: int, person: int) -> dict[str, Any]:
    message = _message(update_id, person, _COMMAND)
    message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(_COMMAND)}]
    return {"update_id": update_id, "message": message}


def _message(message_id: int, person: int, text: str) -> dict[str, Any]:
    name = {"id": _CHAT_ID + person, "first_name": f"Person {person}", "username": f"p_{person}"}
    return {
        "message_id": message_id,
        "from": {**name, "is_bot": False, "language_code": "en"},
        "chat": {**name, "type": "private"},
        "date": 1_795_000_000,
        "text": text,
    }


def _ok(result: Any) -> bytes:
    return reply(json.dumps({"ok": True, "result": result}).encode())
