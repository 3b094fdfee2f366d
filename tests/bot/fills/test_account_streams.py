"""The bot tells of every fill, wherever the order was placed, and whatever the network does."""

from decimal import Decimal

from binance.credentials import Credentials, KeyType
from binance.enums import OrderType, Side
from binance.websocket.user_data import Product
from bot.config import Settings
from bot.main import App, compose
from bot.pretence import introduce
from sandbox.exchange import Exchange
from sandbox.server import Sandbox
from sandbox.telegram.driver import Conversation
from tests.bot.fills.watching import ORDER, fills_in, live
from tests.conftest import UNHURRIED, serving


async def test_an_order_of_the_app_is_told(
    following: App, owner: Conversation, exchange: Exchange
) -> None:
    """With side, price, cost and where it was placed; and nobody else reads it."""
    await live(following, 1)
    exchange.app.place("trader", **ORDER, newClientOrderId="ios_4711")
    notice = await owner.wait_for(lambda message: "filled" in message.text)

    assert notice.text.startswith("🟢 BUY filled BTC 0.001 @ ")
    assert "placed in the Binance app" in notice.text
    assert notice.labels == [["🧾 Fills", "📜 Orders"]]


async def test_a_fill_on_margin_is_told(
    following: App, owner: Conversation, exchange: Exchange
) -> None:
    """The cross margin account is followed too; its card says so."""
    await live(following, 1, Product.MARGIN)
    trader = exchange.accounts["trader"]
    key = Credentials(trader.api_key, trader.secret, KeyType.HMAC)
    margin = following.parts.client.account(key).margin
    await margin.new_order("BTCUSDT", Side.BUY, OrderType.MARKET, quantity=Decimal("0.00100"))
    notice = await owner.wait_for(lambda message: "filled" in message.text)

    assert notice.text.startswith("🟢 BUY filled BTCUSDT (margin) 0.001 @ ")


async def test_parts_of_an_order_grow_one_card(
    following: App, owner: Conversation, exchange: Exchange
) -> None:
    """Half an order is called that; the rest is written into the same message."""
    await live(following, 1)
    limit = {"type": "LIMIT", "timeInForce": "GTC", "price": "90000", "side": "SELL"}
    order = exchange.app.place("trader", **(ORDER | limit | {"quantity": "0.00200"}))
    order_id = int(str(order["orderId"]))
    exchange.app.fill("trader", order_id, Decimal("0.00050"))
    part = await owner.wait_for(lambda message: "partly filled" in message.text)
    half = part.text
    exchange.app.fill("trader", order_id)
    whole = await owner.wait_for(lambda message: "SELL filled" in message.text)

    assert half.startswith("🔴 SELL partly filled BTC 0.0005 @ 90,000.00")
    assert whole.text.startswith("🔴 SELL filled BTC 0.002 @ 90,000.00")
    assert whole.id == part.id
    assert "2 fills" in whole.text


async def test_a_fill_during_a_disconnect_is_told_once(
    following: App, owner: Conversation, exchange: Exchange
) -> None:
    """What happened while the socket was down is found when it is back."""
    await live(following, 1)
    exchange.sockets.refuse("reset")
    exchange.sockets.drop("spot_ws_api", hard=True)
    exchange.app.place("trader", **ORDER)
    exchange.sockets.refuse("")
    first = await owner.wait_for(lambda message: "filled" in message.text)
    await live(following, 1)
    exchange.app.place("trader", **(ORDER | {"side": "SELL"}))
    await owner.wait_for(lambda message: "SELL filled" in message.text)

    assert "BUY filled" in first.text
    assert len(fills_in(owner)) == 2


async def test_a_fill_while_the_bot_was_down_is_told_after_the_start(
    sandbox: Sandbox, following_settings: Settings, exchange: Exchange
) -> None:
    """The next start goes on where the last one stopped: nothing is lost, nothing told twice."""
    owner = sandbox.telegram.chat("owner")
    async with compose(following_settings, limits=UNHURRIED) as app, serving(app):
        await introduce(app, sandbox)
        await live(app, 1)
        exchange.app.place("trader", **ORDER)
        await owner.wait_for(lambda message: "BUY filled" in message.text)
    exchange.app.place("trader", **(ORDER | {"side": "SELL"}))
    async with compose(following_settings, limits=UNHURRIED) as app, serving(app):
        await owner.wait_for(lambda message: "SELL filled" in message.text)
        await live(app, 1)

    assert [message.text.split(" BTC")[0] for message in fills_in(owner)] == [
        "🟢 BUY filled",
        "🔴 SELL filled",
    ]
    assert "interrupted" not in str(fills_in(owner))
