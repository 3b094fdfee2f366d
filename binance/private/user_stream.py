"""Keys and tokens that open a user's streams of user data.

https://developers.binance.com/docs/derivatives/usds-margined-futures/user-data-streams
https://developers.binance.com/docs/margin_trading/trade-data-stream

Spot has none since 2026-02-20: its user data is subscribed to with a signature over the WebSocket
API. These calls want a key and no signature. A listen key is the account's: starting one that is
alive gives the same again and extends it.
"""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from binance.models.market import Nothing
from binance.models.user_stream import ListenKey, ListenKeyExtended, ListenToken
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.pools import Limit
from binance.request.request import Security


class UserStream(ApiGroup):
    """Listen keys of both futures and of margin's risks, listen tokens of margin."""

    __slots__ = ()

    @endpoint("POST", "/fapi/v1/listenKey", security=Security.USER_STREAM)
    async def start_futures_key(self) -> ListenKey:
        """Give the listen key of USDⓈ-M, for an hour from now. Fails with `KeyRejected`."""

    @endpoint("PUT", "/fapi/v1/listenKey", security=Security.USER_STREAM)
    async def extend_futures_key(self) -> ListenKeyExtended:
        """Give the key another hour; do so every half hour.

        Fails with `ParameterRejected`, code -1125, when it has ended: start one anew.
        """

    @endpoint("DELETE", "/fapi/v1/listenKey", security=Security.USER_STREAM)
    async def end_futures_key(self) -> Nothing:
        """End the listen key of USDⓈ-M, for everybody who uses it. Fails with `KeyRejected`."""

    @endpoint("POST", "/dapi/v1/listenKey", security=Security.USER_STREAM)
    async def start_coin_futures_key(self) -> ListenKey:
        """Give the listen key of COIN-M, for an hour from now. Fails with `KeyRejected`."""

    @endpoint("PUT", "/dapi/v1/listenKey", security=Security.USER_STREAM)
    async def extend_coin_futures_key(self) -> ListenKeyExtended:
        """Give the key another hour. Fails as `extend_futures_key` does."""

    @endpoint("DELETE", "/dapi/v1/listenKey", security=Security.USER_STREAM)
    async def end_coin_futures_key(self) -> Nothing:
        """End the listen key of COIN-M, for everybody who uses it. Fails with `KeyRejected`."""

    @endpoint("POST", "/sapi/v1/userListenToken", limit=Limit.UID, security=Security.USER_STREAM)
    async def new_margin_token(
        self,
        symbol: str | None = None,
        is_isolated: bool | None = None,
        validity: int | None = None,
    ) -> ListenToken:
        """Give a token for orders and balances of the cross account, or of an isolated one.

        `validity` in milliseconds, at most and by default 24 hours; it is not prolonged: take a new
        one before it ends. Fails with `KeyRejected`, `UnknownSymbol`.
        """

    @endpoint("POST", "/sapi/v1/margin/listen-key", limit=Limit.UID, security=Security.USER_STREAM)
    async def start_margin_key(self) -> ListenKey:
        """Give the listen key of the cross account's risks, for an hour from now.

        Its stream tells debts and levels, not orders. Fails with `KeyRejected`.
        """

    @endpoint("PUT", "/sapi/v1/margin/listen-key", limit=Limit.UID, security=Security.USER_STREAM)
    async def extend_margin_key(self, listen_key: str) -> ListenKeyExtended:
        """Give the key another hour. Fails as `extend_futures_key` does."""

    @endpoint(
        "DELETE",
        "/sapi/v1/margin/listen-key",
        weight=3000,
        limit=Limit.UID,
        security=Security.USER_STREAM,
    )
    async def end_margin_key(self) -> Nothing:
        """End the listen key of margin's risks. Fails with `KeyRejected`."""
