"""Everything of one process that talks over sockets, sharing one dialler."""

from functools import cached_property

from binance.constants import Hosts
from binance.request.pipeline import Pipeline
from binance.request.request import Api
from binance.websocket.dialler import Dialler, Doorkeeper
from binance.websocket.ws_api import WsApiHub


class Sockets:
    """Makes nothing until it is needed; without hosts it cannot reach any."""

    def __init__(self, pipeline: Pipeline, hosts: Hosts | None = None) -> None:
        self._pipeline = pipeline
        self._hosts = hosts

    @cached_property
    def dialler(self) -> Dialler:
        """Opens every socket, within the budget of this address and its stops."""
        pipeline = self._pipeline
        return Dialler(pipeline.timing, Doorkeeper(lambda: pipeline.stopped, pipeline.refused))

    @cached_property
    def ws_api(self) -> WsApiHub:
        """The connections to the WebSocket APIs that all calls share."""
        hosts = self._hosts
        urls = {}
        if hosts is not None:
            urls = {
                Api.SPOT: hosts.spot_ws_api,
                Api.FUTURES: hosts.futures_ws_api,
                Api.COIN_FUTURES: hosts.coin_futures_ws_api,
            }
        return WsApiHub(self.dialler, self._pipeline, urls)

    async def close(self) -> None:
        """Close every socket."""
        made = vars(self)
        if "ws_api" in made:
            await self.ws_api.close()
        if "dialler" in made:
            await self.dialler.close()
