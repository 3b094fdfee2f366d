"""python -m migrations SUBJECT: write the step from the newest revision to `storage.models`."""

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command

from storage.migration import migrate
from storage.sqlite import parse_url
from storage.upgrade import alembic_config


def main() -> int:
    """Compare the tables with a database at the newest revision, and write what differs."""
    if len(sys.argv) != 2:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    with TemporaryDirectory() as directory:
        url = f"sqlite+aiosqlite:///{Path(directory, 'newest.db')}"
        asyncio.run(migrate(url))
        command.revision(alembic_config(parse_url(url)), sys.argv[1], autogenerate=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
