"""The walk of a newcomer: the real bot in a real browser, between both pretences."""

import asyncio
import os
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from bot.main import App
from sandbox.server import Sandbox
from tests.browser.conftest import DESK, Looker, say

pytestmark = pytest.mark.asyncio(loop_scope="session")

PICTURE = Path(__file__).parents[2] / "docs" / "images" / "web-chat.png"


def card(page: Page, text: str) -> Locator:
    """Find the newest message with a text."""
    return page.locator("#messages .message", has_text=text).last


async def refresh_until(page: Page, price: Locator, wanted: str) -> None:
    """Press Refresh until the card shows a price; the bot may show one that is a second old."""
    async with asyncio.timeout(10):
        while await price.locator("code").first.inner_text() != wanted:
            await price.get_by_role("button", name="Refresh").click()
            await expect(page.locator(".key.busy")).to_have_count(0)


async def test_a_newcomer_walks_through(looker: Looker, sandbox: Sandbox, bot_app: App) -> None:
    """Start, a price and its refresh, a key whose secret vanishes, and the portfolio."""
    assert bot_app.parts.username
    page = await looker.open(f"{sandbox.chat_url}#guest")
    await page.get_by_role("button", name="Start").click()
    await expect(card(page, "Welcome, Guest")).to_be_visible()

    await say(page, "/p btc")
    price = card(page, "BTC/USDT")
    before = await price.locator("code").first.inner_text()
    sandbox.exchange.set_price("BTCUSDT", "71234.56")
    await refresh_until(page, price, "71,234.56")

    issued = sandbox.exchange.create_key(
        "guest", enable_spot_and_margin_trading=True, ip_restrict=["127.0.0.1"]
    )
    secret = issued.secret or ""
    await say(page, f"/setkey {issued.api_key} {secret}")
    await expect(card(page, "Key saved")).to_be_visible()
    await expect(page.locator("#messages .message", has_text=secret)).to_have_count(0)
    left = await page.content()

    await say(page, "/pf")
    await expect(card(page, "Portfolio")).to_contain_text("250")
    assert before != "71,234.56"
    assert len(secret) == 64
    assert secret not in left
    assert issued.api_key not in left


async def test_the_picture_of_the_readme(looker: Looker, sandbox: Sandbox, bot_app: App) -> None:
    """The owner's chat as README shows it; written to the repository on request only."""
    assert bot_app.parts.username
    page = await looker.open(f"{sandbox.chat_url}#owner", size={"width": 1280, "height": 940})
    await page.get_by_role("button", name="Start").click()
    await expect(card(page, "Welcome, Owner")).to_be_visible()
    await say(page, "/p btc")
    await expect(card(page, "BTC/USDT").locator("pre")).to_be_visible()
    await say(page, "/pf")
    await expect(card(page, "Portfolio").locator("pre")).to_contain_text("ETH")
    shot = await page.screenshot()
    if os.environ.get("WRITE_SCREENSHOTS") == "1":
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        PICTURE.write_bytes(shot)

    assert shot.startswith(b"\x89PNG")
    assert await page.locator(".offline").is_hidden()


async def test_a_key_without_a_secret(looker: Looker, sandbox: Sandbox, bot_app: App) -> None:
    """/setkey as the bot proposes it: its public key, pasted at Binance, gives the API key."""
    assert bot_app.parts.username
    page = await looker.open(f"{sandbox.chat_url}#guest", size=DESK)
    await page.get_by_role("button", name="Start").click()
    await say(page, "/setkey")
    await card(page, "Add a Binance key").get_by_role("button", name="Public key").click()
    toast = await page.locator(".toast").last.inner_text()
    public_key = await page.evaluate("navigator.clipboard.readText()")
    await page.get_by_role("button", name="Binance", exact=True).click()
    drawer = page.get_by_role("complementary", name="Binance")
    await drawer.get_by_label("Public key").last.fill(public_key)
    await drawer.get_by_role("button", name="Create API key").click()
    await drawer.get_by_role("button", name="Copy API key").click()
    api_key = await page.evaluate("navigator.clipboard.readText()")
    await say(page, api_key)
    await expect(card(page, "Key saved")).to_be_visible()

    await expect(page.locator("#messages .message", has_text=api_key)).to_have_count(0)
    assert await drawer.locator(".secret").count() == 1
    assert "null" not in await drawer.locator(".issued").inner_text()
    assert "END PUBLIC KEY" in public_key
    assert "\n" not in toast


async def test_a_link_in_the_group_leads_into_the_private_chat(
    looker: Looker, sandbox: Sandbox, bot_app: App
) -> None:
    """/setkey in the group offers the private chat, where its dialog has begun."""
    assert bot_app.parts.username
    page = await looker.open(f"{sandbox.chat_url}#guest/group")
    await say(page, "/setkey")
    await card(page, "private chat only").get_by_role("link", name="Open the private chat").click()

    await expect(card(page, "Add a Binance key")).to_be_visible()
    assert page.url.endswith("#guest/private")
