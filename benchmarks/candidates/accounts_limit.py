"""LIMIT of user data: bare aiohttp and msgspec; one socket, a table of accounts, no guarantees."""

import hashlib
import hmac
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from decimal import Decimal
from typing import Any

import aiohttp
import msgspec

from benchmarks.accounts import events_job, follow_job
from benchmarks.measuring import Job


class _Fill(msgspec.Struct, gc=False):
    E: int
    s: str
    S: str
    i: int
    t: int
    q: Decimal
    p: Decimal
    l: Decimal  # noqa: E741 -- Binance's name
    L: Decimal
    n: Decimal
    N: str | None
    z: Decimal
    Z: Decimal


class _Frame(msgspec.Struct, rename="camel", gc=False):
    subscription_id: int
    event: _Fill


_DECODE = msgspec.json.Decoder(_Frame).decode


async def open_candidate(urls: Mapping[str, str], _stack: AsyncExitStack) -> Mapping[str, Job]:
    """Prepare the jobs; each opens a socket of its own."""
    url = urls["accounts"]

    @asynccontextmanager
    async def follow(count: int) -> AsyncIterator[Callable[[int], Awaitable[Any]]]:
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(f"{url}/ws-api/v3", decode_text=False) as socket,
        ):
            for number in range(count):
                await socket.send_str(_request(number))
            accounts: dict[int, list[_Fill]] = {number: [] for number in range(count)}
            for _ in range(count):
                await socket.receive()

            async def taken(wanted: int) -> None:
                for _ in range(wanted):
                    frame = _DECODE((await socket.receive()).data)
                    accounts[frame.subscription_id] = [frame.event]

            yield taken

    return {"follow": follow_job(follow), "events": events_job(url, follow)}


def _request(number: int) -> str:
    moment = int(time.time() * 1000)
    key = f"{number:064}"
    signature = hmac.new(
        key.encode(), f"apiKey={key}&timestamp={moment}".encode(), hashlib.sha256
    ).hexdigest()
    params = {"apiKey": key, "timestamp": moment, "signature": signature}
    method = "userDataStream.subscribe.signature"
    return msgspec.json.encode({"id": number, "method": method, "params": params}).decode()
