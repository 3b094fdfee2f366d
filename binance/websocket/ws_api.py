"""Calls over Binance's WebSocket APIs: every method by its name, many users on one socket.

    depth = await binance.ws_api.call("depth", symbol="BTCUSDT", limit=20)
    order = await account.ws_api.call("order.status", symbol="BTCUSDT", order_id=12)
    balances = await account.ws_api.call("futures.v2/account.balance")

    async with account.ws_api.own_socket() as own:      # methods that belong to a connection
        await own.call("session.logon")

Names are Binance's; those of futures begin with `futures.` and `coin_futures.`. Parameters are
checked before anything is sent, answers are plain JSON values: numbers with a fraction are
`Decimal`. Limits, bans and errors are those of the calls over HTTP, and so are the budgets. A read
whose socket ends is sent again while there is time; an order never is: its outcome is unknown
(`outcome_unknown` of the error), and whoever sent it has to look it up.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from functools import cache, partial
from typing import Any

import msgspec

from binance.catalogue_table.ws_row import WsRow
from binance.credentials import Credentials
from binance.exceptions import CallRefused, HostMissing, MissingCredentials
from binance.request.pipeline import Pipeline
from binance.request.pools import exchange_of
from binance.request.request import Api, Endpoint, Request, Response, Security
from binance.websocket.connection import Url
from binance.websocket.dialler import Dialler
from binance.websocket.rules import WS_API_RULES
from binance.websocket.ws_api_connection import ApiConnection
from binance.websocket.ws_api_methods import Values, authorised, endpoint_of, find, read_values
from binance.websocket.ws_api_weights import weight_of

Exchange = Callable[[Request, str, Mapping[str, Any]], Awaitable[Response]]
"""Sends a request, a method and its parameters, and gives the reply."""

_CONNECTING: Mapping[Api, int] = {Api.SPOT: 2, Api.FUTURES: 5, Api.COIN_FUTURES: 5}


class WsApiHub:
    """The connections of the process: one to each host, opened when it is first needed."""

    def __init__(
        self, dialler: Dialler, pipeline: Pipeline, urls: Mapping[Api, str | None]
    ) -> None:
        self.pipeline = pipeline
        self._dialler = dialler
        self._urls = urls
        self._window = str(pipeline.options.recv_window)
        self._shared: dict[Api, ApiConnection] = {}

    def connection(self, api: Api, endpoint: str) -> ApiConnection:
        """Give the connection all calls to a host share. Fails with `HostMissing`."""
        found = self._shared.get(api)
        if found is None:
            found = self._shared[api] = self.another(api, endpoint)
        return found

    def another(self, api: Api, endpoint: str) -> ApiConnection:
        """Make a connection of its own; whoever asks for it closes it. Fails with `HostMissing`."""
        return ApiConnection(
            self._dialler, self.url(api, endpoint), self.pipeline, api, WS_API_RULES
        )

    def url(self, api: Api, endpoint: str) -> Url:
        """Give what pays for a handshake and then names the address. Fails with `HostMissing`."""
        address = self._urls.get(api)
        if not address:
            raise HostMissing(endpoint)
        return partial(self._paid, api, address)

    async def send(
        self,
        exchange: Exchange,
        row: WsRow,
        values: Values,
        caller: int,
        credentials: Credentials | None,
    ) -> Any:
        """Send a request within the budgets and give its result. Fails as any call does.

        `exchange` sends it over a socket: `exchange` of a connection, or `ask` with one socket.
        """
        pipeline = self.pipeline

        async def by_socket(request: Request) -> Response:
            """Send one attempt."""
            sent: Mapping[str, Any] = values.sent
            if credentials is not None:
                moment = str(pipeline.timestamp(row.api))
                sent = authorised(values, row.security, credentials, moment, self._window)
            return await exchange(request, row.method, sent)

        weight = weight_of(row, values.sent)
        endpoint = endpoint_of(row.name)
        request = Request(endpoint, "", weight, caller, credentials, pipeline.deadline())
        request.by = by_socket
        return await pipeline.call_over_socket(request)

    async def close(self) -> None:
        """Close every shared connection."""
        await asyncio.gather(*(one.close() for one in self._shared.values()))

    async def _paid(self, api: Api, address: str) -> str:
        pipeline = self.pipeline
        cost = _CONNECTING[api]
        request = Request(_connecting(api), "", cost, 0, None, pipeline.deadline(), by=_at_once)
        await pipeline.call_over_socket(request)
        return address


class WsApi:
    """Calls for one caller, with or without an account."""

    def __init__(self, hub: WsApiHub, caller: int, credentials: Credentials | None) -> None:
        self._hub = hub
        self._caller = caller
        self._credentials = credentials
        self._own: ApiConnection | None = None

    async def call(self, method: str, /, **parameters: Any) -> Any:
        """Call a method by its name and give the result as plain JSON values.

        Fails with `UnknownEndpoint`, `WrongParameters`, `MissingCredentials`, `HostMissing` and
        `CallRefused` before anything is sent, and then as any call does.
        """
        row = find(method)
        values = read_values(row, parameters)
        if row.own_socket and self._own is None:
            raise CallRefused(row.name, "belongs to a connection: use `own_socket()`")
        keyed = row.security is not Security.NONE
        if keyed and self._credentials is None:
            raise MissingCredentials(row.endpoint)
        hub = self._hub
        connection = self._own or hub.connection(row.api, row.endpoint)
        credentials = self._credentials if keyed else None
        return await hub.send(connection.exchange, row, values, self._caller, credentials)

    @asynccontextmanager
    async def own_socket(self) -> "AsyncIterator[WsApi]":
        """Give calls over a connection to spot that nobody else uses, for methods of a session.

        It is opened anew when it is lost, and then nobody is logged on. Fails with `HostMissing`.
        """
        own = WsApi(self._hub, self._caller, self._credentials)
        own._own = self._hub.another(Api.SPOT, "a session")
        try:
            yield own
        finally:
            await own._own.close()


@cache
def _connecting(api: Api) -> Endpoint:
    return Endpoint(
        name=f"WS connect {api}",
        method="WS",
        path="",
        api=api,
        security=Security.NONE,
        pool=exchange_of(api),
        decoder=msgspec.json.Decoder(),
        cache_seconds=0.0,
        repeatable=False,
        urgent=False,
        teaches_limits=False,
        keyed=False,
        signed=False,
    )


async def _at_once(_: Request) -> Response:
    """Stand for a handshake: it is paid for here and made by the dialler."""
    return Response(200, {}, b"{}")
