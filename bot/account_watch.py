"""What the bot does about people's accounts without being asked: follows, tells, looks at keys."""

from dataclasses import dataclass

from bot.dispatcher import Parts
from bot.fill_cards import FillCards
from bot.key_warnings import KeyWarnings
from bot.readers import Readers
from bot.services.account_streams import AccountStreams
from bot.services.fill_notices import FillNotices
from bot.services.key_watch import KeyWatch
from bot.services.notifier import Notifier
from storage.all_keys import AllKeys
from storage.fills import Fills
from storage.watches import Watches


@dataclass(frozen=True, slots=True)
class AccountWatch:
    """Three services that know of each other."""

    keys: KeyWatch
    fills: FillNotices
    streams: AccountStreams

    @classmethod
    def of(cls, parts: Parts, notifier: Notifier) -> "AccountWatch":
        """Put them together from the parts of the bot."""
        readers, all_keys = Readers(parts.i18n, parts.users), AllKeys(parts.database)
        warnings = KeyWarnings(readers, parts.outgoing_address)
        keys = KeyWatch(parts.keys, all_keys, parts.doctor, notifier, warnings.write)
        cards = FillCards(readers, parts.keys, parts.symbols)
        fills = FillNotices(Fills(parts.database), parts.users, cards, notifier, parts.tasks.start)
        streams = AccountStreams(
            parts.client,
            parts.keys,
            all_keys,
            parts.users,
            Watches(parts.database),
            parts.settings.binance_environment,
            fills.hear,
            fills.settle,
            keys.look_at,
            parts.tasks.start,
        )
        parts.keys.listen(streams.changed)
        return cls(keys, fills, streams)

    async def begin(self, parts: Parts) -> None:
        """Start them; accounts are followed unless the settings say otherwise."""
        parts.tasks.start("key watch", self.keys.run())
        parts.tasks.start("fill notices", self.fills.run())
        if parts.settings.account_streams:
            await self.streams.begin()
            parts.tasks.start("account watches", self.streams.run())
