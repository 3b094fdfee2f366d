"""An example of each typed endpoint: what to call it with, over the sandbox."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from binance.client import BinanceAccount, BinanceClient
from sandbox.exchange import Exchange

Arguments = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Scene:
    """What an example may need to get ready: the client, an account with every right."""

    binance: BinanceClient
    account: BinanceAccount
    exchange: Exchange


Prepared = Callable[[Scene], Awaitable[Arguments]]
Examples = Mapping[str, Arguments | Prepared]
"""By the way to the endpoint: `spot.depth` of the client, `account.spot.account` of an account.

An example is the arguments, or a function that gets something ready and gives them.
"""
