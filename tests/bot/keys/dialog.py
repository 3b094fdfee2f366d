"""What the tests of the key commands do again and again."""

import re

from sandbox.exchange import Exchange
from sandbox.exchange.keys import IssuedKey
from sandbox.telegram.driver import Conversation, Message

HOME = "127.0.0.1"
RIGHTS = "/sapi/v1/account/apiRestrictions"


def public_key_in(message: Message) -> str:
    """Give the PEM a prompt shows."""
    found = re.search(
        "-----BEGIN PUBLIC KEY-----.*-----END PUBLIC KEY-----", message.text, re.DOTALL
    )
    assert found is not None
    return found[0]


def hmac_key(exchange: Exchange, **rights: bool) -> IssuedKey:
    """Give a key of the guest's account with a secret, bound to the bot's address."""
    return exchange.create_key("guest", public_key=None, ip_restrict=[HOME], **rights)


def both(issued: IssuedKey) -> str:
    """Give key and secret as a user pastes them."""
    return f"{issued.api_key} {issued.secret}"


async def answered(chat: Conversation, text: str) -> tuple[Message, Message]:
    """Send a text; give it and the bot's answer."""
    own = chat.send(text)
    return own, await chat.next_message(own)


async def add_hmac(chat: Conversation, exchange: Exchange, name: str = "") -> IssuedKey:
    """Add a good key by one command."""
    issued = hmac_key(exchange, enable_spot_and_margin_trading=True)
    _, card = await answered(chat, f"/setkey {name} {both(issued)}")
    assert "Key saved" in card.text
    return issued


def signed_calls(exchange: Exchange) -> list[str]:
    """Give the paths of the calls made with a key of an account, oldest first."""
    known = {issued for account in exchange.accounts for issued in _keys_of(exchange, account)}
    return [seen.path for seen in exchange.requests if seen.caller_key in known]


def _keys_of(exchange: Exchange, account: str) -> list[str]:
    return [key.api_key for key in exchange.venue.keys.of(account)]


def questions(exchange: Exchange) -> int:
    """Count the questions about the rights of a key."""
    return sum(seen.path == RIGHTS for seen in exchange.requests)
