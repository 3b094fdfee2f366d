"""What people read when the daily look at their key finds something wrong."""

from aiogram.utils.i18n import gettext as _

from bot.key_cards import refusal_card
from bot.key_dialog import DeleteKeyButton, KeysAction, KeysButton
from bot.key_list import title_of
from bot.readers import Readers
from bot.services.key_report import KeyReport, Verdict
from bot.services.notifier import Notice, NoticeButton
from bot.services.outgoing_address import OutgoingAddress
from storage.stored_key import StoredKey


class KeyWarnings:
    """Writes the findings of the `KeyWatch` in the language of the key's user."""

    def __init__(self, readers: Readers, address: OutgoingAddress) -> None:
        self._readers = readers
        self._address = address

    async def write(self, key: StoredKey, report: KeyReport) -> Notice:
        """Say what is wrong with a stored key, what the bot does about it, and what to do."""
        address = await self._address.current()
        with self._readers.writing(await self._readers.language_of(key.user_id)):
            card = refusal_card(report, address, stored=title_of(key))
            if report.verdict is Verdict.DANGEROUS:
                card = f"{card}\n{_('Until then I do not use it.')}"
            return Notice(card, _buttons(key))


def _buttons(key: StoredKey) -> list[list[NoticeButton]]:
    check = KeysButton(action=KeysAction.CHECK, key_id=key.id)
    delete = DeleteKeyButton(key_id=key.id)
    return [
        [NoticeButton(_("🔄 Check again"), check.pack())],
        [NoticeButton(_("🗑 Delete key"), delete.pack(), style="danger")],
    ]
