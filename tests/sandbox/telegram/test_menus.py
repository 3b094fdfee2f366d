"""Command menus per scope and language, names and descriptions."""

from typing import Any

import pytest

from sandbox.telegram import Telegram
from tests.sandbox.telegram.serving import Api


def menu(*names: str) -> list[dict[str, str]]:
    """Give commands as the Bot API takes them."""
    return [{"command": name, "description": name.title()} for name in names]


async def test_the_narrowest_scope_wins(api: Api, telegram: Telegram) -> None:
    """Chat before all private chats before the default; the group has its own."""
    owner = telegram.chat("owner")
    scopes: dict[str, dict[str, Any]] = {
        "everybody": {"type": "default"},
        "private": {"type": "all_private_chats"},
        "groups": {"type": "all_group_chats"},
        "admins": {"type": "all_chat_administrators"},
        "own": {"type": "chat", "chat_id": owner.chat_id},
        "member": {
            "type": "chat_member",
            "chat_id": telegram.group.id,
            "user_id": telegram.users["guest"].id,
        },
    }
    for name, scope in scopes.items():
        await api.result("setMyCommands", commands=menu(name), scope=scope)

    shown = {
        (role, group): telegram.chat(role, group=group).commands[0]["command"]
        for role in ("owner", "guest")
        for group in (False, True)
    }
    assert shown == {
        ("owner", False): "own",
        ("owner", True): "admins",
        ("guest", False): "private",
        ("guest", True): "member",
    }


async def test_the_language_of_the_user_wins(api: Api, telegram: Telegram) -> None:
    """A menu in the user's language is shown before the one for everybody."""
    await api.result("setMyCommands", commands=menu("price"))
    await api.result("setMyCommands", commands=menu("fiyat"), language_code="tr")
    telegram.users["guest"].language_code = "tr"

    assert telegram.chat("guest").commands == menu("fiyat")
    assert telegram.chat("owner").commands == menu("price")
    assert await api.result("getMyCommands", language_code="tr") == menu("fiyat")
    await api.result("deleteMyCommands", language_code="tr")
    assert telegram.chat("guest").commands == menu("price")


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"commands": menu("Bad")}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "p", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": menu(*["p"] * 101)}, "BOT_COMMANDS_TOO_MUCH"),
        ({}, "can't parse commands"),
        ({"commands": [], "scope": {"type": "planet"}}, "can't parse BotCommandScope"),
        ({"commands": [], "scope": {"type": "chat", "chat_id": 1}}, "chat not found"),
        ({"commands": [], "language_code": "turkish"}, "invalid language code"),
    ],
)
async def test_wrong_menus_are_refused(api: Api, params: dict[str, object], reason: str) -> None:
    """Names, descriptions, scopes and languages are checked."""
    assert reason in await api.refusal("setMyCommands", **params)


async def test_the_bot_describes_itself(api: Api) -> None:
    """Name and descriptions are kept per language and have a greatest length."""
    await api.result("setMyDescription", description="Prices")
    await api.result("setMyDescription", description="Fiyatlar", language_code="tr")

    assert await api.result("getMyDescription", language_code="tr") == {"description": "Fiyatlar"}
    assert await api.result("getMyDescription", language_code="ru") == {"description": "Prices"}
    assert "too long" in await api.refusal("setMyShortDescription", short_description="x" * 121)
    assert await api.result("setChatMenuButton") is True


async def test_chats_and_members_can_be_asked_for(api: Api, telegram: Telegram) -> None:
    """The bot learns what it is in the group, and who else is there."""
    group, guest = telegram.group.id, telegram.users["guest"].id
    bot = (await api.result("getMe"))["id"]

    async def status(user_id: int) -> str:
        """Give what somebody is in the group."""
        member = await api.result("getChatMember", chat_id=group, user_id=user_id)
        return str(member["status"])

    assert (await api.result("getChat", chat_id=group))["title"] == telegram.group.title
    assert await api.result("getChatMemberCount", chat_id=group) == 3
    assert await status(bot) == "administrator"
    assert await status(guest) == "member"
    assert await status(telegram.users["owner"].id) == "creator"
    assert await status(telegram.users["stranger"].id) == "left"
    assert "private chats" in await api.refusal("leaveChat", chat_id=guest)
