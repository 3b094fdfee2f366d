"""What the bot says about itself: getMe, the command menus, name and descriptions."""

import re
from collections.abc import Mapping
from typing import Any

from sandbox.telegram.errors import bad_request
from sandbox.telegram.feed import Event
from sandbox.telegram.menus import DEFAULT, Scope
from sandbox.telegram.messages import Json
from sandbox.telegram.methods.call import Call, Method
from sandbox.telegram.people import bot_json

COMMAND = re.compile(r"[a-z0-9_]{1,32}", re.ASCII)
LANGUAGE = re.compile(r"(?:[a-z]{2})?", re.ASCII)
WHOLE_SCOPES = {
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
}
# Parameter and greatest length of each text; `getMy…` answers under the same name.
TEXTS: Mapping[str, tuple[str, int]] = {
    "Name": ("name", 64),
    "Description": ("description", 512),
    "ShortDescription": ("short_description", 120),
}


async def get_me(_call: Call) -> Json:
    """Tell who the bot is."""
    return bot_json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def set_my_commands(call: Call) -> bool:
    """Set the command menu of a scope and language."""
    commands = call.params.objects("commands")
    if commands is None:
        raise bad_request("can't parse commands: expected an Array of Objects")
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    scope, language = _scope(call), _language(call)
    call.world.menus.put(scope, language, [_command(command) for command in commands])
    _announce(call)
    return True


async def delete_my_commands(call: Call) -> bool:
    """Forget the command menu of a scope and language."""
    call.world.menus.put(_scope(call), _language(call), [])
    _announce(call)
    return True


async def get_my_commands(call: Call) -> list[Json]:
    """Give the command menu of a scope and language."""
    return call.world.menus.get(_scope(call), _language(call))


async def set_chat_menu_button(_call: Call) -> bool:
    """Take any menu button; the web chat always shows the commands."""
    return True


def _command(command: Json) -> Json:
    name, description = command.get("command"), command.get("description")
    if not isinstance(name, str) or not COMMAND.fullmatch(name.removeprefix("/")):
        raise bad_request("BOT_COMMAND_INVALID")
    if not isinstance(description, str) or not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name.removeprefix("/"), "description": description}


def _language(call: Call) -> str:
    language = call.params.text("language_code")
    if not LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language


def _scope(call: Call) -> Scope:
    scope: Any = call.params.structure("scope")
    if scope is None:
        return DEFAULT
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind in WHOLE_SCOPES:
        return (kind,)
    if kind not in {"chat", "chat_administrators", "chat_member"}:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    chat_id = int(scope.get("chat_id") or 0)
    call.world.chat(chat_id)
    return (kind, chat_id, int(scope["user_id"])) if kind == "chat_member" else (kind, chat_id)


def _announce(call: Call) -> None:
    call.world.feed.publish(Event("commands", 0, {}))


def _setter(name: str, length: int) -> Method:
    async def set_text(call: Call) -> bool:
        text = call.params.text(name)
        if len(text) > length:
            raise bad_request(f"bot {name.replace('_', ' ')} is too long")
        call.world.menus.put_text(name, _language(call), text)
        _announce(call)
        return True

    return set_text


def _getter(name: str) -> Method:
    async def get_text(call: Call) -> Json:
        return {name: call.world.menus.text(name, _language(call))}

    return get_text


METHODS: dict[str, Method] = {
    "getMe": get_me,
    "setMyCommands": set_my_commands,
    "deleteMyCommands": delete_my_commands,
    "getMyCommands": get_my_commands,
    "setChatMenuButton": set_chat_menu_button,
    **{f"setMy{title}": _setter(name, length) for title, (name, length) in TEXTS.items()},
    **{f"getMy{title}": _getter(name) for title, (name, _) in TEXTS.items()},
}
