"""The harmless questions the layer asks for itself: is anybody there, and what time is it."""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from binance.models.market import Limits, Nothing, ServerTime
from binance.models.wallet import SystemStatus
from binance.request.clock import host_of
from binance.request.endpoint import ApiGroup, declared, endpoint
from binance.request.request import Api, Request

_SECONDS = 5.0  # a question of one word has its answer by then


class Pings(ApiGroup):
    """Reads of weight 1; they may use the part of the budget that is kept back."""

    __slots__ = ()

    async def ping(self, api: Api) -> None:
        """Find out whether an upstream answers. Fails as any read does."""
        ask = {
            Api.SPOT: self.spot_ping,
            Api.SAPI: self.system_status,
            Api.FUTURES: self.futures_ping,
            Api.COIN_FUTURES: self.coin_futures_ping,
            Api.OPTIONS: self.options_ping,
            Api.PORTFOLIO_MARGIN: self.portfolio_margin_ping,
            Api.ALPHA: self.alpha_info,
        }
        await ask[api]()

    async def seconds(self, api: Api) -> float:
        """Give the time of an API's host in seconds since 1970. Fails as any read does."""
        ask = {
            Api.SPOT: self.spot_time,
            Api.FUTURES: self.futures_time,
            Api.COIN_FUTURES: self.coin_futures_time,
            Api.OPTIONS: self.options_time,
        }
        return (await ask[host_of(api)]()).server_time.timestamp()

    @endpoint("GET", "/api/v3/ping", urgent=True)
    async def spot_ping(self) -> Nothing:
        """Ask spot."""

    @endpoint("GET", "/sapi/v1/system/status", urgent=True)
    async def system_status(self) -> SystemStatus:
        """Ask the wallet."""

    @endpoint("GET", "/fapi/v1/ping", urgent=True)
    async def futures_ping(self) -> Nothing:
        """Ask USDⓈ-M futures."""

    @endpoint("GET", "/dapi/v1/ping", urgent=True)
    async def coin_futures_ping(self) -> Nothing:
        """Ask COIN-M futures."""

    @endpoint("GET", "/eapi/v1/ping", urgent=True)
    async def options_ping(self) -> Nothing:
        """Ask options."""

    @endpoint("GET", "/papi/v1/ping", urgent=True)
    async def portfolio_margin_ping(self) -> Nothing:
        """Ask portfolio margin."""

    @endpoint("GET", "/bapi/defi/v1/public/alpha-trade/get-exchange-info", urgent=True)
    async def alpha_info(self) -> Nothing:
        """Ask alpha, which has no ping."""

    @endpoint("GET", "/api/v3/time", urgent=True)
    async def spot_time(self) -> ServerTime:
        """Give spot's time."""

    @endpoint("GET", "/fapi/v1/time", urgent=True)
    async def futures_time(self) -> ServerTime:
        """Give the time of USDⓈ-M futures."""

    @endpoint("GET", "/dapi/v1/time", urgent=True)
    async def coin_futures_time(self) -> ServerTime:
        """Give the time of COIN-M futures."""

    @endpoint("GET", "/eapi/v1/time", urgent=True)
    async def options_time(self) -> ServerTime:
        """Give the time of options."""

    @endpoint("GET", "/api/v3/exchangeInfo", weight=20, teaches_limits=True)
    async def spot_limits(self, symbol: str) -> Limits:
        """Read spot's limits beside the rules of one symbol."""

    @endpoint("GET", "/fapi/v1/exchangeInfo", teaches_limits=True)
    async def futures_limits(self) -> Limits:
        """Read the limits that USDⓈ-M and COIN-M futures share."""

    @endpoint("GET", "/eapi/v1/exchangeInfo", teaches_limits=True)
    async def options_limits(self) -> Limits:
        """Read the limits of options."""


_PING = {
    Api.SPOT: declared(Pings.spot_ping),
    Api.SAPI: declared(Pings.spot_ping),  # the same host counts both
    Api.FUTURES: declared(Pings.futures_ping),
    Api.COIN_FUTURES: declared(Pings.coin_futures_ping),
    Api.OPTIONS: declared(Pings.options_ping),
    Api.PORTFOLIO_MARGIN: declared(Pings.portfolio_margin_ping),
    Api.ALPHA: declared(Pings.alpha_info),
}


def ping_request(api: Api, now: float) -> Request:
    """Give the one call after a ban; `now` in monotonic seconds."""
    return Request(_PING[api], "", 1, 0, None, now + _SECONDS)
