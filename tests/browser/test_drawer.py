"""The page that stands in for binance.com: keys, prices, trouble."""

import pytest
from playwright.async_api import Locator, Page, expect

from bot.main import App
from sandbox.server import Sandbox
from tests.browser.conftest import DESK, Looker, say

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def drawer_of(page: Page) -> Locator:
    """Open the drawer."""
    await page.get_by_role("button", name="Binance", exact=True).click()
    return page.get_by_role("complementary", name="Binance")


async def test_prices_can_be_moved(looker: Looker, sandbox: Sandbox) -> None:
    """A nudge and a typed price reach the exchange."""
    page = await looker.open(sandbox.chat_url, size=DESK)
    drawer = await drawer_of(page)
    price = drawer.get_by_label("Last price")
    await expect(price).not_to_have_value("")
    await price.fill("50000")
    await drawer.get_by_role("button", name="Set", exact=True).click()
    await expect(page.locator("#toasts")).to_contain_text("BTCUSDT is at 50000")
    await drawer.get_by_role("button", name="+5%").click()

    await expect(price).to_have_value("52500.00")
    assert sandbox.exchange.venue.market.price("BTCUSDT") == 52500


async def test_keys_are_made_and_deleted(looker: Looker, sandbox: Sandbox) -> None:
    """The switches decide the rights, the account is that of the person, deletion is real."""
    page = await looker.open(f"{sandbox.chat_url}#guest", size=DESK)
    drawer = await drawer_of(page)
    held = drawer.locator(".held")
    await expect(held).to_have_count(1)
    await drawer.get_by_text("Key and secret").click()
    await drawer.get_by_role("switch", name="Enable Withdrawals").check()
    await drawer.get_by_role("button", name="Create API key").click()
    await expect(held).to_have_count(2)
    made = sandbox.exchange.venue.keys.of("guest")[-1]
    await expect(held.first).to_contain_text("withdrawals")
    await drawer.get_by_role("button", name="Fill in for the bot").click()
    filled = await page.get_by_role("textbox", name="Message", exact=True).input_value()
    await held.first.get_by_role("button", name="Delete").click()
    await expect(held).to_have_count(1)

    assert made.rights.enable_withdrawals
    assert made.allowed_ips == ("127.0.0.1",)
    assert filled == f"/setkey {made.api_key} {made.secret}"
    assert sandbox.exchange.venue.keys.find(made.api_key) is None


async def test_a_public_key_is_wanted(looker: Looker, sandbox: Sandbox) -> None:
    """Without it, and with one that is none, the page says what is wrong."""
    page = await looker.open(sandbox.chat_url, size=DESK)
    drawer = await drawer_of(page)
    create = drawer.get_by_role("button", name="Create API key")
    await create.click()
    await expect(page.locator("#toasts")).to_contain_text("Paste the public key")

    assert await drawer.locator(".issued").is_hidden()


async def test_trouble_reaches_the_bot(looker: Looker, sandbox: Sandbox, bot_app: App) -> None:
    """After a fault the bot explains itself in the chat; ending it clears the exchange."""
    assert bot_app.parts.username
    page = await looker.open(f"{sandbox.chat_url}#guest", size=DESK)
    await page.get_by_role("button", name="Start").click()
    drawer = await drawer_of(page)
    await drawer.get_by_label("Requests to spoil").select_option("20")
    await drawer.get_by_role("button", name="500 internal error").click()
    await expect(page.locator("#toasts")).to_contain_text("500 internal error")
    await say(page, "/p eth")
    # The greeting may come late and names Binance too.
    trouble = page.locator("#messages .message:not(.mine)").filter(has_text="Binance has a problem")
    await expect(trouble).to_have_count(1, timeout=20_000)
    spoiled = [fault.hits for fault in sandbox.exchange.faults]
    await drawer.get_by_role("button", name="End all trouble").click()
    await expect(page.locator("#toasts")).to_contain_text("well again")

    assert spoiled[0] > 0
    assert list(sandbox.exchange.faults) == []
