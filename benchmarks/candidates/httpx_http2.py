"""httpx over HTTP/2: all calls over one connection, without any feature."""

from collections.abc import Mapping
from contextlib import AsyncExitStack
from importlib import import_module
from typing import Any

from benchmarks.measuring import Job, repeated

_loads = import_module("orjson").loads  # installed for benchmarks only


async def open_candidate(urls: Mapping[str, str], stack: AsyncExitStack) -> Mapping[str, Job]:
    """Open a client that knows that the site speaks HTTP/2."""
    made = import_module("httpx").AsyncClient(http1=False, http2=True, base_url=urls["http2"])
    client = await stack.enter_async_context(made)

    async def ticker(number: int) -> Any:
        """Ask for a price."""
        answer = await client.get(f"/api/v3/ticker/price?symbol=S{number}USDT")
        return _loads(answer.content)

    return {"scan": repeated(ticker)}
