"""`python -m sandbox`: pretend Binance and pretend Telegram alone, for a bot of your own."""

import argparse
import asyncio
import contextlib
import signal
import sys

from sandbox.server import Sandbox


async def serve(host: str, port: int, seed: int) -> None:
    """Open the sandbox, print where it is, and stay until the process is told to end."""
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows
            loop.add_signal_handler(number, ended.set)
    async with Sandbox(host, port, seed) as sandbox:
        lines = [f"Web chat: {sandbox.chat_url}", ""]
        lines += [f"{name}={value}" for name, value in sandbox.settings().items()]
        sys.stdout.write("\n".join(lines) + "\n")
        sys.stdout.flush()
        await ended.wait()


def main() -> None:
    """Read the arguments and serve."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=0, help="port of the web chat; 0: a free one")
    parser.add_argument("--seed", type=int, default=7, help="decides market, keys and token")
    given = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(given.host, given.port, given.seed))


if __name__ == "__main__":
    main()
