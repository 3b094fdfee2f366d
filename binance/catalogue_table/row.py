"""One endpoint as the table has it."""

from functools import cached_property

import msgspec

from binance.request.pools import Limit
from binance.request.request import Api, Security


class Parameter(msgspec.Struct, frozen=True):
    """One parameter: its name on the wire, whether it must be given, and what it takes.

    `kind` is int, decimal, text, bool, ints, texts, object or objects; `choices` are the texts
    that are allowed, when not every one is.
    """

    name: str
    required: bool
    kind: str
    choices: tuple[str, ...] = ()


class Row(msgspec.Struct, frozen=True, omit_defaults=True, dict=True):
    """What Binance documents of an endpoint."""

    name: str  # "simple_earn.flexible_position"
    sdk: str  # the name in Binance's own client, without the family
    method: str
    path: str
    api: Api
    security: Security
    weights: tuple[int, ...]  # every figure Binance names, in rising order
    limit: Limit = Limit.IP
    read: bool = False  # changes nothing at Binance
    orders: int = 0  # how many it may count as
    guarded: bool = False  # refused unless it is named: moves money out, or decides who may
    written: tuple[str, ...] = msgspec.field(default=(), name="parameters")

    @property
    def endpoint(self) -> str:
        """The name in metrics and errors: "GET /api/v3/account"."""
        return f"{self.method} {self.path}"

    @property
    def family(self) -> str:
        """The part of the name before the dot."""
        return self.name.partition(".")[0]

    @property
    def weight(self) -> int:
        """What is spent on a call: the largest figure."""
        return self.weights[-1]

    @cached_property
    def parameters(self) -> dict[str, Parameter]:
        """The parameters by their names on the wire."""
        return {one.name: one for one in map(read_parameter, self.written)}


def write_parameter(parameter: Parameter) -> str:
    """Write a parameter as the table has it: "side! BUY|SELL", "limit int"."""
    kind = "|".join(parameter.choices) + "|" if parameter.choices else parameter.kind
    return f"{parameter.name}{'!' if parameter.required else ''} {kind}"


def read_parameter(written: str) -> Parameter:
    """Read a parameter of the table; choices end with a bar each."""
    name, _, kind = written.partition(" ")
    choices = tuple(kind.removesuffix("|").split("|")) if kind.endswith("|") else ()
    kind = "text" if choices else kind
    return Parameter(name.removesuffix("!"), name.endswith("!"), kind, choices)
