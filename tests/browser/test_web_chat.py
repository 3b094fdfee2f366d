"""The chat page as people use it, with a scripted bot behind it."""

import pytest
from playwright.async_api import Locator, Page, expect

from sandbox.telegram import Telegram
from tests.browser.conftest import DESK, PHONE, Looker, say

pytestmark = pytest.mark.asyncio(loop_scope="session")


def bubble(page: Page, text: str) -> Locator:
    """Find the newest message with a text."""
    return page.locator("#messages .message", has_text=text).last


def key(page: Page, label: str) -> Locator:
    """Find the newest inline button with a label."""
    return page.locator("#messages .key", has_text=label).last


async def test_an_empty_chat_offers_to_start(looker: Looker, url: str) -> None:
    """The description of the bot and a Start button, which sends /start and makes room."""
    page = await looker.open(url)
    await expect(page.locator("#empty-text")).to_have_text("Prices, alerts and your own account.")
    await page.get_by_role("button", name="Start").click()
    await expect(page.locator("#messages")).to_contain_text("Welcome, Owner")

    assert await page.get_by_role("textbox", name="Message", exact=True).is_visible()
    assert await page.locator("#empty").is_hidden()


async def test_a_press_edits_the_card_and_tells(looker: Looker, url: str) -> None:
    """Refresh changes the card in place and shows the bot's answer as a toast."""
    page = await looker.open(f"{url}#guest")
    await page.get_by_role("button", name="Start").click()
    await say(page, "/p btc")
    await expect(bubble(page, "BTC/USDT")).to_contain_text("press 0")
    await key(page, "🔄").click()
    await expect(bubble(page, "BTC/USDT")).to_contain_text("press 1")

    assert await bubble(page, "BTC/USDT").locator(".meta").inner_text() != ""
    assert "edited" in await bubble(page, "BTC/USDT").locator(".meta").inner_text()
    assert "Pressed 🔄" in await page.locator("#toasts").inner_text()
    assert await page.locator(".key.busy").count() == 0


async def test_an_alert_stays_until_it_is_read(looker: Looker, url: str) -> None:
    """An answer with show_alert opens a dialog that OK or Escape closes."""
    page = await looker.open(f"{url}#guest")
    await page.get_by_role("button", name="Start").click()
    await say(page, "/p btc")
    await bubble(page, "BTC/USDT").locator(".key", has_text="Alert").click()
    await expect(page.get_by_role("dialog")).to_contain_text("No alerts yet")
    await page.keyboard.press("Enter")

    await expect(page.get_by_role("dialog")).to_be_hidden()


async def test_buttons_do_what_their_kind_says(
    looker: Looker, url: str, telegram: Telegram
) -> None:
    """Copy buttons copy, links open elsewhere, disabled ones do nothing, colours are shown."""
    page = await looker.open(f"{url}#guest")
    await page.get_by_role("button", name="Start").click()
    await say(page, "/p btc")
    await key(page, "97412.35").click()
    copied = await page.evaluate("navigator.clipboard.readText()")
    await key(page, "Soon").click(force=True)
    link = key(page, "Binance")

    assert copied == "97412.35"
    assert await link.get_attribute("href") == "https://www.binance.com/"
    assert await link.get_attribute("rel") == "noopener noreferrer"
    assert await key(page, "Soon").get_attribute("aria-disabled") == "true"
    assert not telegram.world.queries
    assert "danger" in (await key(page, "🔴 Sell").get_attribute("class") or "")


async def test_a_deleted_message_vanishes(looker: Looker, url: str) -> None:
    """Nothing of it is left in the page, not even hidden."""
    page = await looker.open(f"{url}#guest")
    await page.get_by_role("button", name="Start").click()
    await say(page, "/secret qwertyuiop")
    await expect(bubble(page, "Deleted your message.")).to_be_visible()
    await expect(page.locator("#messages .message", has_text="qwertyuiop")).to_have_count(0)

    assert "qwertyuiop" not in await page.content()


