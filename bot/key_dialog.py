"""The steps and buttons around API keys, shared by the commands and the tripwire."""

from datetime import timedelta
from enum import StrEnum
from typing import Final

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup

DIALOG_LASTS: Final = timedelta(minutes=10)


class AddKey(StatesGroup):
    """Steps of /setkey; each message sent in one of them is deleted at once."""

    pair_key = State()  # the API key that Binance gave for the pair the bot made
    hmac_key = State()  # the API key of a key that Binance generated, or key and secret together
    hmac_secret = State()  # its secret


SECRET_STEPS: Final = frozenset(
    {AddKey.pair_key.state, AddKey.hmac_key.state, AddKey.hmac_secret.state}
)


class SetKeyAction(StrEnum):
    """What a button of /setkey does."""

    START = "start"
    HMAC = "hmac"
    CANCEL = "cancel"


class SetKeyButton(CallbackData, prefix="setkey"):
    """A button of the /setkey dialog."""

    action: SetKeyAction


class KeysAction(StrEnum):
    """What a button of /keys does."""

    SHOW = "show"
    USE = "use"
    CHECK = "check"


class KeysButton(CallbackData, prefix="keys"):
    """A button of /keys; `key_id` is 0 where the action concerns the list."""

    action: KeysAction
    key_id: int = 0


class DeleteKeyButton(CallbackData, prefix="delkey"):
    """A button of /delkey: asks first, deletes when `sure`."""

    key_id: int
    sure: bool = False


class ForgetButton(CallbackData, prefix="forget"):
    """The answer to /forget; `asked_at` is the time of the question in seconds."""

    sure: bool
    asked_at: int
