"""Create the first tables: users, their keys, pending key pairs and the audit log."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables, the referred ones first."""
    create_users()
    create_api_keys()
    create_pending_pairs()
    create_audit_log()


def downgrade() -> None:
    """Drop the tables and everything in them."""
    for table in ("audit_log", "pending_pairs", "api_keys", "users"):
        op.drop_table(table)


def create_users() -> None:
    """Make the table of the people who wrote to the bot."""
    op.create_table(
        "users",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("first_name", sa.Text(), nullable=False),
        sa.Column("username", sa.Text(), nullable=True),
        sa.Column("language_code", sa.Text(), nullable=True),
        sa.Column("language", sa.String(16), nullable=True),
        sa.Column("access", sa.String(16), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("quote_asset", sa.String(32), server_default="USDT", nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("seen_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.CheckConstraint(
            "access IN ('pending', 'approved', 'banned')", name=op.f("ck_users_access")
        ),
    )


def sealed_columns() -> tuple[sa.Column[object], ...]:
    """Give the columns of a row that holds something encrypted for one user."""
    return (
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("kid", sa.String(8), nullable=False),
        sa.Column("algorithm", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("rotated_at", TIME, nullable=True),
        sa.Column("user_id", ID, nullable=False),
    )


def belongs_to_user(table: str) -> sa.ForeignKeyConstraint:
    """Give the reference of rows that go when their user goes."""
    return sa.ForeignKeyConstraint(
        ["user_id"], ["users.id"], name=f"fk_{table}_user_id_users", ondelete="CASCADE"
    )


def create_api_keys() -> None:
    """Make the table of API keys, which are encrypted."""
    op.create_table(
        "api_keys",
        *sealed_columns(),
        sa.Column("exchange", sa.String(16), nullable=False),
        sa.Column("environment", sa.String(16), nullable=False),
        sa.Column("label", sa.String(64), nullable=False),
        sa.Column("key_type", sa.String(16), nullable=False),
        sa.Column("last_four", sa.String(4), nullable=False),
        sa.Column("fingerprint", sa.String(32), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        sa.Column("rights", sa.JSON(), nullable=False),
        sa.Column("checked_at", TIME, nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("last_error_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_api_keys"),
        sa.UniqueConstraint("fingerprint", name="uq_api_keys_fingerprint"),
        sa.UniqueConstraint("user_id", "label", name="uq_api_keys_user_id_label"),
        belongs_to_user("api_keys"),
    )
    op.create_index("ix_api_keys_kid", "api_keys", ["kid"])
    op.create_index("ix_api_keys_user_id", "api_keys", ["user_id"])
    op.create_index(
        "ix_api_keys_one_in_use",
        "api_keys",
        ["user_id"],
        unique=True,
        sqlite_where=sa.text("in_use"),
        postgresql_where=sa.text("in_use"),
    )


def create_pending_pairs() -> None:
    """Make the table of key pairs whose API key has not come yet."""
    op.create_table(
        "pending_pairs",
        *sealed_columns(),
        sa.Column("label", sa.String(64), nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_pending_pairs"),
        sa.UniqueConstraint("user_id", name="uq_pending_pairs_user_id"),
        belongs_to_user("pending_pairs"),
    )
    op.create_index("ix_pending_pairs_kid", "pending_pairs", ["kid"])


def create_audit_log() -> None:
    """Make the table of who did what to keys and access."""
    op.create_table(
        "audit_log",
        sa.Column("id", ID, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("user_id", ID, nullable=True),
        sa.Column("actor_id", ID, nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_log"),
        belongs_to_user("audit_log"),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["users.id"], name="fk_audit_log_actor_id_users", ondelete="SET NULL"
        ),
    )
    for column in ("actor_id", "at", "user_id"):
        op.create_index(f"ix_audit_log_{column}", "audit_log", [column])
