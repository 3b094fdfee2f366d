"""/start and /help: where people begin and where they look things up."""

from bot.main import App
from sandbox.server import Sandbox
from sandbox.telegram.driver import Conversation
from sandbox.telegram.people import BOT_USERNAME


async def test_home_without_a_key(guest: Conversation) -> None:
    """Somebody without a key is shown what works now and how to add one."""
    home = await guest.say("/start")

    assert home.text.startswith("Welcome, Guest")
    assert "/p btc" in home.text
    assert home.labels == [["🔑 Add key", "❓ Help"]]


async def test_home_with_a_key(owner: Conversation) -> None:
    """Somebody with a key sees which one is in use, masked, and the way to the account."""
    home = await owner.say("/start")

    assert "Main …" in home.text
    assert "Administrator" in home.text
    assert home.labels[0] == ["💰 Portfolio", "📜 Orders"]


async def test_home_tells_administrators_who_waits(
    owner: Conversation, stranger: Conversation
) -> None:
    """Pending requests are on the home card of an administrator."""
    await stranger.say("/start")

    assert "1 person waits for you" in (await owner.say("/start")).text


async def test_home_buttons_lead_on(owner: Conversation) -> None:
    """The buttons of the home card show the account in place."""
    home = await owner.say("/start")

    assert "Portfolio" in (await owner.press(home, "Portfolio", expect="edit")).text


async def test_home_in_a_group_shows_no_account(sandbox: Sandbox, bot_app: App) -> None:
    """In a group /start tells only what is public."""
    assert bot_app.parts.username
    home = await sandbox.telegram.chat("owner", group=True).say("/start")

    assert "/p btc" in home.text
    assert "Main" not in home.text
    assert home.buttons[0][0].url == f"https://t.me/{BOT_USERNAME}?start=home"


async def test_name_with_markup_is_shown_as_typed(sandbox: Sandbox, guest: Conversation) -> None:
    """A first name is foreign text."""
    sandbox.telegram.users["guest"].first_name = "<b>&amp;</b>"

    assert "Welcome, <b>&amp;</b>" in (await guest.say("/start")).text


async def test_help_lists_by_topic_what_one_may_use(
    owner: Conversation, guest: Conversation
) -> None:
    """Administration is listed for administrators only."""
    for_all, for_admin = await guest.say("/help"), await owner.say("/help")

    assert "/p – Price" in for_all.text
    assert "/pf – " in for_all.text
    assert "/approve" not in for_all.text
    assert "/approve – " in for_admin.text


async def test_help_in_a_group_lists_public_commands(sandbox: Sandbox, bot_app: App) -> None:
    """What does not work in a group is not offered there."""
    assert bot_app.parts.username
    text = (await sandbox.telegram.chat("owner", group=True).say("/help")).text

    assert "/p – " in text
    assert "/pf" not in text
    assert "/setkey" not in text


async def test_help_for_one_command(guest: Conversation) -> None:
    """The grammar, an example that a tap copies, and the other names."""
    reply = await guest.say("/help /p")

    assert "<pre>/p SYMBOL …</pre>" in reply.html
    assert "<code>/p btc eth</code>" in reply.html
    assert "/price" in reply.text


async def test_help_by_alias(guest: Conversation) -> None:
    """An alias is as good as the name."""
    assert "/pf" in (await guest.say("/help balance")).text


async def test_help_for_a_slip_of_the_finger(guest: Conversation) -> None:
    """The nearest command is explained at once."""
    reply = await guest.say("/help ordres")

    assert "no command ordres" in reply.text
    assert "<pre>/orders" in reply.html


async def test_help_hides_administration(guest: Conversation) -> None:
    """What somebody may not use is explained to nobody else."""
    reply = await guest.say("/help approve")

    assert "no command approve" in reply.text


async def test_menus_fit_the_place(sandbox: Sandbox, bot_app: App, owner: Conversation) -> None:
    """Telegram's menus: everything private for people, public ones in groups, all for admins."""
    assert bot_app.parts.username
    await owner.say("/start")
    seen = {
        name: {command["command"] for command in chat.commands}
        for name, chat in {
            "guest": sandbox.telegram.chat("guest"),
            "owner": owner,
            "group": sandbox.telegram.chat("guest", group=True),
        }.items()
    }

    assert {"p", "pf", "setkey", "help"} <= seen["guest"]
    assert "status" not in seen["guest"]
    assert {"status", "approve", "pf"} <= seen["owner"]
    assert "p" in seen["group"]
    assert not {"pf", "setkey", "status"} & seen["group"]
