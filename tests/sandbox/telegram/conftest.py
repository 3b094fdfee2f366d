"""A pretend Telegram with a clock the test moves, and a caller of its Bot API."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from sandbox.telegram import Telegram
from tests.sandbox.telegram.serving import Api, api_of


@dataclass
class Hands:
    """A clock that stands still until the test moves it; seconds."""

    now: float = 1_795_160_530.0

    def __call__(self) -> float:
        """Give the time."""
        return self.now


@pytest.fixture
def hands() -> Hands:
    """Give the clock."""
    return Hands()


@pytest.fixture
def telegram(hands: Hands) -> Telegram:
    """Give a pretend Telegram."""
    return Telegram(clock=hands)


@pytest.fixture
async def api(telegram: Telegram) -> AsyncIterator[Api]:
    """Give a caller of the Bot API, served on loopback."""
    async with api_of(telegram) as caller:
        yield caller


@pytest.fixture
def owner_id(telegram: Telegram) -> int:
    """Give the id of the owner, and so of the private chat."""
    return telegram.users["owner"].id
