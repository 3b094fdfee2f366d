"""/start: the home card, told by what the caller can do so far."""

from aiogram.enums import ChatType
from aiogram.types import Message
from aiogram.utils.i18n import lazy_gettext as __

from bot import home
from bot.command import Command
from bot.config import Settings
from bot.menus import Menus
from storage.apikey_manager import ApiKeyManager
from storage.users import User, Users

COMMAND = Command("start", summary=__("Where everything begins"))


@COMMAND.handler
async def start(
    message: Message,
    user: User,
    users: Users,
    keys: ApiKeyManager,
    settings: Settings,
    username: str,
    menus: Menus,
) -> None:
    """Answer with the home card; in a group with public things only."""
    if message.chat.type != ChatType.PRIVATE:
        await message.answer(home.render_in_group(), reply_markup=home.group_keyboard(username))
        return
    administers = user.id in settings.admin_ids
    card = home.Home(
        user=user,
        key=await keys.in_use(user.id),
        environment=settings.binance_environment,
        administers=administers,
        waiting=(await users.counts()).pending if administers else 0,
    )
    await message.answer(home.render(card), reply_markup=home.keyboard(card))
    if administers:
        await menus.publish_for_admin(user.id)
