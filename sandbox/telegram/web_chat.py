"""The web chat: one page, and one WebSocket that carries every chat to it and every tap back."""

import asyncio
import contextlib
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aiohttp import WSMsgType, web

from sandbox.telegram.errors import TelegramError, bad_request
from sandbox.telegram.feed import Event
from sandbox.telegram.messages import Json, StoredMessage
from sandbox.telegram.people import ChatUser, bot_json
from sandbox.telegram.persons import Persons
from sandbox.telegram.world import World

PAGE = Path(__file__).parent / "page"
CONTENT_TYPES = {"chat.css": "text/css", "chat.js": "text/javascript"}
Action = Callable[[ChatUser, int, Json], Json]
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}


class WebChat:
    """Serves the page; an open page sees all chats, so it can change between people at once."""

    def __init__(self, world: World, persons: Persons) -> None:
        self._world = world
        self._persons = persons
        self._pages: set[web.WebSocketResponse] = set()
        self._actions: dict[str, Action] = {
            "say": self._say,
            "press": self._press,
            "block": self._block,
            "unblock": self._block,
        }

    def routes(self) -> list[web.RouteDef]:
        """Give the routes of the page."""
        return [
            web.get("/", self._index),
            web.get("/chat/{name:chat\\.(?:css|js)}", self._asset),
            web.get("/chat/socket", self._socket),
            web.get("/chat/files/{file_id}", self._file),
        ]

    async def close(self) -> None:
        """Close the open pages."""
        for page in tuple(self._pages):
            await page.close()

    async def _index(self, _request: web.Request) -> web.StreamResponse:
        return web.FileResponse(PAGE / "index.html", headers=HEADERS)

    async def _asset(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"]
        kind = {"Content-Type": f"{CONTENT_TYPES[name]}; charset=utf-8"}
        return web.FileResponse(PAGE / name, headers=HEADERS | kind)

    async def _file(self, request: web.Request) -> web.Response:
        found = self._world.files.find(request.match_info["file_id"])
        if found is None:
            return web.Response(status=HTTPStatus.NOT_FOUND)
        headers = dict(HEADERS)
        if found.kind == "document":
            headers["Content-Disposition"] = "attachment"
        return web.Response(body=found.body, content_type=found.content_type, headers=headers)

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        if origin is not None and urlsplit(origin).netloc != request.host:
            return web.Response(status=HTTPStatus.FORBIDDEN)
        page = web.WebSocketResponse(heartbeat=30)
        await page.prepare(request)
        outgoing: asyncio.Queue[Json] = asyncio.Queue()
        outgoing.put_nowait(self._snapshot())
        stop = self._world.feed.listen(lambda event: outgoing.put_nowait(self._seen(event)))
        sender = asyncio.create_task(self._send_all(page, outgoing))
        self._pages.add(page)
        try:
            async for received in page:
                if received.type is WSMsgType.TEXT:
                    outgoing.put_nowait(self._act(received.json()))
        finally:
            stop()
            self._pages.discard(page)
            sender.cancel()
            with contextlib.suppress(asyncio.CancelledError, ConnectionError):
                await sender
        return page

    @staticmethod
    async def _send_all(page: web.WebSocketResponse, outgoing: "asyncio.Queue[Json]") -> None:
        while True:
            await page.send_json(await outgoing.get())

    def _act(self, asked: Json) -> Json:
        """Do what a page asks; gives the acknowledgement, or the reason of a refusal."""
        ticket = {"event": "done", "ticket": asked.get("ticket")}
        try:
            user = self._world.users[str(asked.get("user"))]
            chat_id = int(asked.get("chat_id") or user.id)
            members = self._world.group.member_ids
            if chat_id != user.id and not (chat_id == self._world.group.id and user.id in members):
                raise bad_request("chat not found")
            return ticket | self._actions[str(asked.get("do"))](user, chat_id, asked)
        except TelegramError as error:
            return ticket | {"error": error.description}
        except (KeyError, ValueError):
            return ticket | {"error": "Bad Request: the page asked for something unknown"}

    def _say(self, user: ChatUser, chat_id: int, asked: Json) -> Json:
        self._persons.say(user, chat_id, str(asked.get("text", "")))
        return {}

    def _press(self, user: ChatUser, chat_id: int, asked: Json) -> Json:
        message = self._message(chat_id, asked)
        row, column = int(asked["row"]), int(asked["column"])
        return {"query_id": self._persons.press(user, message, row, column).id}

    def _block(self, user: ChatUser, _chat_id: int, asked: Json) -> Json:
        self._persons.set_blocked(user, blocked=asked["do"] == "block")
        return {}

    def _message(self, chat_id: int, asked: Json) -> StoredMessage:
        found = self._world.message(chat_id, int(asked["message_id"]))
        if found is None:
            raise bad_request("message not found")
        return found

    def _seen(self, event: Event) -> Json:
        seen: Json = {"event": event.kind, "chat_id": event.chat_id, **event.payload}
        return seen | (self._menus() if event.kind in {"commands", "chat"} else {})

    def _snapshot(self) -> Json:
        group = self._world.group
        chats = [*(user.id for user in self._world.users.values()), group.id]
        return {
            "event": "snapshot",
            "bot": bot_json(),
            "group": group.chat_json() | {"member_ids": sorted(group.member_ids)},
            "users": {role: user.as_json() for role, user in self._world.users.items()},
            "messages": {
                str(chat_id): [
                    self._world.message_json(message) for message in self._world.history(chat_id)
                ]
                for chat_id in chats
            },
            **self._menus(),
        }

    def _menus(self) -> dict[str, Any]:
        """Give what depends on the person: menus, description, and whether the bot is stopped."""
        menus, users = self._world.menus, self._world.users.items()
        group_id = self._world.group.id
        return {
            "menus": {
                role: {
                    "private": menus.shown_to(user.id, user.language_code or "", user.id),
                    "group": menus.shown_to(user.id, user.language_code or "", group_id),
                }
                for role, user in users
            },
            "descriptions": {
                role: menus.text("description", user.language_code or "") for role, user in users
            },
            "blocked": {role: user.blocked for role, user in users},
            "left": not self._world.group.bot_is_member,
        }
