"""Remember over a restart until when Binance refuses this address."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table; it never has more than one row."""
    op.create_table(
        "bans",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_bans"),
        sa.CheckConstraint("id = 1", name=op.f("ck_bans_one_row")),
    )


def downgrade() -> None:
    """Drop the table: after the next start a ban is learnt of by asking."""
    op.drop_table("bans")
