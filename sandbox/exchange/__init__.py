"""A pretend Binance: spot, futures, streams and the WebSocket API on loopback."""

from sandbox.exchange.accounts import Account
from sandbox.exchange.exchange import Exchange
from sandbox.exchange.faults import Faults
from sandbox.exchange.keys import IssuedKey, Rights
from sandbox.exchange.ledger import SeenRequest

__all__ = ["Account", "Exchange", "Faults", "IssuedKey", "Rights", "SeenRequest"]
