"""Accounts are followed as long as their keys are good, and their people welcome."""

import asyncio
from functools import partial

from sqlalchemy import text

from binance.websocket.user_data import Product
from bot.main import App
from bot.services.account_streams import AGAIN_AFTER, AccountStreams
from bot.services.key_report import FUTURES
from sandbox.exchange import Exchange
from sandbox.telegram.driver import Conversation
from tests.bot.fills.watching import ORDER, accounts, fills_in, followed, live, until
from tests.bot.keys.dialog import HOME, add_hmac


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
