"""A walk through everything the bot can do, with planted secrets and with faults."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs

from binance.credentials import generate_ed25519
from sandbox.exchange import Exchange
from sandbox.exchange.keys import IssuedKey
from sandbox.server import Sandbox
from sandbox.telegram.driver import Conversation, Message
from tests.security.canaries import Canaries

HOME = "127.0.0.1"
PUBLIC = (
    "/start",
    "/help",
    "/help p",
    "/p btc",
    "/p btc eth",
    "/p nonsense",
    "/book btc",
    "/info btc",
)
PRIVATE = ("/pf", "/orders", "/fills btc", "/keys", "/forget")
ADMIN = ("/status", "/users", "/approve", "/ban", "/nonsense")
FAULTS = ("forbidden", "redirect", "html", "error", "broken_json", "reset", "hang_up")


@dataclass
class Walk:
    """The sandbox, and the secrets that were planted on the way through it."""

    sandbox: Sandbox
    canaries: Canaries

    @property
    def exchange(self) -> Exchange:
        """The pretend Binance."""
        return self.sandbox.exchange

    async def go(self) -> None:
        """Use every command as an administrator and as a user, with right and wrong keys."""
        guest, owner = self.sandbox.telegram.chat("guest"), self.sandbox.telegram.chat("owner")
        guest.patience = 60  # the bot may still be starting
        await guest.say("/start")
        await self.add_hmac(guest)
        await self.add_ed25519(guest)
        await self.refuse_keys(guest)
        await self.paste_secrets()
        theirs = self.key("of the owner", "trader", enable_spot_and_margin_trading=True)
        await answer(owner, f"/setkey {theirs.api_key} {theirs.secret}")
        for command in (*PUBLIC, *PRIVATE):
            await answer(guest, command)
        for command in (*ADMIN, *PUBLIC, *PRIVATE):
            await answer(owner, command)
        await self.meet_faults(guest)
        await self.tidy(guest)
        self.note_signatures()

    def key(self, name: str, account: str = "guest", **rights: bool) -> IssuedKey:
        """Issue a key with a secret, both of them canaries."""
        issued = self.exchange.create_key(account, public_key=None, ip_restrict=[HOME], **rights)
        self.canaries.plant(f"API key {name}", issued.api_key)
        self.canaries.plant(f"secret {name}", str(issued.secret))
        return issued

    async def add_hmac(self, guest: Conversation) -> None:
        """Add a key by one command, and one by the dialog."""
        issued = self.key("by command", enable_spot_and_margin_trading=True)
        await answer(guest, f"/setkey {issued.api_key} {issued.secret}")
        issued = self.key("by dialog", enable_spot_and_margin_trading=True)
        prompt = await answer(guest, "/setkey")
        await guest.press(prompt, "I have a key and a secret", expect="message")
        await answer(guest, issued.api_key)
        await answer(guest, str(issued.secret))

    async def add_ed25519(self, guest: Conversation) -> None:
        """Add a key whose private half the bot made."""
        prompt = await answer(guest, "/setkey @pair")
        found = re.search("-----BEGIN.*PUBLIC KEY-----", prompt.text, re.DOTALL)
        assert found is not None
        issued = self.exchange.create_key(
            "guest", public_key=found[0], ip_restrict=[HOME], enable_spot_and_margin_trading=True
        )
        self.canaries.plant("API key of the pair", issued.api_key)
        # Once more where the first examination ends in an exception.
        await answer(guest, issued.api_key)
        if "Key saved" not in guest.messages[-1].text:
            await answer(guest, issued.api_key)
        assert "Key saved" in guest.messages[-1].text

    async def refuse_keys(self, guest: Conversation) -> None:
        """Try keys that are dangerous, wrong, unknown, or sent in the wrong place."""
        dangerous = self.key("that may withdraw", enable_withdrawals=True)
        await answer(guest, f"/setkey {dangerous.api_key} {dangerous.secret}")
        wrong = self.key("with another's secret")
        await answer(guest, f"{wrong.api_key} {dangerous.secret}")
        await answer(guest, "/cancel")
        group = self.sandbox.telegram.chat("guest", group=True)
        misplaced = self.key("in the group")
        await answer(group, f"/setkey {misplaced.api_key} {misplaced.secret}")

    async def paste_secrets(self) -> None:
        """Paste secrets where nobody asked for them, also as a stranger and as an argument."""
        private = self.canaries.plant_private_key(
            "pasted private key", generate_ed25519().private_pem
        )
        token = self.canaries.plant(
            "pasted bot token", "987654321:AAFfR3lmM0pQvXyZ12345678901234567ab"
        )
        pasted = self.key("pasted")
        stranger = self.sandbox.telegram.chat("stranger")
        guest = self.sandbox.telegram.chat("guest")
        for chat, text in (
            (guest, private),
            (guest, f"/p {token}"),
            (stranger, pasted.api_key),
            (guest, f"/delkey {pasted.secret}"),
        ):
            own = chat.send(text)
            await chat.confirmed(own)
            assert own.deleted, f"this is still in the chat: {own!r}"

    async def meet_faults(self, guest: Conversation) -> None:
        """Let Binance and Telegram fail in every way while keys are in use."""
        for fault in FAULTS:
            for path in ("/api/v3/account", "/sapi/*"):
                self.exchange.faults.inject(path, fault, times=None)
            await answer(guest, "/pf")
            card = await answer(guest, "/keys")
            await guest.press(card, "🔄")
            self.exchange.faults.clear()
        for fault in ("html", "reset"):  # such an answer is lost: it might be there already
            self.sandbox.telegram.faults.inject("sendMessage", fault)
            await guest.confirmed(guest.send("/keys"))
        self.exchange.venue.time.skew_ms = 60_000
        await answer(guest, "/orders")
        self.exchange.venue.time.skew_ms = 0

    async def tidy(self, guest: Conversation) -> None:
        """Delete a key; the others stay for the search in the database."""
        card = await answer(guest, "/delkey Main")
        await guest.press(card, "🗑 Delete", expect="edit")

    def note_signatures(self) -> None:
        """Take the signatures of all signed requests for canaries."""
        for number, seen in enumerate(self.exchange.requests):
            for signature in parse_qs(seen.query).get("signature", []):
                self.canaries.plant(f"signature {number}", signature)


async def answer(chat: Conversation, text: str) -> Message:
    """Send a text, wait until the bot has done with it, and give its first answer."""
    own = chat.send(text)
    message = await chat.next_message(own)
    await chat.confirmed(own)
    return message


def told(sandbox: Sandbox) -> dict[str, bytes]:
    """Give what the bot told Telegram, and what is visible in the chats."""
    telegram = sandbox.telegram
    chats = [telegram.chat(role) for role in ("owner", "guest", "stranger")]
    chats.append(telegram.chat("guest", group=True))
    visible = [message.html for chat in chats for message in chat.messages]
    return {
        "calls of the Bot API": repr(
            [(call.method, call.params) for call in telegram.calls]
        ).encode(),
        "visible messages": "\n".join(visible).encode(),
    }
