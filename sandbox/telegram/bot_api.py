"""The Bot API over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

import asyncio
import json
import re
from http import HTTPStatus
from typing import Any

from aiohttp import web

from sandbox.telegram.errors import TelegramError, bad_request, too_many_requests
from sandbox.telegram.faults import Fault, Faults
from sandbox.telegram.methods import METHODS
from sandbox.telegram.methods.call import Call, Method
from sandbox.telegram.parameters import Parameters, read_parameters
from sandbox.telegram.webhook import Webhook
from sandbox.telegram.world import SeenCall, World

TOKEN_SHAPE = re.compile(r"\d{6,12}:[\w-]{30,50}", re.ASCII)
UNSUPPORTED = {
    "business_connection_id",
    "ephemeral_message_parameters",
    "inline_message_id",
    "message_thread_id",
    "rich_message",
}
HTML_PAGE = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"


class BotApi:
    """Checks the token, applies faults, runs the method and writes the ledger of calls."""

    def __init__(self, token: str, world: World, faults: Faults) -> None:
        self._token = token
        self._world = world
        self._faults = faults
        self._webhook = Webhook(world.updates, self._execute_silently, world.now)
        self._closing = asyncio.Event()

    def routes(self) -> list[web.RouteDef]:
        """Give the routes of methods and of files."""
        return [
            web.get("/bot{token}/{method}", self._serve),
            web.post("/bot{token}/{method}", self._serve),
            web.get("/file/bot{token}/{path:.+}", self._serve_file),
        ]

    async def close(self) -> None:
        """End the waiting poll, the silences and the webhook."""
        self._closing.set()
        self._world.updates.close()
        await self._webhook.close()

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        fault = self._faults.take(name)
        if fault is None:
            return _response(await self._answer(request))
        if fault.kind == "delay":
            await asyncio.sleep(fault.number("seconds", 1))
        body = await self._answer(request) if fault.executed else {}
        return await self._spoil(request, fault, body)

    async def _spoil(
        self, request: web.Request, fault: Fault, body: dict[str, Any]
    ) -> web.StreamResponse:
        """Let an answer go wrong."""
        match fault.kind:
            case "reset" | "hang_up" if request.transport is not None:
                cut = request.transport.abort if fault.kind == "reset" else request.transport.close
                cut()
            case "silence":
                await self._closing.wait()
            case "error":
                status = HTTPStatus(int(fault.number("status", 500)))
                description = str(fault.options.get("description", status.phrase))
                return _response(TelegramError(status, description).as_json())
            case "html":
                status = HTTPStatus(int(fault.number("status", 502)))
                return web.Response(status=status, text=HTML_PAGE, content_type="text/html")
            case "too_many":
                return _response(too_many_requests(int(fault.number("retry_after", 1))).as_json())
        return _response(body, halved=fault.kind == "broken_json")

    async def _answer(self, request: web.Request) -> dict[str, Any]:
        try:
            self._check_token(request.match_info["token"])
            params = await read_parameters(request)
            return {"ok": True, "result": await self._run(request.match_info["method"], params)}
        except TelegramError as error:
            return error.as_json()

    async def _run(self, name: str, params: Parameters) -> Any:
        status = HTTPStatus.OK
        try:
            return await _method(name, params)(Call(self._world, params, self._webhook))
        except TelegramError as error:
            status = error.status
            raise
        finally:
            if name.lower() != "getupdates":
                self._world.calls.append(SeenCall(name, params.ledger(), int(status)))

    async def _execute_silently(self, name: str, values: dict[str, Any]) -> None:
        """Run a method that came as the answer to a webhook; nobody hears of its result."""
        try:
            await self._run(name, Parameters(values))
        except TelegramError as error:
            self._webhook.last_error["last_error_message"] = error.description

    def _check_token(self, token: str) -> None:
        if token == self._token:
            return
        if TOKEN_SHAPE.fullmatch(token):
            raise TelegramError(HTTPStatus.UNAUTHORIZED, "Unauthorized")
        raise TelegramError(HTTPStatus.NOT_FOUND, "Not Found")

    async def _serve_file(self, request: web.Request) -> web.Response:
        try:
            self._check_token(request.match_info["token"])
        except TelegramError as error:
            return _response(error.as_json())
        found = self._world.files.at(request.match_info["path"])
        if found is None:
            return _response(TelegramError(HTTPStatus.NOT_FOUND, "Not Found").as_json())
        return web.Response(body=found.body, content_type=found.content_type)


def _method(name: str, params: Parameters) -> Method:
    method = METHODS.get(name.lower())
    if method is None:
        raise TelegramError(HTTPStatus.NOT_FOUND, "Not Found: method not found")
    for unsupported in sorted(UNSUPPORTED & params.values.keys()):
        raise bad_request(f"the pretend Telegram does not know {unsupported}")
    return method


def _response(body: dict[str, Any], *, halved: bool = False) -> web.Response:
    text = json.dumps(body)
    return web.Response(
        status=int(body.get("error_code", HTTPStatus.OK)),
        text=text[: len(text) // 2] if halved else text,
        content_type="application/json",
    )
