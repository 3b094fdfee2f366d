"""The bot tells of every fill, wherever the order was placed, and whatever the network does."""

import asyncio
from collections.abc import Callable
from decimal import Decimal
from functools import partial

import pytest
from sqlalchemy import text

from binance.credentials import Credentials, KeyType
from binance.enums import OrderType, Side
from binance.websocket.user_data import AccountState, Product, Status
from bot.config import Settings
from bot.main import App, compose
from bot.pretence import introduce
from bot.services.account_streams import AGAIN_AFTER, AccountStreams
from bot.services.key_report import FUTURES
from sandbox.exchange import Exchange
from sandbox.server import Sandbox
from sandbox.telegram.driver import Conversation, Message
from tests.bot.keys.dialog import HOME, add_hmac
from tests.conftest import UNHURRIED, serving

ORDER = {"symbol": "BTCUSDT", "side": "BUY", "type": "MARKET", "quantity": "0.00100"}


async def until(look: Callable[[], bool]) -> None:
    """Let everything else run until something is so."""
    async with asyncio.timeout(20):
        while not look():  # noqa: ASYNC110 - what is looked at tells nobody when it changes
            await asyncio.sleep(0)


def accounts(app: App, product: Product = Product.SPOT) -> list[AccountState]:
    """Give the accounts of one market that are followed."""
    return [one for one in app.parts.client.user_data.state().accounts if one.product is product]


async def live(app: App, keys: int, product: Product = Product.SPOT) -> None:
    """Wait until so many accounts are followed and nothing of them is asked any more."""

    def are_live() -> bool:
        known = accounts(app, product)
        return len(known) == keys and all(
            one.compared and one.status is Status.LIVE for one in known
        )

    await until(are_live)


def fills_in(chat: Conversation) -> list[Message]:
    """Give the notices of fills."""
    return [message for message in chat.messages if "filled" in message.text]


@pytest.fixture
def owner(sandbox: Sandbox, following: App) -> Conversation:
    """Give the private chat of the administrator, whose account is followed."""
    assert following.parts.username
    return sandbox.telegram.chat("owner")


@pytest.fixture
def guest(sandbox: Sandbox, following: App) -> Conversation:
    """Give the private chat of somebody without a key."""
    assert following.parts.username
    return sandbox.telegram.chat("guest")


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


async def test_without_a_margin_account_nothing_more_is_asked(
    following: App, guest: Conversation, exchange: Exchange
) -> None:
    """Binance says that there is none: spot goes on alone."""
    exchange.faults.inject("/sapi/v1/margin/account", "error", status=400, code=-3003, times=9)
    await add_hmac(guest, exchange)
    await live(following, 2)
    asked = [one for one in exchange.requests if one.path == "/sapi/v1/margin/account"]

    assert len(accounts(following, Product.MARGIN)) <= 1
    assert len(asked) <= 2


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


async def test_a_key_is_followed_from_setkey_to_delkey(
    following: App, guest: Conversation, exchange: Exchange
) -> None:
    """Its fills are told at once; after it was deleted none is, and nothing of it is asked."""
    await add_hmac(guest, exchange)
    await live(following, 2)
    exchange.app.place("guest", **ORDER)
    notice = await guest.wait_for(lambda message: "filled" in message.text)
    await guest.press(await guest.say("/delkey"), "Delete", expect="edit")
    await until(lambda: len(accounts(following)) == 1)

    assert "BUY filled" in notice.text
    assert len(fills_in(guest)) == 1


async def test_a_revoked_key_stops_alone(
    following: App, owner: Conversation, guest: Conversation, exchange: Exchange
) -> None:
    """Its user is told; everybody else's fills go on."""
    issued = await add_hmac(guest, exchange)
    await live(following, 2)
    exchange.revoke_key(issued.api_key)
    warning = await guest.wait_for(lambda message: "-2015" in message.text)
    exchange.app.place("trader", **ORDER)
    notice = await owner.wait_for(lambda message: "filled" in message.text)

    assert "still stored" in warning.text
    assert "BUY filled" in notice.text


def followed() -> int:
    """Count the tasks that follow an account, or wait to try again."""
    return sum(task.get_name() == "account" for task in asyncio.all_tasks())


async def test_a_refused_key_is_left_until_it_was_found_good(
    following: App, guest: Conversation, exchange: Exchange
) -> None:
    """What is noted beside it is no reason to try it once more; that it is good again is one."""
    issued = await add_hmac(guest, exchange)
    await live(following, 2)
    exchange.venue.keys.restrict(issued.api_key, ips=["192.0.2.7"])
    exchange.sockets.drop("spot_ws_api", hard=True)
    warning = await guest.wait_for(lambda message: "-2015" in message.text)
    offered = warning.labels
    await until(lambda: followed() == 2)
    streams: AccountStreams = following.dispatcher["account_streams"]
    await streams.refresh(guest.user.id)
    left_alone = followed() == 2
    exchange.venue.keys.restrict(issued.api_key, ips=[HOME])
    await guest.press(warning, "Check again", expect="edit")
    await live(following, 2)

    assert left_alone
    assert offered == [["🔄 Check again"], ["🗑 Delete key"]]


async def test_a_good_key_that_was_refused_is_tried_again_later(
    following: App, guest: Conversation, exchange: Exchange
) -> None:
    """After ten minutes, however often something is noted beside it meanwhile."""
    streams: AccountStreams = following.dispatcher["account_streams"]
    pauses: asyncio.Queue[float] = asyncio.Queue()
    over = asyncio.Event()

    async def pause(seconds: float) -> None:
        pauses.put_nowait(seconds)
        await over.wait()

    streams.sleep = pause
    await live(following, 1)
    exchange.faults.inject("userDataStream.subscribe.signature", "error", status=400, code=-2015)
    await add_hmac(guest, exchange)
    paused = await pauses.get()
    await streams.refresh(guest.user.id)
    meanwhile = len(accounts(following))
    over.set()
    await live(following, 2)

    assert paused == AGAIN_AFTER
    assert meanwhile == 1


async def test_a_market_without_a_right_is_left(
    following: App, guest: Conversation, exchange: Exchange
) -> None:
    """Where a right was taken back the other markets of the key go on."""
    await add_hmac(guest, exchange)
    await live(following, 2)
    key = await following.parts.keys.in_use(guest.user.id)
    assert key is not None
    record = partial(following.parts.keys.record_check, guest.user.id, key.id, error=None)
    await record(rights={**key.rights, FUTURES: True})
    await until(lambda: followed() == 6)
    await record(rights={**key.rights, FUTURES: False})
    await until(lambda: followed() == 4)

    assert followed() == 4


async def test_forgotten_people_are_not_followed(
    following: App, guest: Conversation, exchange: Exchange
) -> None:
    """After /forget the account is left at once."""
    await add_hmac(guest, exchange)
    await live(following, 2)
    await guest.press(await guest.say("/forget"), "Delete", expect="edit")

    assert len(accounts(following)) == 1


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


async def test_a_database_that_is_busy_for_a_moment_ends_nothing(
    following: App, guest: Conversation, exchange: Exchange
) -> None:
    """What is known of an account cannot be read: it is followed as soon as it can."""
    database = following.parts.database
    streams: AccountStreams = following.dispatcher["account_streams"]
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 1:  # of the two markets
            async with database.write() as session:
                await session.execute(text("ALTER TABLE hidden RENAME TO watches"))

    streams.sleep = pause
    async with database.write() as session:
        await session.execute(text("ALTER TABLE watches RENAME TO hidden"))
    await add_hmac(guest, exchange)
    await live(following, 2)

    assert set(pauses) == {AGAIN_AFTER}
