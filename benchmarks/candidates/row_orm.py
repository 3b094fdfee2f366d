"""The usual way to a user's key: an SQLAlchemy session and one master key for all."""

import hmac
import json
from collections.abc import Mapping
from contextlib import AsyncExitStack
from tempfile import TemporaryDirectory

from cryptography.fernet import Fernet
from sqlalchemy import select
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from benchmarks.candidates.keys import API_KEY, PAYLOAD, SECRET, USERS
from benchmarks.measuring import Job, repeated


class _Tables(DeclarativeBase):
    pass


class _Key(_Tables):
    __tablename__ = "keys"

    user_id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str]


async def open_candidate(_urls: Mapping[str, str], stack: AsyncExitStack) -> Mapping[str, Job]:
    """Make a table with a row for each user."""
    folder = stack.enter_context(TemporaryDirectory())
    engine = create_async_engine(f"sqlite+aiosqlite:///{folder}/keys.db")
    stack.push_async_callback(engine.dispose)
    async with engine.begin() as connection:
        await connection.run_sync(_Tables.metadata.create_all)
    fernet = Fernet(Fernet.generate_key())
    plaintext = json.dumps({"api_key": API_KEY, "secret": SECRET}).encode()
    sessions = async_sessionmaker(engine)
    async with sessions() as session, session.begin():
        session.add_all(
            _Key(user_id=user, token=fernet.encrypt(plaintext).decode()) for user in range(USERS)
        )

    async def sign(number: int) -> str:
        """Sign for one of the users."""
        async with sessions() as session:
            query = select(_Key).where(_Key.user_id == number % USERS)
            row = (await session.scalars(query)).one()
        fields = json.loads(fernet.decrypt(row.token))
        return hmac.digest(fields["secret"].encode(), PAYLOAD, "sha256").hex()

    return {"sign": repeated(sign)}
