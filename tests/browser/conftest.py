"""A real Chromium, driven by playwright, and what its pages are looked at with."""

import shutil
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright

from bot.config import Settings
from bot.main import App
from sandbox.server import Sandbox
from sandbox.telegram import Telegram
from tests.browser.scripted_bot import ScriptedBot
from tests.conftest import introduced
from tests.sandbox.telegram.serving import serving

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 820}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, and skip it where there is no Chromium."""
    missing = pytest.mark.skip(reason="no Chromium on this machine (apt install chromium)")
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(missing)


in_one_loop = partial(pytest_asyncio.fixture, loop_scope="session")
"""A fixture in the loop of the one Chromium; the tests are in it by their `pytestmark`."""


@in_one_loop(scope="session")
async def browser(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Browser]:
    """Give a headless Chromium with an empty profile; windows in it know nothing of others."""
    home = str(tmp_path_factory.mktemp("chromium"))
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=FLAGS, env={"HOME": home}
        )
        yield browser
        await browser.close()


@in_one_loop()
async def sandbox() -> AsyncIterator[Sandbox]:
    """Give a pretend Binance and a pretend Telegram in the loop of the browser."""
    async with Sandbox(moving=False) as pretence:
        yield pretence


@in_one_loop()
async def bot_app(sandbox: Sandbox, bot_settings: Settings) -> AsyncIterator[App]:
    """Give the running bot in the loop of the browser."""
    async with introduced(bot_settings, sandbox) as app:
        yield app


@pytest.fixture
def telegram() -> Telegram:
    """Give a pretend Telegram."""
    return Telegram()


@in_one_loop()
async def url(telegram: Telegram) -> AsyncIterator[str]:
    """Serve the chat with a small scripted bot behind it."""
    async with serving(telegram) as address, ScriptedBot(address, telegram.token):
        yield address


class Looker:
    """Opens pages and remembers what went wrong in them."""

    def __init__(self, browser: Browser) -> None:
        self.faults: list[str] = []
        self._browser = browser

    async def open(
        self, url: str, *, size: dict[str, int] | None = None, dark: bool = False
    ) -> Page:
        """Open a page in a window of its own, on a phone unless told otherwise."""
        size = size or PHONE
        context = await self._browser.new_context(
            viewport={"width": size["width"], "height": size["height"]},
            color_scheme="dark" if dark else "light",
            permissions=["clipboard-read", "clipboard-write"],
            reduced_motion="reduce",
            locale="en-GB",
        )
        context.set_default_timeout(10_000)
        page = await context.new_page()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda said: self._note(said.type, said.text))
        await page.goto(url)
        await page.wait_for_selector("body[data-ready]")
        return page

    def _note(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.faults.append(text)


@in_one_loop()
async def looker(browser: Browser) -> AsyncIterator[Looker]:
    """Give what opens pages; afterwards none of them may have complained."""
    looker = Looker(browser)
    yield looker
    for window in browser.contexts:
        await window.close()
    assert looker.faults == []


async def say(page: Page, text: str) -> None:
    """Type a message and press Enter."""
    await page.get_by_role("textbox", name="Message", exact=True).fill(text)
    await page.keyboard.press("Enter")
