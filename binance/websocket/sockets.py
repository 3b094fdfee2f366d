"""Everything of one process that talks over sockets, sharing one dialler."""

from functools import cached_property

from binance.constants import Hosts
from binance.models.user_events_reading import Product
from binance.public.coin_futures import CoinFuturesMarket
from binance.public.futures import FuturesMarket
from binance.public.spot import SpotMarket
from binance.request.pipeline import Pipeline
from binance.request.request import Api
from binance.websocket.back_fill import MarketGroup
from binance.websocket.dialler import Dialler, Doorkeeper
from binance.websocket.manager import StreamManager
from binance.websocket.markets import Market
from binance.websocket.options import StreamOptions
from binance.websocket.order_book_snapshots import Snapshots
from binance.websocket.order_books import Books
from binance.websocket.user_data import UserData, UserDataOptions
from binance.websocket.ws_api import WsApiHub

_DEFAULT = StreamOptions()
_USER_DATA = UserDataOptions()


class Sockets:
    """Makes nothing until it is needed; without hosts it cannot reach any."""

    def __init__(
        self,
        pipeline: Pipeline,
        hosts: Hosts | None = None,
        stream_options: StreamOptions = _DEFAULT,
        user_data_options: UserDataOptions = _USER_DATA,
    ) -> None:
        self._pipeline = pipeline
        self._hosts = hosts
        self._stream_options = stream_options
        self._user_data_options = user_data_options

    @cached_property
    def dialler(self) -> Dialler:
        """Opens every socket, within the budget of this address and its stops."""
        pipeline = self._pipeline
        return Dialler(pipeline.timing, Doorkeeper(lambda: pipeline.stopped, pipeline.refused))

    @cached_property
    def streams(self) -> StreamManager:
        """The market streams that everybody shares."""
        pipeline = self._pipeline
        groups: dict[Market, MarketGroup] = {
            Market.SPOT: SpotMarket(pipeline, 0, None),
            Market.FUTURES: FuturesMarket(pipeline, 0, None),
            Market.COIN_FUTURES: CoinFuturesMarket(pipeline, 0, None),
        }
        return StreamManager(self.dialler, self._hosts, groups, self._stream_options)

    @cached_property
    def books(self) -> Books:
        """The order books that everybody shares."""
        pipeline = self._pipeline
        return Books(self.streams.subscribe, Snapshots(pipeline, 0, None), pipeline.timing)

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

    @cached_property
    def user_data(self) -> UserData:
        """The followed accounts."""
        hosts = self._hosts
        urls = {}
        if hosts is not None:
            urls = {
                Product.FUTURES: f"{hosts.futures_stream.rstrip('/')}/private/stream",
                Product.COIN_FUTURES: f"{hosts.coin_futures_stream.rstrip('/')}/stream",
            }
        return UserData(self.dialler, self.ws_api, self._pipeline, urls, self._user_data_options)

    async def close(self) -> None:
        """Close every socket."""
        made = vars(self)
        if "user_data" in made:
            await self.user_data.close()
        if "books" in made:
            await self.books.close()
        if "streams" in made:
            await self.streams.close()
        if "ws_api" in made:
            await self.ws_api.close()
        if "dialler" in made:
            await self.dialler.close()
