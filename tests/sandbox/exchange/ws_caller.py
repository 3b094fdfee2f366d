"""A plain caller of the WebSocket API for tests."""

import base64
from typing import Any

import aiohttp
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sandbox.exchange.ws_api import as_text
from tests.sandbox.exchange.caller import Caller, HandClock, hmac_of


class Api:
    """One connection that signs with an HMAC or an Ed25519 key."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, clock: HandClock) -> None:
        self.socket = socket
        self.clock = clock
        self.events: list[Any] = []
        self._number = 0

    async def ask(self, method: str, **params: object) -> Any:
        """Send a request; events that come before its answer are kept."""
        self._number += 1
        await self.socket.send_json({"id": self._number, "method": method, "params": params})
        while (answer := await self.socket.receive_json()).get("id") != self._number:
            self.events.append(answer)
        return answer

    async def event(self) -> Any:
        """Give the next event."""
        return self.events.pop(0) if self.events else await self.socket.receive_json()

    async def signed(self, key: Caller, method: str, **params: object) -> Any:
        """Send a request signed for itself alone."""
        params |= {"apiKey": key.api_key, "timestamp": self.clock.ms}
        text = "&".join(f"{name}={as_text(params[name])}" for name in sorted(params))
        return await self.ask(method, **params, signature=hmac_of(key.secret, text))

    async def log_on(self, api_key: str, private: Ed25519PrivateKey) -> Any:
        """Log a session on."""
        text = f"apiKey={api_key}&timestamp={self.clock.ms}"
        signature = base64.b64encode(private.sign(text.encode())).decode()
        return await self.ask(
            "session.logon", apiKey=api_key, timestamp=self.clock.ms, signature=signature
        )
