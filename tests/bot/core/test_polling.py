"""Polling: in order within a user, nothing lost, nothing acknowledged too early."""

import asyncio

import pytest

from bot.lanes import HOLD_SECONDS, LONGEST_LANE
from bot.polling import (
    NEWCOMER_PATIENCE,
    QUIET_SECONDS,
    SETTLED_AFTER,
    AnotherCopyRuns,
    Conflicts,
    TokenRefused,
)
from bot.telegram_session import make_bot
from sandbox.server import Sandbox
from tests.bot.core.pauses import Pauses
from tests.bot.core.station import Station, polling


async def test_one_user_in_order_others_beside(sandbox: Sandbox) -> None:
    """A slow update holds back its own user's next one and nobody else's."""
    station = Station(sandbox)
    async with polling(station):
        station.say("guest", "wait 1")
        station.say("guest", "second")
        station.say("owner", "other")
        await station.work.until(lambda: "other" in station.work.ended)
        before = list(station.work.begun)
        station.work.gates["wait 1"].set()
        await station.work.until(lambda: "second" in station.work.ended)

    assert before == ["wait 1", "other"]
    assert station.work.ended == ["other", "wait 1", "second"]


async def test_acknowledged_after_the_handler_has_ended(sandbox: Sandbox) -> None:
    """While a handler runs its update is not confirmed; later updates come all the same, once."""
    station = Station(sandbox)
    async with polling(station):
        slow = station.say("guest", "wait")
        await station.work.until(lambda: "wait" in station.work.begun)
        for number in range(5):
            station.say("owner", f"later {number}")
        await station.work.until(lambda: "later 4" in station.work.ended)
        early = station.confirmed(slow)
        station.work.gates["wait"].set()
        await station.confirmation(slow)

    assert early is False
    assert sorted(station.work.begun) == sorted(["wait", *(f"later {n}" for n in range(5))])


async def test_crash_loses_nothing(sandbox: Sandbox) -> None:
    """What had not ended when the process died comes again."""
    first = Station(sandbox)
    task = asyncio.create_task(first.poller.run())
    update_id = first.say("guest", "wait")
    await first.work.until(lambda: "wait" in first.work.begun)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await first.crash()

    second = Station(sandbox)
    second.work.gates["wait"].set()
    async with polling(second):
        await second.confirmation(update_id)

    assert first.work.ended == []
    assert second.work.ended == ["wait"]


async def test_stop_lets_handlers_end_and_acknowledges_them(sandbox: Sandbox) -> None:
    """After a stop nothing that was in hand is lost, and nothing comes again."""
    station = Station(sandbox)
    async with polling(station) as task:
        update_id = station.say("guest", "wait")
        await station.work.until(lambda: "wait" in station.work.begun)
        station.poller.stop()
        late = station.say("owner", "after the stop")
        station.work.gates["wait"].set()
        await task

    assert station.work.ended == ["wait"]
    assert station.confirmed(update_id)
    assert not station.confirmed(late)


async def test_stop_does_not_wait_for_ever(sandbox: Sandbox) -> None:
    """What has not ended in time stays unconfirmed and comes again; what has, does not."""
    station = Station(sandbox, drain_seconds=0.05)
    async with polling(station) as task:
        done = station.say("owner", "quick")
        stuck = station.say("guest", "wait")
        await station.work.until(lambda: station.work.begun == ["quick", "wait"])
        station.poller.stop()
        await task

    assert station.confirmed(done)
    assert not station.confirmed(stuck)


async def test_stop_at_the_moment_an_update_ends(sandbox: Sandbox) -> None:
    """A stop is not swallowed by the end of a handler at the same moment."""
    station = Station(sandbox)
    async with polling(station) as task:
        for _ in range(20):
            station.say("guest", "quick")
        await station.work.until(lambda: len(station.work.ended) == 20)
        station.poller.stop()
        async with asyncio.timeout(5):
            await task

    assert len(station.work.ended) == 20


async def test_failing_handler_is_acknowledged(sandbox: Sandbox) -> None:
    """An update that fails is not repeated for ever, and its lane goes on."""
    station = Station(sandbox)
    async with polling(station):
        failing = station.say("guest", "fail")
        station.say("guest", "next")
        await station.work.until(lambda: "next" in station.work.ended)
        await station.confirmation(failing)

    assert station.work.begun == ["fail", "next"]


@pytest.mark.parametrize("fault", ["reset", "hang_up", "error", "html", "broken_json", "too_many"])
async def test_faults_of_telegram_are_waited_out(sandbox: Sandbox, fault: str) -> None:
    """Whatever goes wrong on the way, polling goes on and no update is lost or doubled."""
    station = Station(sandbox)
    sandbox.telegram.faults.inject("getUpdates", fault, times=5)
    async with polling(station):
        station.say("guest", "hello")
        await station.work.until(lambda: "hello" in station.work.ended)

    assert station.work.begun == ["hello"]
    assert len(station.pauses.taken) == 5


