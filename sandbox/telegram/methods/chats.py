"""getChat, getChatMember, getChatMemberCount, leaveChat, getFile."""

from typing import Any

from sandbox.telegram.errors import bad_request
from sandbox.telegram.feed import Event
from sandbox.telegram.messages import Json
from sandbox.telegram.methods.call import Call, Method
from sandbox.telegram.people import BOT_ID, Group

RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
)
GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)


async def get_chat(call: Call) -> Json:
    """Tell of a chat what a bot may know (`ChatFullInfo`)."""
    chat = call.world.chat(call.params.chat_id())
    return chat.chat_json() | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(GIFTS, False),
    }


async def get_chat_member(call: Call) -> Json:
    """Tell what somebody is in a chat (`ChatMember`)."""
    chat = call.world.chat(call.params.chat_id())
    user_id = call.params.number("user_id")
    status = _status(chat, user_id) if isinstance(chat, Group) else "member"
    member: dict[str, Any] = {"status": status, "user": call.world.user_json(user_id)}
    if status == "creator":
        member["is_anonymous"] = False
    if status == "administrator":
        member |= {"can_be_edited": False, "is_anonymous": False}
        member |= {right: right == "can_delete_messages" for right in RIGHTS}
    return member


async def get_chat_member_count(call: Call) -> int:
    """Count the members, the bot among them."""
    chat = call.world.chat(call.params.chat_id())
    return len(chat.member_ids) + 1 if isinstance(chat, Group) else 2


async def leave_chat(call: Call) -> bool:
    """Leave a group."""
    chat = call.world.chat(call.params.chat_id())
    if not isinstance(chat, Group):
        raise bad_request("chat member status can't be changed in private chats")
    chat.bot_is_member = False
    call.world.feed.publish(Event("chat", chat.id, {"left": True}))
    return True


async def get_file(call: Call) -> Json:
    """Tell where a file can be fetched."""
    found = call.world.files.find(call.params.text("file_id"))
    if found is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    return {
        "file_id": found.file_id,
        "file_unique_id": found.file_id[-16:],
        "file_size": len(found.body),
        "file_path": found.path,
    }


def _status(group: Group, user_id: int) -> str:
    if user_id == BOT_ID:
        return "administrator" if group.bot_is_administrator else "member"
    if user_id == group.creator_id:
        return "creator"
    return "member" if user_id in group.member_ids else "left"


METHODS: dict[str, Method] = {
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatMemberCount": get_chat_member_count,
    "leaveChat": leave_chat,
    "getFile": get_file,
}
