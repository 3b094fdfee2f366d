"""User data over the spot WebSocket API."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sandbox.exchange import Exchange
from tests.sandbox.exchange.caller import Caller, public_pem
from tests.sandbox.exchange.ws_caller import Api


async def test_user_data(api: Api, exchange: Exchange, trader: Caller, guest: Caller) -> None:
    """Many accounts share a connection; each event names the subscription it belongs to."""
    first = await api.signed(trader, "userDataStream.subscribe.signature")
    second = await api.signed(guest, "userDataStream.subscribe.signature")
    again = await api.signed(guest, "userDataStream.subscribe.signature")
    await guest.limit("BUY", "66000", newClientOrderId="mine")
    report, position = await api.event(), await api.event()

    assert (first["result"], second["result"]) == ({"subscriptionId": 0}, {"subscriptionId": 1})
    assert again["error"]["code"] == -2035
    assert report["subscriptionId"] == position["subscriptionId"] == 1
    assert (report["event"]["x"], report["event"]["c"]) == ("NEW", "mine")
    assert position["event"]["B"] == [
        {"a": "BTC", "f": "0.00000000", "l": "0.00000000"},
        {"a": "USDT", "f": "184.00000000", "l": "66.00000000"},
    ]

    exchange.set_price("BTCUSDT", "66000")
    trade = (await api.event())["event"]
    assert (trade["x"], trade["X"], trade["m"], trade["Z"]) == (
        "TRADE",
        "FILLED",
        True,
        "66.00000000",
    )


async def test_cancel_event(api: Api, guest: Caller) -> None:
    """On a cancellation `c` names the cancellation and `C` the order."""
    await api.signed(guest, "userDataStream.subscribe.signature")
    await guest.limit("BUY", "66000", newClientOrderId="mine")
    named = {"symbol": "BTCUSDT", "origClientOrderId": "mine"}
    await guest.signed("DELETE", "/api/v3/order", **named, newClientOrderId="end")
    events = [(await api.event())["event"] for _ in range(3)]

    assert (events[2]["x"], events[2]["c"], events[2]["C"]) == ("CANCELED", "end", "mine")


async def test_deposit_event_and_unsubscribe(api: Api, exchange: Exchange, guest: Caller) -> None:
    """A deposit is told; after unsubscribing nothing is."""
    await api.signed(guest, "userDataStream.subscribe.signature")
    exchange.deposit("guest", "USDT", "5")
    deposit = (await api.event())["event"]
    ended = await api.ask("userDataStream.unsubscribe", subscriptionId=0)
    terminated = await api.event()
    wrong = await api.ask("userDataStream.unsubscribe", subscriptionId=7)
    exchange.deposit("guest", "USDT", "5")

    assert (deposit["e"], deposit["a"], deposit["d"]) == ("balanceUpdate", "USDT", "5.00000000")
    assert ended["result"] == {}
    assert terminated["event"]["e"] == "eventStreamTerminated"
    assert wrong["error"]["code"] == -2036
    assert (await api.ask("ping"))["status"] == 200
    assert api.events == []


async def test_subscription_by_logon(
    api: Api, exchange: Exchange, private: Ed25519PrivateKey
) -> None:
    """A logged-on session subscribes without a signature; logout ends that subscription."""
    refused = await api.ask("userDataStream.subscribe")
    key = exchange.create_key("guest", public_key=public_pem(private))
    await api.log_on(key.api_key, private)
    subscribed = await api.ask("userDataStream.subscribe")
    listed = await api.ask("session.subscriptions")
    await api.ask("session.logout")

    assert refused["status"] == 401
    assert listed["result"] == [subscribed["result"]]
    assert (await api.event())["event"]["e"] == "eventStreamTerminated"


async def test_revoked_key(api: Api, exchange: Exchange, private: Ed25519PrivateKey) -> None:
    """Deleting the key of a session is told without being asked."""
    key = exchange.create_key("guest", public_key=public_pem(private))
    await api.log_on(key.api_key, private)
    await api.ask("userDataStream.subscribe")
    exchange.revoke_key(key.api_key)
    told, ended = await api.event(), await api.event()

    assert (told["id"], told["status"], told["error"]["code"]) == (None, 401, -2015)
    assert ended["event"]["e"] == "eventStreamTerminated"