async def test_marks_are_shown_and_foreign_markup_is_not(looker: Looker, url: str) -> None:
    """Quotes, links and spoilers look as meant; a tag somebody typed is text."""
    page = await looker.open(f"{url}#guest")
    await page.get_by_role("button", name="Start").click()
    await say(page, "/quote")
    message = bubble(page, "hidden word")
    await expect(message.locator("blockquote b")).to_have_text("0×")
    hidden = message.get_by_role("button", name="Hidden text, press to show")
    await hidden.click()
    await expect(message.locator(".spoiler.shown")).to_have_text("hidden word")
    await say(page, "<img src=x onerror=alert(1)>")

    await expect(bubble(page, "You said: <img src=x")).to_be_visible()
    assert await message.locator("a").get_attribute("href") == "https://example.org/"
    assert await page.locator("#messages img").count() == 0


async def test_the_command_menu_follows_what_is_typed(looker: Looker, url: str) -> None:
    """A slash opens the menu, letters narrow it, arrows and Tab choose, Escape closes."""
    page = await looker.open(f"{url}#guest")
    await page.get_by_role("button", name="Start").click()
    text = page.get_by_role("textbox", name="Message", exact=True)
    await text.press_sequentially("/p")
    options = page.get_by_role("option")
    await expect(options).to_have_count(2)
    await page.keyboard.press("ArrowDown")
    chosen = await page.locator("[role=option][aria-selected=true]").inner_text()
    await page.keyboard.press("Tab")
    filled = await text.input_value()
    await text.fill("/")
    await expect(page.get_by_role("listbox")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("listbox")).to_be_hidden()
    await page.get_by_role("button", name="Menu").click()
    await page.wait_for_timeout(200)  # longer than a lost focus takes to close the menu
    await page.get_by_role("option", name="/start").click()

    assert "/photo" in chosen
    assert filled == "/photo "
    await expect(page.locator("#messages .mine", has_text="/start")).to_have_count(2)


async def test_a_command_in_a_text_can_be_tapped(looker: Looker, url: str) -> None:
    """A command in a message is sent by a tap on it."""
    page = await looker.open(f"{url}#guest")
    await page.get_by_role("button", name="Start").click()
    await bubble(page, "Welcome").get_by_role("button", name="/quote").click()

    await expect(bubble(page, "hidden word")).to_be_visible()


async def test_typing_is_shown(looker: Looker, url: str) -> None:
    """A chat action appears under the name."""
    page = await looker.open(f"{url}#guest")
    await page.get_by_role("button", name="Start").click()
    await say(page, "/busy")

    await expect(page.locator("#bar-status")).to_contain_text("typing")


async def test_every_person_has_their_own_chats(
    looker: Looker, url: str, telegram: Telegram
) -> None:
    """The group is for members, drafts and unread counts belong to the person."""
    page = await looker.open(f"{url}#guest", size=DESK)
    await page.get_by_role("button", name="Start").click()
    text = page.get_by_role("textbox", name="Message", exact=True)
    await text.fill("half a th")
    await page.get_by_role("radio", name="Stranger").click()
    await expect(page.get_by_role("button", name="Start")).to_be_visible()
    chats = page.get_by_role("navigation")
    await expect(chats.get_by_role("button")).to_have_count(1)
    await page.get_by_role("radio", name="Owner").click()
    await chats.get_by_role("button", name="Market talk").click()
    await say(page, "hello all")
    await expect(bubble(page, "You said: hello all")).to_be_visible()
    await page.get_by_role("radio", name="Guest").click()
    unread = page.get_by_role("navigation").get_by_label("2 new")

    assert await page.locator("#messages .mine").count() == 0
    assert "Owner" in await page.locator("#messages .message").first.inner_text()
    assert await unread.count() == 0
    await chats.get_by_role("button", name="Binance Bot").click()
    assert await text.input_value() == "half a th"
    assert [message.text for message in telegram.chat("guest", group=True).messages] == [
        "hello all",
        "You said: hello all",
    ]


async def test_news_elsewhere_are_counted(looker: Looker, url: str, telegram: Telegram) -> None:
    """A message in a chat that is not open shows as a number, until it is looked at."""
    page = await looker.open(f"{url}#owner", size=DESK)
    telegram.chat("guest", group=True).send("anybody here?")
    badge = page.get_by_role("navigation").locator(".badge")
    await expect(badge).to_have_text("2")
    title = await page.title()
    await page.get_by_role("navigation").get_by_role("button", name="Market talk").click()

    assert title.startswith("(")
    await expect(badge).to_have_count(0)


