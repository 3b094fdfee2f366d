"""One connection to the spot WebSocket API that carries the user data of up to 1,000 accounts."""

import asyncio
import re
from collections import Counter
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, Final

from binance.exceptions import ApiError, ConnectionLost, RequestTimeout
from binance.request.pipeline import Pipeline
from binance.request.request import Api
from binance.websocket.dialler import Dialler
from binance.websocket.rules import WS_API_RULES, SocketRules
from binance.websocket.socket import Socket
from binance.websocket.user_data_accounts import AccountsConnection, Elsewhere, SocketFailedError
from binance.websocket.user_data_checks import Checks
from binance.websocket.user_data_follower import Follower, Identity
from binance.websocket.user_data_tickets import Admission, Ticket, unsubscribe
from binance.websocket.ws_api import WsApiHub
from binance.websocket.ws_api_replies import NO_EVENT, Frame

USER_DATA_RULES: Final = replace(WS_API_RULES, opening=900.0)  # subscribing waits for the budget
MOST_ACCOUNTS: Final = 1_000  # subscriptions of one socket at a time
_MOST_EVER: Final = 60_000  # subscriptions in the life of a socket; Binance allows 65,535
_AT_ONCE: Final = 50  # subscriptions on their way
_ALREADY: Final = -2035  # the account has a subscription on this socket
_NO_MORE_IDS: Final = -2042
_RENEW_PART: Final = 0.8  # of a token's life
_PAUSE: Final = 1.0  # seconds
_SECOND_ATTEMPT: Final = 30.0  # seconds after a token could not be renewed
_NUMBERED = re.compile(rb'"subscriptionId":\s?(\d{1,9})\b')


class UserDataConnection(AccountsConnection):
    """Subscribes spot accounts by signature, margin accounts by token."""

    def __init__(  # noqa: PLR0913, PLR0917 -- put together in one place
        self,
        dialler: Dialler,
        hub: WsApiHub,
        pipeline: Pipeline,
        ticket: Ticket,
        checks: Checks,
        elsewhere: Elsewhere,
        rules: SocketRules = USER_DATA_RULES,
    ) -> None:
        url = hub.url(Api.SPOT, "user data")
        super().__init__(dialler, url, pipeline, Api.SPOT, rules, checks, elsewhere)
        self._hub = hub
        self._ticket = ticket
        self._made: Counter[int] = Counter()  # subscriptions ever, by socket
        self._slots = asyncio.Semaphore(_AT_ONCE)

    def told(self, socket: Socket, frame: Frame) -> None:
        """Hand an event to its account."""
        if frame.event is NO_EVENT or frame.subscription_id is None:
            super().told(socket, frame)
        else:
            self.event(socket, frame.subscription_id, frame.event)

    def misread(self, socket: Socket, raw: bytes) -> None:
        """Look after the account a broken message was for, or after all of them."""
        super().misread(socket, raw)
        named = _NUMBERED.search(raw)
        self.doubt(socket, int(named[1]) if named else None)

    async def subscribe(self, socket: Socket, follower: Follower) -> None:
        """Subscribe an account. Fails as any call does."""
        admission = await self._ticket.admission(follower)
        try:
            told = await self._send(socket, follower, admission)
        except ApiError as error:
            if error.code == _ALREADY:  # by another key of the same account
                self.remove(follower)
                self.elsewhere(follower, self)
                return
            if error.code == _NO_MORE_IDS and socket is self.connection.socket:
                self.connection.renew("its subscription ids are used up")
            raise
        self.subscribed(socket, follower, int(told["subscriptionId"]))
        self._made[socket.number] += 1
        if self._made[socket.number] == _MOST_EVER:
            self.connection.renew("its subscription ids are nearly used up")
        if admission.ends is not None:
            self.run(self._renew_in_time(socket, follower, admission.ends))

    async def unsubscribe(self, socket: Socket, identity: Identity) -> None:
        """End a subscription. Fails as any call does."""
        await unsubscribe(self._hub, partial(self.ask, socket), int(identity))

    async def _send(self, socket: Socket, follower: Follower, admission: Admission) -> Any:
        exchange = partial(self.ask, socket)
        row, values, credentials = admission.row, admission.values, admission.credentials
        async with self._slots:
            if socket.over:
                raise SocketFailedError("it ended")
            try:
                return await self._hub.send(exchange, row, values, follower.caller, credentials)
            except (ConnectionLost, RequestTimeout):
                # Whether it is subscribed now nobody knows: another socket is sure.
                raise SocketFailedError("no reply to a subscription") from None

    async def _renew_in_time(self, socket: Socket, follower: Follower, ends: datetime) -> None:
        """Take a new token before this one ends: on the same socket that is seamless."""
        left = (ends - self.checks.now()).total_seconds() * _RENEW_PART
        while True:
            await self._timing.sleep(max(left, _PAUSE))
            if follower not in self.followers or socket.number not in follower.subscriptions:
                return
            try:
                if await self.attempt(socket, follower) is None:
                    return
            except SocketFailedError:
                return
            left = _SECOND_ATTEMPT
