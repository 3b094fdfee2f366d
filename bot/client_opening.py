"""Opens the way to Binance as the settings say."""

from contextlib import AbstractAsyncContextManager

from binance.ban_memory import BanMemory
from binance.client import BinanceClient, ClientOptions
from binance.credentials import Credentials, KeyType
from binance.events import Listener
from bot.config import Settings
from bot.redaction import Redactor
from bot.sharing import sharing_of


def open_client(
    settings: Settings, bans: BanMemory, listener: Listener, redactor: Redactor
) -> AbstractAsyncContextManager[BinanceClient]:
    """Give the client of the settings, to be entered; secrets it is given are hidden from logs."""
    return BinanceClient.open(
        _options(settings),
        bans=bans,
        listener=listener,
        sharing=sharing_of(settings, redactor),
    )


def _options(settings: Settings) -> ClientOptions:
    return ClientOptions(
        hosts=settings.hosts(),
        credentials=_own_credentials(settings),
        timeout=settings.binance_request_timeout,
        recv_window=settings.binance_recv_window,
        weight_share=settings.binance_weight_share,
        pool_size=settings.http_pool_size,
        keepalive_seconds=settings.http_keepalive_seconds,
        session_max_age=settings.http_session_max_age,
        force_close=settings.http_force_close,
    )


def _own_credentials(settings: Settings) -> Credentials | None:
    """Give the bot's own key, which public endpoints may want; it need not be able to sign."""
    if settings.binance_api_key is None:
        return None
    secret = settings.binance_api_secret
    return Credentials(
        api_key=settings.binance_api_key.get_secret_value(),
        secret=secret.get_secret_value() if secret is not None else "",
        key_type=KeyType.HMAC,
    )
