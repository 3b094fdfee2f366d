"""Pages of other sites neither read the sandbox nor drive it; programs and its own page do."""

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestServer
from aiohttp.web import Application

from sandbox.control import control_routes
from sandbox.server import Sandbox

FOREIGN = {
    "a name that resolves to this computer": {"Host": "evil.example:8080"},
    "another name on the same port": {"Host": "127.0.0.1.evil.example"},
    "no name at all": {"Host": "["},
    "a script of another site": {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
    "a page on another port": {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"},
    "a form of an old browser": {"Origin": "http://evil.example"},
    "a page without an origin": {"Origin": "null"},
    "a link into the depth": {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"},
}
OWN = {
    "a program": {},
    "the page itself": {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"},
    "somebody who typed the address": {"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate"},
    "a name of this computer": {"Host": "localhost:8080"},
    "an address of this computer": {"Host": "192.168.1.7:8080"},
    "the newer kind of address": {"Host": "[::1]:8080"},
}


async def statuses(sandbox: Sandbox, headers: dict[str, str]) -> list[int]:
    """Give the answers to reading keys, moving a price, acting as the bot, loading the page."""
    calls = (
        ("GET", "/control/keys?account=trader"),
        ("POST", "/control/price"),
        ("GET", f"/bot{sandbox.telegram.token}/getMe"),
        ("GET", "/chat/chat.js"),
    )
    found = []
    async with ClientSession(sandbox.chat_url, headers=headers) as session:
        for method, path in calls:
            body = {"symbol": "BTCUSDT", "price": "1"} if method == "POST" else None
            async with session.request(method, path, json=body) as response:
                found.append(response.status)
    return found


@pytest.mark.parametrize("who", FOREIGN)
async def test_pages_of_others_are_refused(sandbox: Sandbox, who: str) -> None:
    """Nothing is read and nothing changes, whatever door they try."""
    price = sandbox.exchange.venue.market.price("BTCUSDT")

    assert await statuses(sandbox, FOREIGN[who]) == [403] * 4
    assert sandbox.exchange.venue.market.price("BTCUSDT") == price


@pytest.mark.parametrize("who", OWN)
async def test_programs_and_the_own_page_are_served(sandbox: Sandbox, who: str) -> None:
    """Who was meant to use it notices nothing."""
    assert await statuses(sandbox, OWN[who]) == [200] * 4


async def test_a_link_leads_to_the_chat(sandbox: Sandbox) -> None:
    """The page itself may be opened from anywhere."""
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    async with (
        ClientSession(sandbox.chat_url, headers=headers) as session,
        session.get("/") as response,
    ):
        assert response.status == 200


async def test_without_the_guard_keys_can_be_read(sandbox: Sandbox) -> None:
    """Control: the routes alone answer a page under any name."""
    application = Application()
    application.add_routes(control_routes(sandbox.exchange))
    async with (
        TestServer(application) as server,
        ClientSession(server.make_url("/"), headers={"Host": "evil.example"}) as session,
        session.get("/control/keys?account=trader") as response,
    ):
        assert response.status == 200
