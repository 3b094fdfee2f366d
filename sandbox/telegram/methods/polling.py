"""getUpdates, setWebhook, deleteWebhook, getWebhookInfo."""

from typing import Any
from urllib.parse import urlsplit

from sandbox.telegram.errors import bad_request
from sandbox.telegram.messages import Json
from sandbox.telegram.methods.call import Call, Method

SECRET_LETTERS = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


async def get_updates(call: Call) -> list[Json]:
    """Confirm what is before the offset, then give what is pending, waiting for it if asked."""
    limit = min(100, max(1, call.params.number("limit", 100)))
    seconds = min(50, max(0, call.params.number("timeout")))
    offset = call.params.number("offset")
    return await call.world.updates.poll(offset, limit, seconds, _allowed(call))


async def set_webhook(call: Call) -> bool:
    """Have updates delivered to an address; an empty one ends it."""
    url = call.params.text("url")
    parts = urlsplit(url)
    if url and (parts.scheme != "https" and parts.hostname not in LOOPBACK):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = call.params.text("secret_token")
    if len(secret) > 256 or not SECRET_LETTERS.issuperset(secret):
        raise bad_request("secret token contains unallowed characters")
    allowed = _allowed(call)
    if allowed is not None:
        call.world.updates.allowed = frozenset(allowed) or None
    _drop_pending(call)
    await call.webhook.point_to(url, secret)
    return True


async def delete_webhook(call: Call) -> bool:
    """Go back to polling."""
    _drop_pending(call)
    await call.webhook.point_to("", "")
    return True


async def get_webhook_info(call: Call) -> Json:
    """Tell where updates go and how many wait."""
    info: Json = {
        "url": call.webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(call.world.updates),
        **call.webhook.last_error,
    }
    if call.webhook.url:
        info |= {"max_connections": call.params.number("max_connections", 40)}
    if call.world.updates.allowed is not None:
        info["allowed_updates"] = sorted(call.world.updates.allowed)
    return info


def _allowed(call: Call) -> list[str] | None:
    allowed: Any = call.params.structure("allowed_updates")
    if allowed is None:
        return None
    if not isinstance(allowed, list) or not all(isinstance(kind, str) for kind in allowed):
        raise bad_request("can't parse allowed_updates: expected an Array of Strings")
    return allowed


def _drop_pending(call: Call) -> None:
    if call.params.flag("drop_pending_updates"):
        call.world.updates.clear()


METHODS: dict[str, Method] = {
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
