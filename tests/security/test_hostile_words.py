"""Words of others: names, Binance's messages, and every place a secret may be put into."""

from typing import Any

import pytest

from bot.middlewares import tripwire
from bot.redaction import HIDDEN, Redactor
from sandbox.exchange import Exchange
from sandbox.server import Sandbox
from sandbox.telegram.driver import Conversation
from tests.bot.core.quiet import stays_silent

SECRET = "b" * 64
HOSTILE_NAME = "\u202eAdmin\u2066\u200b\n✅ approved\u2028<b>"
FILE = {"file_id": "f", "file_unique_id": "u"}
SIZE = {"duration": 1, "width": 1, "height": 1}
PLACE = {"latitude": 1, "longitude": 1}
POLL = {
    "id": "1",
    "question": "q",
    "options": [],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "quiz",
    "allows_multiple_answers": False,
    "allows_revoting": False,
    "members_only": False,
}
PLACES: dict[str, dict[str, Any]] = {
    "vcard": {"contact": {"phone_number": "1", "first_name": "x", "vcard": SECRET}},
    "phone": {"contact": {"phone_number": SECRET, "first_name": "x"}},
    "title of a song": {"audio": {**FILE, "duration": 1, "title": SECRET}},
    "name of a video": {"video": {**FILE, **SIZE, "file_name": SECRET}},
    "name of an animation": {"animation": {**FILE, **SIZE, "file_name": SECRET}},
    "venue": {"venue": {"location": PLACE, "title": SECRET, "address": "x"}},
    "explanation of a quiz": {"poll": {**POLL, "explanation": SECRET}},
    "link preview": {"link_preview_options": {"url": f"https://x.org/{SECRET}"}},
    "language of code": {
        "entities": [{"type": "pre", "offset": 0, "length": 2, "language": SECRET}]
    },
}


@pytest.mark.parametrize("place", PLACES)
async def test_a_secret_is_found_wherever_it_is_put(guest: Conversation, place: str) -> None:
    """The message vanishes, whatever part of it held the secret."""
    own = guest.send("hi", extra=PLACES[place])

    await guest.vanishing(own)
    warning = await guest.next_message(own)

    assert "I deleted" in warning.text


async def test_the_id_of_a_file_is_no_secret(
    guest: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram's own long ids delete nothing. Control: without the exception for them they do."""
    document = {"document": {"file_id": SECRET, "file_unique_id": "u", "file_name": "x"}}
    kept = guest.send("hi", extra=document)
    await guest.confirmed(kept)
    monkeypatch.setattr(tripwire, "_strings", lambda _value: iter([SECRET]))
    gone = guest.send("hi", extra=document)
    await guest.vanishing(gone)

    assert not kept.deleted


@pytest.mark.parametrize("text", ["/setkey@other_bot", "/setkey@other_bot now"])
async def test_the_command_of_another_bot_is_left_alone(
    sandbox: Sandbox, guest: Conversation, text: str
) -> None:
    """What is said to another bot stays, unless it holds a secret."""
    assert guest.user.started
    group = sandbox.telegram.chat("guest", group=True)
    own = group.send(text)
    silent = await stays_silent(group, own)
    with_secret = group.send(f"{text} {SECRET}")
    await group.vanishing(with_secret)

    assert silent
    assert not own.deleted


async def test_a_name_cannot_rewrite_the_administrators_card(
    sandbox: Sandbox, owner: Conversation, stranger: Conversation
) -> None:
    """No line end, no change of direction and no markup comes out of somebody's name."""
    stranger.user.first_name = HOSTILE_NAME
    await stranger.say("/start")

    card = await owner.wait_for(lambda message: "Access request" in message.text)

    assert card.text.splitlines()[1].startswith("Admin✅ approved<b> @stranger · ")
    assert not {"\u202e", "\u2066", "\u200b", "\u2028"} & set(card.text)
    assert sandbox.telegram.users["stranger"].first_name == HOSTILE_NAME


async def test_binances_words_hide_keys_and_markup(
    exchange: Exchange, owner: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A message of Binance that repeats the key is shown without it. Control: else it is shown."""
    trader = exchange.accounts["trader"]
    words = f"bad \u202e<b>{trader.api_key}</b> {trader.secret}"
    exchange.faults.inject("/api/v3/account", "error", 2, status=400, code=-9999, message=words)

    guarded = await owner.say("/pf")
    monkeypatch.setattr("bot.explanations.of_binance.without_shapes", lambda text: text)
    bare = await owner.say("/pf")

    assert "Binance says: bad <b>[hidden]</b> [hidden]" in guarded.text
    assert trader.api_key in bare.text


def test_shapes_and_values_are_both_hidden() -> None:
    """What merely looks like a secret is hidden in logs, and what is one however it looks."""
    redactor = Redactor()
    redactor.add("a plain password")

    assert redactor.redact(f"a plain password {SECRET}") == f"{HIDDEN} {HIDDEN}"
