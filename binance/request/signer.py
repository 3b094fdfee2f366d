"""Signer: the moment and the signature, made anew for every attempt.

https://developers.binance.com/docs/binance-spot-api-docs/rest-api/request-security
"""

from collections.abc import Awaitable, Mapping
from urllib.parse import quote

from multidict import istr
from yarl import URL

from binance.credentials import Credentials, KeyType
from binance.exceptions import HostMissing
from binance.request.clock import Clock
from binance.request.request import Api, Request, Response, Wire, WireRequest

_KEY_HEADER = istr("X-MBX-APIKEY")


class Signer:
    """Turns a request into the URL and headers of one attempt.

    Everything travels in the query, for every method, as in Binance's own client: then the signed
    bytes are the sent bytes.
    """

    def __init__(
        self, send: Wire, bases: Mapping[Api, str | None], clock: Clock, recv_window: int
    ) -> None:
        self._send = send
        self._bases = {api: None if base is None else URL(base) for api, base in bases.items()}
        self._clock = clock
        self._window = f"recvWindow={recv_window}&timestamp="

    def __call__(self, request: Request) -> Awaitable[Response]:
        """Stamp, sign and send. Fails with `HostMissing`."""
        endpoint = request.endpoint
        base = self._bases[endpoint.api]
        if base is None:
            raise HostMissing(endpoint.name)
        query = request.query
        headers: dict[str, str] | None = None
        credentials = request.credentials
        if credentials is not None:
            headers = {_KEY_HEADER: credentials.api_key}
            if endpoint.signed:
                separator = "&" if query else ""
                moment = self._clock.timestamp(endpoint.api)
                query = signed(f"{query}{separator}{self._window}{moment}", credentials)
        # Not from one text: it would have to be taken apart again.
        url = URL.build(
            scheme=base.scheme,
            authority=base.authority,
            path=endpoint.path,
            query_string=query,
            encoded=True,
        )
        return self._send(WireRequest(request, url, headers))


def signed(payload: str, credentials: Credentials) -> str:
    """Append the signature of a percent-encoded payload to it."""
    signature = credentials.sign(payload.encode())
    if credentials.key_type is not KeyType.HMAC:
        signature = quote(signature, safe="")  # base64 has + / and =
    return f"{payload}&signature={signature}"


def ws_api_payload(parameters: Mapping[str, str]) -> str:
    """Give what a request of the WebSocket API signs: sorted by name, not percent-encoded."""
    return "&".join(f"{name}={parameters[name]}" for name in sorted(parameters))
