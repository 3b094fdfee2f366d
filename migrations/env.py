"""What alembic runs for every command: connect, and do the work in one transaction."""

import asyncio

from alembic import context
from sqlalchemy import Connection

from storage.models import Table
from storage.upgrade import check_references, migration_engine, refuse_newer


def run_in_transaction(connection: Connection) -> None:
    """Run the command; all of its steps are kept, or none."""
    with connection.begin():
        context.configure(
            connection=connection,
            target_metadata=Table.metadata,
            render_as_batch=True,
            compare_server_default=True,
            transactional_ddl=True,  # SQLite can; alembic doubts it because of the usual drivers
        )
        refuse_newer(context.get_context().get_current_heads(), context.script)
        context.run_migrations()
        check_references(connection)


async def run() -> None:
    """Connect to the database of the configuration."""
    engine = migration_engine(context.config.attributes["url"])
    try:
        async with engine.connect() as connection:
            await connection.run_sync(run_in_transaction)
    finally:
        await engine.dispose()


asyncio.run(run())
