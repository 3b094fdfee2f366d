"""Nobody at the other end: no such name, a closed door, a certificate nobody vouches for."""

import asyncio
import ipaddress
import ssl
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from binance.client import BinanceClient, ClientOptions
from binance.constants import Hosts
from binance.credentials import Credentials, KeyType
from binance.exceptions import BinanceError, ConnectFailed, NetworkError, RequestTimeout
from tests.binance.faults.conftest import TIMEOUT
from tests.campaigns.trading import Trading
from tests.campaigns.virtual_time import timing

pytestmark = pytest.mark.looptime(noop_cycles=8)

KEY = Credentials("k" * 64, "planted-secret", KeyType.HMAC)


class Door:
    """A server that counts what it can read of those who knock."""

    def __init__(self) -> None:
        self.port = 0
        self.read = 0  # bytes of requests that arrived

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Read until the caller goes."""
        while got := await reader.read(1_000):
            self.read += len(got)
        writer.close()


@pytest.fixture
async def self_signed(tmp_path: Path) -> AsyncIterator[Door]:
    """Open a TLS server whose certificate it has signed itself."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(tmp_path))
    door = Door()
    server = await asyncio.start_server(door.serve, "127.0.0.1", 0, ssl=context)
    door.port = server.sockets[0].getsockname()[1]
    yield door
    server.close()
    await server.wait_closed()


@pytest.fixture
async def closed_port() -> int:
    """Give a port at which nobody listens."""
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    port: int = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    return port


async def fails_at(base: str, kind: type[BinanceError]) -> None:
    """Check that a read and a write fail at this address, in time and with nothing sent."""
    hosts = Hosts(base, base, base, "", "", "", "")
    loop = asyncio.get_running_loop()
    async with BinanceClient.open(ClientOptions(hosts, timeout=TIMEOUT), timing()) as client:
        for call in (client.spot.ping, lambda: Trading.of(client, KEY).buy("one")):
            began = loop.time()
            with pytest.raises(kind) as caught:
                await call()
            assert loop.time() - began <= TIMEOUT
            assert not caught.value.outcome_unknown


async def test_no_such_name() -> None:
    """A name that is not found is `ConnectFailed`: nothing was sent."""
    await fails_at("http://exchange.invalid", ConnectFailed)

    assert issubclass(ConnectFailed, NetworkError)


async def test_closed_port(closed_port: int) -> None:
    """A refused connection is `ConnectFailed`."""
    await fails_at(f"http://127.0.0.1:{closed_port}", ConnectFailed)

    assert closed_port


async def test_certificate_nobody_vouches_for(self_signed: Door) -> None:
    """A foreign certificate is `ConnectFailed`; the key was not shown to it."""
    await fails_at(f"https://127.0.0.1:{self_signed.port}", ConnectFailed)

    assert self_signed.read == 0


async def test_control_of_the_certificate(
    self_signed: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With certificates unchecked the same door would have read the key."""
    unchecked: Callable[[], ssl.SSLContext] = ssl._create_unverified_context
    monkeypatch.setattr("aiohttp.connector._SSL_CONTEXT_VERIFIED", unchecked())
    with pytest.raises(RequestTimeout):
        await fails_at(f"https://127.0.0.1:{self_signed.port}", ConnectFailed)

    assert self_signed.read > 0


async def test_plain_server_behind_https() -> None:
    """A server that speaks no TLS is `ConnectFailed`; it was shown a greeting and no key."""
    greetings: list[bytes] = []

    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        greetings.append(await reader.read(10_000))
        writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(refuse, "127.0.0.1", 0) as server:
        await fails_at(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}", ConnectFailed)

    assert greetings
    assert all(one[:1] == b"\x16" and KEY.api_key.encode() not in one for one in greetings)


def certificate(folder: Path) -> Path:
    """Write a key and a certificate for loopback that it signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = folder / "door.pem"
    pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return pem
