"""One method of a WebSocket API as the table has it."""

from functools import cached_property

import msgspec

from binance.catalogue_table.row import Parameter, read_parameter
from binance.request.request import Api, Security


class WsRow(msgspec.Struct, frozen=True, omit_defaults=True, dict=True):
    """What Binance documents of a method."""

    name: str  # "order.place" on spot, "futures.order.place" elsewhere
    method: str  # "order.place"
    api: Api  # spot, USDⓈ-M or COIN-M
    security: Security
    weights: tuple[int, ...]  # every figure Binance names, in rising order
    rest: str = ""  # "POST /api/v3/order", the same over HTTP; empty where there is none
    read: bool = False  # changes nothing at Binance
    orders: int = 0  # how many it may count as
    own_socket: bool = False  # belongs to a connection, which others must not share
    written: tuple[str, ...] = msgspec.field(default=(), name="parameters")

    @property
    def endpoint(self) -> str:
        """The name in metrics and errors: "WS futures.order.place"."""
        return f"WS {self.name}"

    @property
    def weight(self) -> int:
        """What is spent on a call where nothing closer is known: the largest figure."""
        return self.weights[-1]

    @cached_property
    def parameters(self) -> dict[str, Parameter]:
        """The parameters by their names on the wire."""
        return {one.name: one for one in map(read_parameter, self.written)}