async def test_a_reload_shows_the_same(looker: Looker, url: str) -> None:
    """The server keeps the messages, the address keeps person and chat."""
    page = await looker.open(f"{url}#guest")
    await page.get_by_role("button", name="Start").click()
    await say(page, "/p btc")
    await expect(bubble(page, "BTC/USDT")).to_be_visible()
    await page.reload()
    await page.wait_for_selector("body[data-ready]")

    await expect(bubble(page, "BTC/USDT")).to_be_visible()
    assert "you are Guest" in await page.locator("#bar-status").inner_text()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK, {"width": 320, "height": 600}], ids=str)
async def test_everything_fits(
    looker: Looker, url: str, size: dict[str, int], *, dark: bool
) -> None:
    """No sideways scrolling, a table of 30 columns is seen whole, nothing covers the composer."""
    page = await looker.open(f"{url}#guest", size=size, dark=dark)
    await page.get_by_role("button", name="Start").click()
    await say(page, "/p btc")
    card = bubble(page, "BTC/USDT").locator("pre")
    await expect(card).to_be_visible()
    widths = await page.evaluate(
        """() => [document.documentElement.scrollWidth - innerWidth,
        ...[...document.querySelectorAll("pre")].map((pre) => pre.scrollWidth - pre.clientWidth)]"""
    )
    box = await page.get_by_role("textbox", name="Message", exact=True).bounding_box()

    assert all(excess <= 0 for excess in widths)
    assert box is not None
    assert box["y"] + box["height"] <= size["height"]
    assert box["width"] > 120


async def test_it_works_from_the_keyboard(looker: Looker, url: str) -> None:
    """A slash anywhere goes to the composer, arrows change the person, ArrowUp recalls."""
    page = await looker.open(f"{url}#guest", size=DESK)
    await page.get_by_role("button", name="Start").press("Enter")
    await expect(bubble(page, "Welcome")).to_be_visible()
    await page.get_by_role("radio", name="Guest").focus()
    await page.keyboard.press("ArrowLeft")
    await expect(page.get_by_role("radio", name="Owner")).to_be_focused()
    await page.keyboard.press("ArrowRight")
    await say(page, "hello")
    await expect(bubble(page, "You said: hello")).to_be_visible()
    await page.keyboard.press("ArrowUp")

    text = page.get_by_role("textbox", name="Message", exact=True)
    assert await text.input_value() == "hello"


async def test_on_a_phone_chats_are_a_panel(looker: Looker, url: str) -> None:
    """The panel opens from the header, closes with Escape, and gives the focus back."""
    page = await looker.open(f"{url}#guest")
    await page.get_by_role("button", name="Chats and people").click()
    await expect(page.get_by_role("radio", name="Guest")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="Chats and people")).to_be_focused()

    await expect(page.locator("#side")).to_be_hidden()


async def test_a_lost_connection_is_told_and_mended(
    looker: Looker, url: str, telegram: Telegram
) -> None:
    """The page says so, connects again by itself, and shows what happened meanwhile."""
    page = await looker.open(f"{url}#guest")
    await page.get_by_role("button", name="Start").click()
    await expect(bubble(page, "Welcome")).to_be_visible()
    await page.evaluate(
        """new MutationObserver(() => { document.body.dataset.lost = "true"; })
        .observe(document.getElementById("offline"), { attributes: true })"""
    )
    await telegram.close_pages()
    telegram.chat("guest").send("from elsewhere")

    await expect(page.locator("body")).to_have_attribute("data-lost", "true")
    await expect(bubble(page, "You said: from elsewhere")).to_be_visible()
    await expect(page.locator("#offline")).to_be_hidden()
    assert await page.locator("#messages .day").count() == 1


async def test_a_stopped_bot_can_be_restarted(looker: Looker, url: str, telegram: Telegram) -> None:
    """Who stopped the bot sees a button instead of the composer."""
    page = await looker.open(f"{url}#guest")
    await page.get_by_role("button", name="Start").click()
    await expect(bubble(page, "Welcome")).to_be_visible()
    telegram.chat("guest").block()
    await page.get_by_role("button", name="Restart the bot").click()

    await expect(page.locator("#messages .message.mine")).to_have_count(2)
    await expect(page.get_by_role("textbox", name="Message", exact=True)).to_be_visible()
    assert not telegram.users["guest"].blocked
