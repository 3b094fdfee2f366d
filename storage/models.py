"""The tables.

Whatever belongs to a user has a column `user_id` that refers to `users`; erasure finds it there.
A reference to somebody who merely took part has another name and may be null.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from storage.columns import DecimalText, Id, UtcDateTime


class Table(DeclarativeBase):
    """What all tables share: constraints have names, so that migrations can address them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class UserRow(Table):
    """Somebody who wrote to the bot. `id` is Telegram's."""

    __tablename__ = "users"
    __table_args__ = (
        CheckConstraint("access IN ('pending', 'approved', 'banned')", name="access"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    first_name: Mapped[str] = mapped_column(Text)
    username: Mapped[str | None] = mapped_column(Text)
    language_code: Mapped[str | None] = mapped_column(Text)  # as Telegram reports it
    language: Mapped[str | None] = mapped_column(String(16))  # as the user chose it
    access: Mapped[str] = mapped_column(String(16))
    active: Mapped[bool]  # false: the user blocked the bot
    quote_asset: Mapped[str] = mapped_column(String(32), default="USDT", server_default="USDT")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SealedRow:
    """Columns of a row that holds something encrypted for one user.

    The key that encrypts is derived from user and row, so a token is worthless in another row.
    """

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)  # random
    user_id: Mapped[int]  # a reference to `users` in every table
    kid: Mapped[str] = mapped_column(String(8), index=True)  # public id of the master key
    algorithm: Mapped[int]  # 1: Fernet under HKDF-SHA256
    row_version: Mapped[int]  # grows with every new token
    token: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    rotated_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ApiKeyRow(SealedRow, Table):
    """An API key of a user; the key and its secret are inside `token`."""

    __tablename__ = "api_keys"
    __table_args__ = (
        UniqueConstraint("fingerprint"),
        UniqueConstraint("user_id", "label"),
        Index(
            "ix_api_keys_one_in_use",
            "user_id",
            unique=True,
            sqlite_where=text("in_use"),
            postgresql_where=text("in_use"),
        ),
    )

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    exchange: Mapped[str] = mapped_column(String(16))
    environment: Mapped[str] = mapped_column(String(16))
    label: Mapped[str] = mapped_column(String(64))
    key_type: Mapped[str] = mapped_column(String(16))
    last_four: Mapped[str] = mapped_column(String(4))  # of the API key, to recognise it by
    fingerprint: Mapped[str] = mapped_column(String(32))  # keyed hash of the API key
    in_use: Mapped[bool]
    rights: Mapped[dict[str, Any]] = mapped_column(JSON)
    checked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_error: Mapped[str | None] = mapped_column(Text)
    last_error_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PendingPairRow(SealedRow, Table):
    """A key pair made for a user who has not sent the API key yet; at most one a user."""

    __tablename__ = "pending_pairs"
    __table_args__ = (UniqueConstraint("user_id"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    label: Mapped[str] = mapped_column(String(64))
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)


class AuditRow(Table):
    """Who did what to keys and access; without secrets."""

    __tablename__ = "audit_log"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    action: Mapped[str] = mapped_column(String(32))
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), index=True
    )
    actor_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), index=True
    )
    detail: Mapped[str] = mapped_column(Text)


class BanRow(Table):
    """The last time Binance refused this address as a whole; at most one row."""

    __tablename__ = "bans"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    until: Mapped[datetime] = mapped_column(UtcDateTime)
    status: Mapped[int]  # 429 or 418


class FillRow(Table):
    """An execution in an account whose key is stored; `told_at` is empty until its user knows."""

    __tablename__ = "fills"
    __table_args__ = (
        Index(
            "ix_fills_untold",
            "at",
            sqlite_where=text("told_at IS NULL"),
            postgresql_where=text("told_at IS NULL"),
        ),
    )

    key_id: Mapped[int] = mapped_column(
        ForeignKey("api_keys.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    market: Mapped[str] = mapped_column(String(16), primary_key=True)
    symbol: Mapped[str] = mapped_column(String(64), primary_key=True)
    trade_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    order_id: Mapped[int] = mapped_column(Id)
    client_order_id: Mapped[str] = mapped_column(String(64))
    side: Mapped[str] = mapped_column(String(8))
    quantity: Mapped[Decimal] = mapped_column(DecimalText)
    price: Mapped[Decimal] = mapped_column(DecimalText)
    quote_quantity: Mapped[Decimal | None] = mapped_column(DecimalText)
    fee: Mapped[Decimal] = mapped_column(DecimalText)
    fee_asset: Mapped[str] = mapped_column(String(32))
    realized_profit: Mapped[Decimal | None] = mapped_column(DecimalText)
    ends_order: Mapped[bool | None]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class WatchRow(Table):
    """Up to when an account was followed, and what was known of it then."""

    __tablename__ = "watches"

    key_id: Mapped[int] = mapped_column(
        ForeignKey("api_keys.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    market: Mapped[str] = mapped_column(String(16), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    until: Mapped[datetime] = mapped_column(UtcDateTime)
    symbols: Mapped[list[str]] = mapped_column(JSON)  # that it trades
    totals: Mapped[dict[str, str]] = mapped_column(JSON)  # held of each asset, as plain text
