"""Every WebSocket server of the exchange together, and the faults all of them know."""

from decimal import Decimal
from fnmatch import fnmatchcase

from aiohttp import web

from sandbox.exchange import contract_routes, futures_market, futures_routes, user_stream_keys
from sandbox.exchange.accounts import Account
from sandbox.exchange.contract_events import Event
from sandbox.exchange.contract_wallet import Product
from sandbox.exchange.contract_ws_api import ContractWsApi
from sandbox.exchange.contract_ws_methods import contract_methods
from sandbox.exchange.frame_faults import FrameFaults
from sandbox.exchange.live_socket import SocketRules
from sandbox.exchange.socket_record import SocketRecord
from sandbox.exchange.streams import StreamHub
from sandbox.exchange.user_events import balance_update
from sandbox.exchange.venue import Venue
from sandbox.exchange.wire import places
from sandbox.exchange.ws_api import WsApi

USD_METHODS = contract_methods(
    (
        *futures_market.ROUTES,
        *futures_routes.ROUTES,
        *contract_routes.ROUTES,
        *user_stream_keys.FUTURES_ROUTES,
    ),
    "/fapi",
)
COIN_METHODS = contract_methods(
    (*contract_routes.COIN_ROUTES, *user_stream_keys.COIN_ROUTES), "/dapi"
)


class AllSockets:
    """Market streams of each host, and the WebSocket API."""

    def __init__(self, venue: Venue, *, moving: bool) -> None:
        self.rules = SocketRules()
        self.api = WsApi(venue, self.rules)
        self.spot = StreamHub(venue, self.rules, "spot", moving=moving)
        self.futures = StreamHub(
            venue, self.rules, "futures", moving=moving, keys=venue.listen_keys
        )
        self.coin_futures = StreamHub(
            venue, self.rules, "coin_futures", moving=moving, keys=venue.coin_listen_keys
        )
        self.alpha = StreamHub(venue, self.rules, "alpha", moving=moving)
        self.stocks = StreamHub(venue, self.rules, "stocks", moving=moving)
        self._hubs = (self.spot, self.futures, self.coin_futures, self.alpha, self.stocks)
        self._private = {Product.USD: self.futures, Product.COIN: self.coin_futures}
        venue.contracts.engine.listeners.append(self._tell_owner)
        venue.credited.append(self._tell_credited)
        self._time = venue.time
        venue.contracts.clockwork.also += [hub.expire_keys for hub in self._private.values()]
        self.futures_api = ContractWsApi(
            venue, self.rules, USD_METHODS, "futures_ws_api", "/ws-fapi/v1"
        )
        self.coin_futures_api = ContractWsApi(
            venue, self.rules, COIN_METHODS, "coin_futures_ws_api", "/ws-dapi/v1"
        )
        apis = (self.api, self.futures_api, self.coin_futures_api)
        self._servers: tuple[StreamHub | WsApi | ContractWsApi, ...] = (*self._hubs, *apis)

    def applications(self) -> dict[str, web.Application]:
        """Build the applications by the name of their host; Alpha and stocks share spot's."""
        spot = self.spot.application()
        self.alpha.mount(spot, "/w3w/wsa")
        self.stocks.mount(spot, "/equity")
        return {
            "spot_stream": spot,
            "futures_stream": self.futures.application(),
            "coin_futures_stream": self.coin_futures.application(),
            "spot_ws_api": self.api.application(),
            "futures_ws_api": self.futures_api.application(),
            "coin_futures_ws_api": self.coin_futures_api.application(),
        }

    def _tell_owner(self, account: Account, product: Product, event: Event) -> None:
        self._private[product].tell_owner(account.name, event)

    def _tell_credited(self, account: Account, asset: str, change: Decimal) -> None:
        event = balance_update(asset, places(change), self._time.ms())
        self.api.tell_owner(account.name, event)

    def pulse(self) -> None:
        """Send what streams send without a change of price, as a moving market does by itself."""
        for hub in self._hubs:
            hub.pulse()

    @property
    def faults(self) -> FrameFaults:
        """What becomes of events on their way."""
        return self.rules.faults

    @property
    def record(self) -> SocketRecord:
        """What is known of every socket there was."""
        return self.rules.record

    def refuse(self, how: str = "html") -> None:
        """Let nobody in from now on: answer 503 ("html") or cut off ("reset"); empty ends it."""
        self.rules.door.outage = how

    def announce_shutdown(self, host: str = "*") -> None:
        """Send `serverShutdown` on every socket of the hosts whose name matches."""
        for server in self._matching(host):
            server.shut_down()

    def drop(self, host: str = "*", *, hard: bool = False) -> None:
        """Cut every socket of some hosts without a close frame; hard with a reset."""
        for server in self._matching(host):
            server.drop(hard=hard)

    def silence(self, name_glob: str = "*") -> None:
        """Keep market streams open but send nothing of those whose name matches; empty ends it."""
        for hub in self._hubs:
            hub.silenced = name_glob

    def freeze(self, host: str = "*") -> None:
        """Let open sockets of some hosts go dead without closing: no data, no ping, no pong."""
        for server in self._matching(host):
            for socket in server.sockets:
                socket.live.frozen = True

    async def close(self, code: int = 1001, host: str = "*") -> None:
        """End every socket of some hosts with a close frame."""
        for server in self._matching(host):
            await server.close(code)

    @property
    def opened(self) -> int:
        """Tell how many sockets were opened so far."""
        return sum(server.opened for server in self._servers)

    def _matching(self, host: str) -> list[StreamHub | WsApi | ContractWsApi]:
        """Give the servers by name: spot, futures, coin_futures, spot_ws_api."""
        return [server for server in self._servers if fnmatchcase(server.host, host)]
