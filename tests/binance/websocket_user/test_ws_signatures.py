"""What a request over the WebSocket API signs: sorted by name and not percent-encoded."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from binance.credentials import Credentials, KeyType
from binance.request.request import Security
from binance.request.signer import signed
from binance.websocket.ws_api_methods import authorised, find, read_values

VECTORS = [
    one
    for one in json.loads((Path(__file__).parents[1] / "sign_vectors.json").read_text("utf-8"))
    if "wsapi" in one["id"] and one["alg"] == "HMAC-SHA256"
]
OURS = {"apiKey", "recvWindow", "timestamp"}


def given(vector: dict[str, Any]) -> dict[str, str]:
    """Give the parameters of a vector as a caller writes them."""
    return dict(parse_qsl(vector["payload"], keep_blank_values=True))


@pytest.mark.parametrize("vector", VECTORS, ids=lambda one: one["id"])
def test_published_signatures_come_out(vector: dict[str, Any]) -> None:
    """The signatures Binance publishes are made from the parameters they were made from."""
    sent = given(vector)
    credentials = Credentials(vector["api_key"], vector["secret"], KeyType.HMAC)
    values = read_values(
        find("order.place"), {name: one for name, one in sent.items() if name not in OURS}
    )
    made = authorised(values, Security.TRADE, credentials, sent["timestamp"], sent["recvWindow"])

    assert made["signature"] == vector["signature_hex"]
    assert made["timestamp"] == int(sent["timestamp"])
    assert made["quantity"] == sent["quantity"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda one: one["id"])
def test_signing_as_in_a_query_gives_another_signature(vector: dict[str, Any]) -> None:
    """Control: percent-encoded or in the order given, the signature would be refused."""
    credentials = Credentials(vector["api_key"], vector["secret"], KeyType.HMAC)
    pairs = sorted(given(vector).items(), reverse=True)
    query = "&".join(f"{name}={value}" for name, value in pairs)

    assert not signed(query, credentials).endswith(vector["signature_hex"])


def test_values_travel_as_json() -> None:
    """Whole numbers are numbers, amounts are texts, lists are lists; futures' flags are texts."""
    ticker = read_values(find("ticker.price"), {"symbols": ["BTCUSDT", "币安人生USDT"]})
    order = read_values(
        find("futures.order.place"),
        {"symbol": "BTCUSDT", "side": "BUY", "type": "MARKET", "reduce_only": True, "quantity": 1},
    )

    assert ticker.sent == {"symbols": ["BTCUSDT", "币安人生USDT"]}
    assert ticker.texts == {"symbols": '["BTCUSDT","币安人生USDT"]'}
    assert order.sent["reduceOnly"] == "true"
    assert order.sent["quantity"] == "1"
    assert read_values(find("depth"), {"symbol": "A", "limit": "5"}).sent["limit"] == 5
