"""Where Binance answers.

https://developers.binance.com/docs/binance-spot-api-docs/rest-api/general-api-information
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Environment(StrEnum):
    """The world a key belongs to; keys of one do not work in another."""

    MAINNET = "mainnet"
    TESTNET = "testnet"
    DEMO = "demo"


@dataclass(frozen=True, slots=True)
class Hosts:
    """The base URLs of one environment, without a path; those of WebSocket APIs are whole."""

    spot: str  # /api and /sapi
    futures: str  # /fapi
    coin_futures: str  # /dapi
    spot_stream: str
    spot_ws_api: str
    futures_stream: str
    coin_futures_stream: str
    options: str | None = None  # /eapi; None where the environment has no such host
    portfolio_margin: str | None = None  # /papi
    alpha: str | None = None  # /bapi
    futures_ws_api: str | None = None  # the whole URL; None where there is no such host
    coin_futures_ws_api: str | None = None  # as above
    alpha_stream: str | None = None
    stock_stream: str | None = None
    has_sapi: bool = True  # whether the host of spot serves /sapi too


HOSTS: Mapping[Environment, Hosts] = MappingProxyType(
    {
        Environment.MAINNET: Hosts(
            spot="https://api.binance.com",
            futures="https://fapi.binance.com",
            coin_futures="https://dapi.binance.com",
            spot_stream="wss://stream.binance.com:9443",
            spot_ws_api="wss://ws-api.binance.com:443/ws-api/v3",
            futures_stream="wss://fstream.binance.com",
            coin_futures_stream="wss://dstream.binance.com",
            options="https://eapi.binance.com",
            portfolio_margin="https://papi.binance.com",
            alpha="https://www.binance.com",
            alpha_stream="wss://nbstream.binance.com/w3w/wsa",
            stock_stream="wss://nbstream.binance.com/equity",
            futures_ws_api="wss://ws-fapi.binance.com/ws-fapi/v1",
            coin_futures_ws_api="wss://ws-dapi.binance.com/ws-dapi/v1",
        ),
        Environment.TESTNET: Hosts(
            spot="https://testnet.binance.vision",
            futures="https://demo-fapi.binance.com",
            coin_futures="https://testnet.binancefuture.com",
            spot_stream="wss://stream.testnet.binance.vision",
            spot_ws_api="wss://ws-api.testnet.binance.vision/ws-api/v3",
            futures_stream="wss://fstream.binancefuture.com",
            coin_futures_stream="wss://dstream.binancefuture.com",
            options="https://testnet.binancefuture.com",
            futures_ws_api="wss://testnet.binancefuture.com/ws-fapi/v1",
            has_sapi=False,
        ),
        Environment.DEMO: Hosts(
            spot="https://demo-api.binance.com",
            futures="https://demo-fapi.binance.com",
            coin_futures="https://demo-dapi.binance.com",
            spot_stream="wss://demo-stream.binance.com",
            spot_ws_api="wss://demo-ws-api.binance.com/ws-api/v3",
            futures_stream="wss://fstream.binancefuture.com",
            coin_futures_stream="wss://dstream.binancefuture.com",
            has_sapi=False,
        ),
    }
)
