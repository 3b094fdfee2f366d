"""Whatever is typed behind a command of the core: one clear reply, and no harm."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.long_texts import units
from sandbox.exchange import Exchange
from sandbox.telegram.driver import Conversation
from tests.bot.core.hostile import hostile

EXAMPLES = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


async def one_clear_reply(chat: Conversation, text: str) -> str:
    """Send a text and give the reply; there must be exactly one, readable and delivered whole."""
    own = chat.send(text)
    reply = await chat.next_message(own)
    await chat.confirmed(own)
    later = [message for message in chat.messages if message.id > own.id]
    assert later == [reply]
    assert "went wrong inside" not in reply.text
    assert 0 < units(reply.text) <= 4096
    return reply.text


@pytest.mark.parametrize("command", ["start", "help", "status", "users", "approve", "ban"])
@EXAMPLES
@given(argument=hostile)
@example(argument="")
@example(argument="\ud800\0<b>")
@example(argument="1e9999999")
async def test_argument(
    owner: Conversation, exchange: Exchange, command: str, argument: str
) -> None:
    """Any argument of an administrator's or public command."""
    await one_clear_reply(owner, f"/{command} {argument}"[:4096])

    assert exchange.requests == []


@EXAMPLES
@given(name=hostile.filter(lambda name: not name.startswith("@")))
async def test_name_of_a_command(guest: Conversation, exchange: Exchange, name: str) -> None:
    """Anything behind a slash that names no command."""
    text = f"/zz{name}"[:4096]
    await one_clear_reply(guest, text)

    assert exchange.requests == []


@EXAMPLES
@given(text=hostile.filter(lambda text: text.strip() and not text.strip().startswith("/")))
async def test_plain_talk(guest: Conversation, exchange: Exchange, text: str) -> None:
    """Anything that is no command."""
    await one_clear_reply(guest, text[:4096])

    assert exchange.requests == []


@EXAMPLES
@given(name=st.text(alphabet=st.characters(exclude_categories=()), min_size=1, max_size=64))
async def test_name_of_a_person(guest: Conversation, name: str) -> None:
    """A first name is shown on the home card, whatever it is."""
    guest.user.first_name = name

    assert "Welcome" in await one_clear_reply(guest, "/start")
