"""A Redis, and clients that share over it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.binance.sharing.redis_server import RedisServer


@pytest.fixture
async def redis(tmp_path: Path) -> AsyncIterator[RedisServer]:
    """Give a Redis that knows nothing."""
    server = RedisServer(tmp_path)
    await server.start()
    try:
        yield server
    finally:
        server.kill()
