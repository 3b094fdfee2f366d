"""The command menus of `setMyCommands`, per scope and language, and the bot's descriptions."""

from typing import Any

from sandbox.telegram.people import Group

Json = dict[str, Any]
Scope = tuple[str | int, ...]  # type, then chat and user where the type has them
DEFAULT: Scope = ("default",)


class Menus:
    """What the bot told about itself."""

    def __init__(self, group: Group) -> None:
        self._group = group
        self._commands: dict[tuple[Scope, str], list[Json]] = {}
        self._texts: dict[tuple[str, str], str] = {}

    def put(self, scope: Scope, language: str, commands: list[Json]) -> None:
        """Keep the commands of a scope; none removes them."""
        self._commands[scope, language] = commands
        if not commands:
            del self._commands[scope, language]

    def get(self, scope: Scope, language: str) -> list[Json]:
        """Give exactly what was put for a scope and language."""
        return self._commands.get((scope, language), [])

    def shown_to(self, user_id: int, language: str, chat_id: int) -> list[Json]:
        """Give the menu a user sees in a chat: the narrowest scope wins, then the language."""
        for scope in self._scopes(user_id, chat_id):
            for code in (language, ""):
                if commands := self.get(scope, code):
                    return commands
        return []

    def _scopes(self, user_id: int, chat_id: int) -> list[Scope]:
        if chat_id != self._group.id:
            return [("chat", chat_id), ("all_private_chats",), DEFAULT]
        for_group: list[Scope] = [("chat", chat_id), ("all_group_chats",), DEFAULT]
        if user_id == self._group.creator_id:
            for_group.insert(1, ("all_chat_administrators",))
            for_group.insert(0, ("chat_administrators", chat_id))
        return [("chat_member", chat_id, user_id), *for_group]

    def put_text(self, kind: str, language: str, text: str) -> None:
        """Keep the bot's name, description or short description in a language."""
        self._texts[kind, language] = text

    def text(self, kind: str, language: str) -> str:
        """Give a text in a language, or else in the one for everybody."""
        return self._texts.get((kind, language)) or self._texts.get((kind, ""), "")
