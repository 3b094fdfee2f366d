"""The bot's address as Binance sees it: what users enter as the trusted IP of their key."""

import asyncio
import re
import secrets
import string
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from typing import Final

from binance.client import BinanceClient
from binance.credentials import Credentials, KeyType
from binance.exceptions import ApiError, BinanceError

_KNOWN_FOR: Final = timedelta(hours=1)
_UNKNOWN_FOR: Final = timedelta(minutes=1)
_ALPHABET: Final = string.ascii_letters + string.digits
_IN_ANSWER: Final = re.compile(r"request ip: ?([0-9A-Fa-f.:]{2,45})")


class OutgoingAddress:
    """Learns the outgoing IP address from Binance itself, without a third party.

    The futures API refuses an unknown key with -2015 and names the address the call came from.
    """

    def __init__(
        self, binance: BinanceClient, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._binance = binance
        self._clock = clock
        self._lock = asyncio.Lock()
        self._address: str | None = None
        self._fresh_until = datetime.min.replace(tzinfo=UTC)

    async def current(self) -> str | None:
        """Give the address, asked at most once an hour, or None where Binance does not tell."""
        async with self._lock:
            if self._clock() >= self._fresh_until:
                self._address = await self._ask()
                age = _UNKNOWN_FOR if self._address is None else _KNOWN_FOR
                self._fresh_until = self._clock() + age
            return self._address

    async def _ask(self) -> str | None:
        try:
            await self._binance.account(_made_up()).futures.order_rate_limits()
        except ApiError as error:
            return address_in(error.message)
        except BinanceError:
            return None
        return None


def address_in(message: str) -> str | None:
    """Give the IP address that an error message of Binance names, or None."""
    found = _IN_ANSWER.search(message)
    if found is None:
        return None
    try:
        return str(ip_address(found[1]))
    except ValueError:
        return None


def _made_up() -> Credentials:
    """Give credentials of the right shape that belong to nobody."""
    key, secret = ("".join(secrets.choice(_ALPHABET) for _ in range(64)) for _ in range(2))
    return Credentials(api_key=key, secret=secret, key_type=KeyType.HMAC)
