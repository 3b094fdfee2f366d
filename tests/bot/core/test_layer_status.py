"""The request layer on /status: readable on a phone, in words an operator understands."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiogram.utils.i18n import I18n

from binance.request.health import Health, PoolUse
from binance.request.sharing import SharingState
from binance.websocket.manager import StreamHealth
from binance.websocket.user_data import AccountState, Product, Status, UserDataState
from bot import layer_card, streams_card
from bot.formatting import display_width
from bot.handlers.admin.status import render
from bot.health import HealthReport
from bot.main import LOCALES, App
from sandbox.exchange import Exchange
from sandbox.telegram.driver import Conversation
from storage.health import DatabaseHealth
from storage.users import UserCounts

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HUGE = 999_999_999
QUIET = Health(
    latency_p95=None,
    weight={},
    weight_by_caller={},
    breakers={"api": "closed", "fapi": "closed"},
    clock_offset=None,
    calls=0,
    errors={},
    retries=0,
    cache_hits=0,
    banned_until=None,
)
BUSY = replace(
    QUIET,
    latency_p95=99.9,
    weight={
        "spot": PoolUse(HUGE, HUGE, HUGE),
        "futures": PoolUse(2_400, 2_400, 1_920),
        "GET /sapi/v1/account/apiRestrictions": PoolUse(12_000, 12_000, 9_600),
    },
    breakers={"api": "open", "sapi": "half-open", "fapi": "open", "dapi": "open"},
    clock_offset=timedelta(hours=-30),
    calls=HUGE,
    retries=HUGE,
    cache_hits=HUGE,
    banned_until=NOW + timedelta(days=3),
    waiting=HUGE,
    sharing=SharingState(connected=False, processes=HUGE),
)

NO_STREAMS = StreamHealth(
    connections=0, connected=0, streams=0, consumers=0, reconnects=0, unreadable=0, data_age=None
)
NO_ACCOUNTS = UserDataState(connections=0, connecting=0, reconnects=0, data_age=None, accounts=())
STREAMS = replace(
    NO_STREAMS,
    connections=HUGE,
    connected=HUGE - 2,
    streams=HUGE,
    reconnects=HUGE,
    data_age=timedelta(days=30),
)


@pytest.fixture
def english() -> Iterator[None]:
    """Write in English."""
    with I18n(path=LOCALES, default_locale="en").context():
        yield


def report(binance: Health, **others: Any) -> HealthReport:
    """Give a report about this state of the layer, everything else as large as it gets."""
    values: dict[str, Any] = {
        "uptime": 1e7,
        "users": UserCounts(HUGE, HUGE, HUGE, HUGE, HUGE, HUGE),
        "updates_per_minute": 1_000,
        "updates_p95": 99.9,
        "in_hand": HUGE,
        "binance": binance,
        "streams": STREAMS,
        "accounts": replace(NO_ACCOUNTS, connecting=HUGE, data_age=timedelta(seconds=119)),
        "heaviest": [("W" * 64, HUGE), ("<b>名前名前名前名前名前名前</b>", 7), ("", 5)],
        "outbox_queue": HUGE,
        "refused_for_rate": HUGE,
        "database": DatabaseHealth(HUGE, 0, "memory", "3", shared=True),
        "failing": [],
        **others,
    }
    return HealthReport(**values)


@pytest.mark.parametrize("binance", [QUIET, BUSY], ids=["quiet", "busy"])
@pytest.mark.usefixtures("english")
def test_card_fits_a_phone(binance: Health) -> None:
    """Whatever the figures, no line is wider than 30 columns and no label of the layer is cut."""
    card = render(report(binance), NOW)
    lines = [
        line for block in card.split("<pre>")[1:] for line in block.split("</pre>")[0].split("\n")
    ]
    unescaped = [line.replace("&lt;", "<").replace("&gt;", ">") for line in lines]

    assert max(map(display_width, unescaped)) <= 30
    streams = streams_card.rows(STREAMS, NO_ACCOUNTS)
    for label, _ in (*layer_card.rows(binance), *streams):
        assert any(line.startswith(label) for line in unescaped), label
    assert "<b>名" not in card


@pytest.mark.usefixtures("english")
def test_trouble_is_told_in_words() -> None:
    """A stop, a failing upstream and a line have a sentence each; a quiet layer has none."""
    lines = "\n".join(layer_card.warnings(BUSY))

    assert "refuses this address" in lines
    assert "(wallet) keeps failing" in lines
    assert "calls wait" in lines
    assert layer_card.warnings(QUIET) == []


@pytest.mark.usefixtures("english")
def test_streams_are_told_in_words() -> None:
    """What is up and how fresh it is; a socket that is down has a sentence."""
    some = replace(
        NO_STREAMS,
        connections=2,
        connected=2,
        streams=11,
        reconnects=3,
        data_age=timedelta(seconds=0.8),
    )
    followed = AccountState(
        caller=7,
        product=Product.SPOT,
        status=Status.LIVE,
        compared=True,
        followed_since=NOW,
        last_event=NOW,
        interruptions=0,
        recovered=0,
        last_error="",
    )
    accounts = replace(
        NO_ACCOUNTS,
        connections=1,
        data_age=timedelta(minutes=5),
        accounts=(followed, replace(followed, status=Status.CONNECTING)),
    )

    assert streams_card.rows(some, accounts) == [
        ("Streams", "11 on 2/2"),
        (" oldest", "800 ms"),
        ("Accounts", "1/2 live"),
        (" last news", "5 min"),
        (" reopened", "3"),
    ]
    assert streams_card.warnings(some, accounts) == []
    assert "1 sockets" in streams_card.warnings(some, replace(accounts, connecting=1))[0]


async def test_heaviest_users_have_names(
    owner: Conversation, guest: Conversation, bot_app: App
) -> None:
    """The administrator sees who uses most; the metrics do not know."""
    await guest.say("/p btc")
    card = await owner.say("/status")
    names = [metric for metric in bot_app.parts.client.registry.collect() if metric.samples]
    labels = {value for one in names for sample in one.samples for value in sample.labels.values()}

    assert f"{guest.user.id} {guest.user.first_name}"[:20] in card.text
    assert "the bot" in card.text
    assert str(guest.user.id) not in labels


async def test_stop_is_shown(owner: Conversation, exchange: Exchange) -> None:
    """During a ban the card says so, and asking for it reaches nobody."""
    exchange.faults.inject("/api/v3/depth", "banned")
    owner.send("/book btc")
    await owner.wait_for(lambda message: "shut me out" in message.text)
    await owner.wait_for(lambda message: "banned this address" in message.text)
    seen = len(exchange.requests)
    card = await owner.say("/status")

    assert "stopped" in card.text
    assert "nothing is sent until" in card.text
    assert len(exchange.requests) == seen