async def test_pauses_grow_up_to_half_a_minute(sandbox: Sandbox) -> None:
    """A Telegram that stays away is asked ever less often."""
    station = Station(sandbox)
    sandbox.telegram.faults.inject("getUpdates", "error", times=9)
    async with polling(station):
        station.say("guest", "hello")
        await station.work.until(lambda: "hello" in station.work.ended)

    assert max(station.pauses.taken) <= 30
    assert station.pauses.taken[0] <= 1
    assert station.pauses.taken[8] >= 15


async def test_refused_token_ends_polling(sandbox: Sandbox) -> None:
    """A token that Telegram does not know is one clear line, not an endless loop."""
    station = Station(sandbox)
    await station.bot.session.close()
    station.poller._bot = make_bot("1:wrong", sandbox.chat_url)

    with pytest.raises(TokenRefused, match="BOT_TOKEN"):
        await station.poller.run()
    await station.poller._bot.session.close()


async def test_of_two_copies_the_later_one_gives_up(sandbox: Sandbox) -> None:
    """Two processes with one token: the newcomer ends with a line, the other one goes on."""
    settled, newcomer = Station(sandbox), Station(sandbox)
    async with polling(settled) as first:
        settled.say("guest", "before")
        await settled.work.until(lambda: "before" in settled.work.ended)
        settled.pauses.now += SETTLED_AFTER
        async with polling(newcomer) as second:
            with pytest.raises(AnotherCopyRuns, match="Another copy"):
                await second
        settled.say("guest", "after")
        await settled.work.until(lambda: "after" in settled.work.ended)
        still_running = not first.done()

    assert still_running
    assert newcomer.pauses.now >= NEWCOMER_PATIENCE


def test_conflicts_far_apart_are_no_second_copy() -> None:
    """A short overlap at each update of the bot is not a second copy."""
    pauses = Pauses()
    conflicts = Conflicts(pauses.clock)
    given_up = []
    for _ in range(50):
        given_up.append(conflicts.happened())
        pauses.now += QUIET_SECONDS + 1

    assert not any(given_up)


async def test_very_long_handler_does_not_hold_everybody(sandbox: Sandbox) -> None:
    """After half a minute an update no longer holds back the acknowledgement of the others."""
    station = Station(sandbox)
    async with polling(station):
        station.say("guest", "wait")
        await station.work.until(lambda: "wait" in station.work.begun)
        station.pauses.now += HOLD_SECONDS + 1
        later = station.say("owner", "later")
        await station.confirmation(later)
        station.work.gates["wait"].set()
        await station.work.until(lambda: "wait" in station.work.ended)

    assert station.work.ended == ["later", "wait"]


async def test_flood_of_one_user_is_bounded(sandbox: Sandbox) -> None:
    """One user fills his own lane only; what is too much is dropped and confirmed."""
    station = Station(sandbox)
    async with polling(station):
        station.say("guest", "wait")
        await station.work.until(lambda: "wait" in station.work.begun)
        last = [station.say("guest", f"{number}") for number in range(150)][-1]
        station.say("owner", "served")
        await station.work.until(lambda: "served" in station.work.ended)
        station.work.gates["wait"].set()
        await station.confirmation(last)

    assert len(station.work.ended) == LONGEST_LANE + 2
    assert station.work.ended[0] == "served"


async def test_large_backlog_arrives_whole(sandbox: Sandbox) -> None:
    """More updates than one answer holds arrive, each once, in order within a user."""
    station = Station(sandbox)
    for number in range(130):
        station.say(("guest", "owner", "stranger")[number % 3], f"{number:03}")
    async with polling(station):
        await station.work.until(lambda: len(station.work.ended) == 130)

    guests = [text for text in station.work.ended if int(text) % 3 == 0]
    assert len(set(station.work.ended)) == 130
    assert guests == sorted(guests)


async def test_ids_may_start_anew(sandbox: Sandbox) -> None:
    """After an idle week Telegram counts from a random, perhaps lower, number."""
    station = Station(sandbox)
    async with polling(station):
        update_id = station.say("guest", "old")
        await station.confirmation(update_id)
        await station.sandbox.telegram.chat("guest").until(
            lambda: sandbox.telegram.world.updates.is_polled or None
        )
        sandbox.telegram.world.updates._next_id = 5
        station.say("guest", "new")
        await station.work.until(lambda: "new" in station.work.ended)

    assert station.work.begun == ["old", "new"]
