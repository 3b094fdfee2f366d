"""Every WebSocket server of the exchange together, and the faults all of them know."""

from aiohttp import web

from sandbox.exchange.live_socket import SocketRules
from sandbox.exchange.streams import StreamHub
from sandbox.exchange.venue import Venue
from sandbox.exchange.ws_api import WsApi


class AllSockets:
    """Market streams of each host, and the WebSocket API."""

    def __init__(self, venue: Venue, *, moving: bool) -> None:
        self.rules = SocketRules()
        self.api = WsApi(venue, self.rules)
        self.spot = StreamHub(venue, self.rules, futures=False, moving=moving)
        self.futures = StreamHub(
            venue, self.rules, futures=True, moving=moving, keys=venue.listen_keys
        )
        self.coin_futures = StreamHub(
            venue, self.rules, futures=True, moving=moving, keys=venue.coin_listen_keys
        )
        self._hubs = (self.spot, self.futures, self.coin_futures)
        self._servers: tuple[StreamHub | WsApi, ...] = (*self._hubs, self.api)

    def applications(self) -> dict[str, web.Application]:
        """Build the applications by the name of their host."""
        return {
            "spot_stream": self.spot.application(),
            "futures_stream": self.futures.application(),
            "coin_futures_stream": self.coin_futures.application(),
            "spot_ws_api": self.api.application(),
        }

    def pulse(self) -> None:
        """Send what streams send without a change of price, as a moving market does by itself."""
        for hub in self._hubs:
            hub.pulse()

    def announce_shutdown(self) -> None:
        """Send `serverShutdown` on every socket."""
        for server in self._servers:
            server.shut_down()

    def drop(self, *, hard: bool = False) -> None:
        """Cut every socket without a close frame; hard with a reset."""
        for server in self._servers:
            server.drop(hard=hard)

    def silence(self, name_glob: str = "*") -> None:
        """Keep market streams open but send nothing of those whose name matches; empty ends it."""
        for hub in self._hubs:
            hub.silenced = name_glob

    def freeze(self) -> None:
        """Let every open socket go dead without closing it: no data, no ping, no pong."""
        for server in self._servers:
            for socket in server.sockets:
                socket.live.frozen = True

    async def close(self, code: int = 1001) -> None:
        """End every socket with a close frame."""
        for server in self._servers:
            await server.close(code)

    @property
    def opened(self) -> int:
        """Tell how many sockets were opened so far."""
        return sum(server.opened for server in self._servers)
