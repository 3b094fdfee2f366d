"""The bot in a hurry and, if wanted, made to blab: then it logs whatever passes its hands.

python -m tests.security.blabbermouth [blabbing] [unredacted]

Redaction must make up for the blabbing; `unredacted` there is none, and secrets must be found.
"""

import logging
import sys
from typing import Any

import aiohttp
from aiogram import Dispatcher

import bot.main
from binance.credentials import Credentials
from bot.__main__ import main
from bot.main import Limits
from bot.middlewares.throttle import Allowance
from bot.pacing import Pace, Rate
from bot.redaction import Redactor
from bot.services.key_doctor import KeyDoctor
from storage.sealing import MasterKeys

FAILS_AT = 3  # the examination of a key that ends in an exception full of secrets

log = logging.getLogger("blabbermouth")
_request = aiohttp.ClientSession._request
_made = Credentials.__post_init__
_examine = KeyDoctor.examine
_parse = MasterKeys.parse
_feed = Dispatcher.feed_update
_examined: list[str] = []


async def _blab_request(self: aiohttp.ClientSession, method: str, url: Any, **more: Any) -> Any:
    headers = {**self.headers, **(more.get("headers") or {})}
    log.debug("request %s %s %s %r", method, url, headers, more.get("data"))
    return await _request(self, method, url, **more)


def _blab_credentials(self: Credentials) -> None:
    _made(self)
    log.debug("credentials %s %s", self.api_key, self.secret)
    log.debug("credentials as repr %r", (self.api_key, self.secret))


async def _blab_examine(self: KeyDoctor, credentials: Credentials, user_id: int) -> Any:
    _examined.append(credentials.api_key)
    if len(_examined) == FAILS_AT:
        raise RuntimeError(f"examining {credentials.api_key} with {credentials.secret}")
    return await _examine(self, credentials, user_id)


def _blab_parse(text: str) -> MasterKeys:
    log.debug("master keys %s", text)
    return _parse(text)


async def _blab_update(self: Dispatcher, bot: Any, update: Any, **more: Any) -> Any:
    log.debug("update %s", update.model_dump_json(exclude_none=True))
    return await _feed(self, bot, update, **more)


def _as_it_is(_self: Redactor, text: str) -> str:
    return text


BLABBING: dict[str, tuple[Any, Any]] = {
    "_request": (aiohttp.ClientSession, _blab_request),
    "__post_init__": (Credentials, _blab_credentials),
    "examine": (KeyDoctor, _blab_examine),
    "parse": (MasterKeys, staticmethod(_blab_parse)),
    "feed_update": (Dispatcher, _blab_update),
}


def start(words: list[str]) -> int:
    """Run the bot without its pauses, and with its hands changed as the words say."""
    rates = (Rate(10_000, 1),)
    limits = Limits(Pace(rates, rates, rates), Allowance(10_000, 10_000))
    vars(bot.main)["Limits"] = lambda: limits
    changes: dict[str, tuple[Any, Any]] = {}
    if "blabbing" in words:
        changes |= BLABBING
    if "unredacted" in words:
        changes |= {"redact": (Redactor, _as_it_is), "without_values": (Redactor, _as_it_is)}
    for name, (owner, function) in changes.items():
        setattr(owner, name, function)
    return main(["run"])


if __name__ == "__main__":
    sys.exit(start(sys.argv[1:]))
