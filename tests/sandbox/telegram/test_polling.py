"""getUpdates: confirmation by offset, long poll, one poller at a time."""

import asyncio
from typing import Any

from sandbox.telegram import Telegram
from tests.sandbox.telegram.serving import Api


def texts(updates: list[dict[str, Any]]) -> list[str]:
    """Give what the updates say."""
    return [update["message"]["text"] for update in updates]


async def test_updates_stay_until_an_offset_confirms_them(api: Api, telegram: Telegram) -> None:
    """The same updates come again and again; an offset forgets all before it."""
    owner = telegram.chat("owner")
    said = [owner.send(text) for text in ("one", "two", "three")]
    first = await api.result("getUpdates")
    again = await api.result("getUpdates", limit=2)
    left = await api.result("getUpdates", offset=first[1]["update_id"])
    after = await api.result("getUpdates", offset=first[2]["update_id"] + 1)

    assert texts(first) == ["one", "two", "three"]
    assert texts(again) == ["one", "two"]
    assert texts(left) == ["two", "three"]
    assert after == []
    assert [message.update_id for message in said] == [update["update_id"] for update in first]


async def test_a_negative_offset_keeps_only_the_last(api: Api, telegram: Telegram) -> None:
    """-1 gives the newest update and forgets the rest."""
    for text in ("one", "two", "three"):
        telegram.chat("owner").send(text)

    assert texts(await api.result("getUpdates", offset=-1)) == ["three"]
    assert texts(await api.result("getUpdates", offset=-9)) == ["three"]


async def test_a_long_poll_ends_with_the_first_update(api: Api, telegram: Telegram) -> None:
    """The poll waits and is answered at once when somebody writes."""
    polling = asyncio.create_task(api.result("getUpdates", timeout=50))
    await asyncio.sleep(0)
    telegram.chat("owner").send("hello")

    assert texts(await polling) == ["hello"]


async def test_a_second_poller_ends_the_first(api: Api, telegram: Telegram) -> None:
    """The older poll gets 409, the newer one the update."""
    older = asyncio.create_task(api.answer("getUpdates", timeout=50))
    await telegram.chat("owner").until(lambda: telegram.world.updates.is_polled or None)
    newer = asyncio.create_task(api.result("getUpdates", timeout=50))
    refused = await older
    telegram.chat("owner").send("hello")

    assert refused["error_code"] == 409
    assert refused["description"] == (
        "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running"
    )
    assert texts(await newer) == ["hello"]


async def test_only_allowed_kinds_arrive(api: Api, telegram: Telegram) -> None:
    """The list is remembered until another one is given; an empty one means the default."""
    owner = telegram.chat("owner")
    await api.result("getUpdates", allowed_updates=["edited_message"])
    said = owner.send("one")
    owner.edit(said, "uno")
    updates = await api.result("getUpdates")
    await api.result("getUpdates", allowed_updates=[])
    owner.send("two")

    assert [sorted(update) for update in updates] == [["edited_message", "update_id"]]
    assert said.update_id is None
    assert "message" in (await api.result("getUpdates"))[-1]


async def test_without_administration_the_bot_hears_only_what_is_meant(
    api: Api, telegram: Telegram
) -> None:
    """Privacy mode: commands, mentions and replies arrive, the talk of the others does not."""
    group = telegram.chat("guest", group=True)
    telegram.group.bot_is_administrator = False
    spoken = await api.result("sendMessage", chat_id=telegram.group.id, text="hello")
    answer = next(message for message in group.messages if message.id == spoken["message_id"])
    group.send("just talk")
    group.send("/p btc")
    group.send("what does @binance_sandbox_bot say?")
    group.send("thanks", reply_to=answer)

    assert texts(await api.result("getUpdates")) == [
        "/p btc",
        "what does @binance_sandbox_bot say?",
        "thanks",
    ]


async def test_who_left_a_group_hears_and_says_nothing(api: Api, telegram: Telegram) -> None:
    """After leaveChat nothing of the group arrives, and writing there is forbidden."""
    group = {"chat_id": telegram.group.id}
    await api.result("leaveChat", **group)
    telegram.chat("guest", group=True).send("/p btc")

    assert await api.result("getUpdates") == []
    assert "not a member" in await api.refusal("sendMessage", **group, text="x")
