"""The pretend Telegram as one thing: its people, its Bot API, its web chat."""

import random
import time

from aiohttp import web

from sandbox.telegram.bot_api import BotApi
from sandbox.telegram.driver import Conversation
from sandbox.telegram.faults import Faults
from sandbox.telegram.limits import Clock, FloodLimits
from sandbox.telegram.people import BOT_ID, ChatUser, Group
from sandbox.telegram.persons import Persons
from sandbox.telegram.web_chat import WebChat
from sandbox.telegram.world import SeenCall, World

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


class Telegram:
    """Holds the chats; serves the bot at `/bot<token>/…` and people at `/`."""

    def __init__(self, seed: int = 7, clock: Clock = time.time) -> None:
        randomness = random.Random(seed)
        secret = "".join(randomness.choices(LETTERS, k=35))
        self.token = f"{BOT_ID}:{secret}"
        self.world = World(clock, randomness)
        self.faults = Faults()
        self._persons = Persons(self.world)
        self._bot_api = BotApi(self.token, self.world, self.faults)
        self._web_chat = WebChat(self.world, self._persons)

    @property
    def users(self) -> dict[str, ChatUser]:
        """The users by role: owner, guest, stranger."""
        return self.world.users

    @property
    def group(self) -> Group:
        """The group of owner and guest."""
        return self.world.group

    @property
    def groups(self) -> list[Group]:
        """Every group."""
        return [self.world.group]

    @property
    def calls(self) -> list[SeenCall]:
        """Every Bot API call, oldest first, without the polling."""
        return list(self.world.calls)

    def chat(self, role: str, *, group: bool = False) -> Conversation:
        """Give the private chat of a user with the bot, or the group as that user sees it."""
        user = self.world.users[role]
        chat_id = self.world.group.id if group else user.id
        return Conversation(self.world, self._persons, user, chat_id)

    def limit_floods(self, limits: FloodLimits | None) -> None:
        """Refuse with 429 what is above the limits; None lifts them."""
        self.world.floods.limits = limits

    def routes(self) -> list[web.RouteDef]:
        """Give the routes of the Bot API and of the web chat."""
        return [*self._bot_api.routes(), *self._web_chat.routes()]

    async def close_pages(self) -> None:
        """Cut the connection of every open page; pages connect again by themselves."""
        await self._web_chat.close()

    async def close(self) -> None:
        """End waiting polls, the webhook and the open pages."""
        await self._bot_api.close()
        await self._web_chat.close()
