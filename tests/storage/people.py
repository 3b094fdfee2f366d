"""Users and keys for tests."""

from binance.credentials import Credentials, KeyType
from storage.apikey_manager import ApiKeyManager, StoredKey
from storage.users import Access, User, Users

ALICE = 7
BOB = 8


def hmac_credentials(letter: str = "a") -> Credentials:
    """Give a key whose parts can be recognised anywhere."""
    return Credentials(f"api{letter}" * 16, f"sec{letter}" * 16, KeyType.HMAC)


async def sign_up(users: Users, *user_ids: int) -> User:
    """Let people write to the bot; give the last of them."""
    seen = [await users.seen(i, f"Name{i}", None, "en", Access.APPROVED) for i in user_ids]
    return seen[-1]


async def add_key(
    keys: ApiKeyManager, user_id: int, credentials: Credentials, label: str = "Main"
) -> StoredKey:
    """Store a key."""
    rights = {"enable_reading": True, "ip_restrict": True}
    return await keys.add(user_id, credentials, label=label, environment="mainnet", rights=rights)
