"""Looking at followed accounts from outside."""

import asyncio
from collections.abc import Callable

from binance.websocket.user_data import AccountState, Product, Status
from bot.main import App
from sandbox.telegram.driver import Conversation, Message

ORDER = {"symbol": "BTCUSDT", "side": "BUY", "type": "MARKET", "quantity": "0.00100"}


async def until(look: Callable[[], bool]) -> None:
    """Let everything else run until something is so."""
    async with asyncio.timeout(20):
        while not look():  # noqa: ASYNC110 - what is looked at tells nobody when it changes
            await asyncio.sleep(0)


def accounts(app: App, product: Product = Product.SPOT) -> list[AccountState]:
    """Give the accounts of one market that are followed."""
    return [one for one in app.parts.client.user_data.state().accounts if one.product is product]


async def live(app: App, keys: int, product: Product = Product.SPOT) -> None:
    """Wait until so many accounts are followed and nothing of them is asked any more."""

    def are_live() -> bool:
        known = accounts(app, product)
        return len(known) == keys and all(
            one.compared and one.status is Status.LIVE for one in known
        )

    await until(are_live)


def fills_in(chat: Conversation) -> list[Message]:
    """Give the notices of fills."""
    return [message for message in chat.messages if "filled" in message.text]


def followed() -> int:
    """Count the tasks that follow an account, or wait to try again."""
    return sum(task.get_name() == "account" for task in asyncio.all_tasks())
