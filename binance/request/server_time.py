"""What the hosts' own clocks show: asked when a timestamp was refused."""
# mypy: disable-error-code="empty-body"
# The bodies are empty on purpose: `endpoint` makes the method from its signature.

from binance.models.market import ServerTime
from binance.request.clock import host_of
from binance.request.endpoint import ApiGroup, endpoint
from binance.request.request import Api


class ServerClocks(ApiGroup):
    """One endpoint per host; they may use the part of the budget that is kept back."""

    __slots__ = ()

    async def seconds(self, api: Api) -> float:
        """Give the time of this API's host in seconds since 1970."""
        ask = {
            Api.SPOT: self.spot,
            Api.FUTURES: self.futures,
            Api.COIN_FUTURES: self.coin_futures,
            Api.OPTIONS: self.options,
        }
        return (await ask[host_of(api)]()).server_time.timestamp()

    @endpoint("GET", "/api/v3/time", urgent=True)
    async def spot(self) -> ServerTime:
        """Give spot's time."""

    @endpoint("GET", "/fapi/v1/time", urgent=True)
    async def futures(self) -> ServerTime:
        """Give the time of USDⓈ-M futures."""

    @endpoint("GET", "/dapi/v1/time", urgent=True)
    async def coin_futures(self) -> ServerTime:
        """Give the time of COIN-M futures."""

    @endpoint("GET", "/eapi/v1/time", urgent=True)
    async def options(self) -> ServerTime:
        """Give the time of options."""
