"""Several processes behind one address: what they share over Redis, where one is set."""

import importlib
from typing import Final, cast
from urllib.parse import unquote, urlsplit

from binance.request.sharing import Sharing
from binance.sharing.names import realm_of
from bot.config import Settings
from bot.redaction import Redactor

# Loaded by name: a bot alone need not spend the memory of the library.
_MODULE: Final = "binance.sharing.redis"


def sharing_of(settings: Settings, redactor: Redactor) -> Sharing | None:
    """Give the way to the other processes, and hide its password; None without `REDIS_URL`."""
    if settings.redis_url is None:
        return None
    url = settings.redis_url.get_secret_value()
    password = urlsplit(url).password
    redactor.add(url, *([password, unquote(password)] if password else []))
    module = importlib.import_module(_MODULE)
    options = module.RedisOptions(
        url, settings.redis_namespace, realm_of(settings.hosts().spot), settings.redis_processes
    )
    return cast("Sharing", module.RedisSharing(options))
