"""Keep the fills people were told of, and up to when their accounts were followed."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
DECIMAL = sa.String(64)


def upgrade() -> None:
    """Create both tables."""
    create_fills()
    create_watches()


def downgrade() -> None:
    """Drop both: the next start tells nothing of what happened before it."""
    op.drop_table("watches")
    op.drop_table("fills")


def create_fills() -> None:
    """Make the table of executions."""
    op.create_table(
        "fills",
        sa.Column("key_id", ID, autoincrement=False, nullable=False),
        sa.Column("market", sa.String(16), nullable=False),
        sa.Column("symbol", sa.String(64), nullable=False),
        sa.Column("trade_id", ID, autoincrement=False, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("order_id", ID, nullable=False),
        sa.Column("client_order_id", sa.String(64), nullable=False),
        sa.Column("side", sa.String(8), nullable=False),
        sa.Column("quantity", DECIMAL, nullable=False),
        sa.Column("price", DECIMAL, nullable=False),
        sa.Column("quote_quantity", DECIMAL, nullable=True),
        sa.Column("fee", DECIMAL, nullable=False),
        sa.Column("fee_asset", sa.String(32), nullable=False),
        sa.Column("realized_profit", DECIMAL, nullable=True),
        sa.Column("ends_order", sa.Boolean(), nullable=True),
        sa.Column("at", TIME, nullable=False),
        sa.Column("told_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("key_id", "market", "symbol", "trade_id", name="pk_fills"),
        *references("fills"),
    )
    op.create_index("ix_fills_user_id", "fills", ["user_id"])
    untold = sa.text("told_at IS NULL")
    op.create_index(
        "ix_fills_untold", "fills", ["at"], sqlite_where=untold, postgresql_where=untold
    )


def create_watches() -> None:
    """Make the table of accounts that are followed."""
    op.create_table(
        "watches",
        sa.Column("key_id", ID, autoincrement=False, nullable=False),
        sa.Column("market", sa.String(16), nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("until", TIME, nullable=False),
        sa.Column("symbols", sa.JSON(), nullable=False),
        sa.Column("totals", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("key_id", "market", name="pk_watches"),
        *references("watches"),
    )
    op.create_index("ix_watches_user_id", "watches", ["user_id"])


def references(table: str) -> tuple[sa.ForeignKeyConstraint, ...]:
    """Refer to the key and to the user; rows go with either."""
    return (
        sa.ForeignKeyConstraint(
            ["key_id"],
            ["api_keys.id"],
            name=op.f(f"fk_{table}_key_id_api_keys"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f(f"fk_{table}_user_id_users"),
            ondelete="CASCADE",
        ),
    )
