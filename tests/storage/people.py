"""Users and keys for tests."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from binance.credentials import Credentials, KeyType
from storage.apikey_manager import ApiKeyManager, StoredKey
from storage.fills import Fill
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


def a_fill(key: StoredKey, trade_id: int = 1, **different: Any) -> Fill:
    """Give a fill in the account of a key."""
    fill = Fill(
        key_id=key.id,
        user_id=key.user_id,
        market="spot",
        symbol="BTCUSDT",
        trade_id=trade_id,
        order_id=28,
        client_order_id="web_1f2e",
        side="BUY",
        quantity=Decimal("0.00100"),
        price=Decimal("97412.35"),
        quote_quantity=Decimal("97.41235"),
        fee=Decimal("0.000001"),
        fee_asset="BNB",
        realized_profit=None,
        ends_order=True,
        at=datetime(2026, 11, 20, 12, tzinfo=UTC),
    )
    return replace(fill, **different)
