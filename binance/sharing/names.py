"""What things are called in Redis.

A name holds the namespace, the exchange's host and what it stands for: never a key, a user or an
answer. `{…}` keeps all of them on one node of a cluster.
"""

import re
from urllib.parse import urlsplit

_VERSION = 1  # of what stands behind the names
_SAME_EXCHANGE = re.compile(r"api(?:[1-4]|-gcp)\.binance\.com")


def realm_of(base: str) -> str:
    """Give the name of the exchange behind spot's base: its spare hosts count together."""
    host = urlsplit(base).netloc.lower()
    return "api.binance.com" if _SAME_EXCHANGE.fullmatch(host) else host


class Names:
    """The names of one exchange in one namespace."""

    def __init__(self, namespace: str, realm: str) -> None:
        self._start = f"{{{namespace}:{realm}}}:{_VERSION}"
        self.processes = self._named("processes")
        self.memory = self._named("memory")
        self.totals = self._named("totals")
        self.stop = self._named("stop")
        self.probe = self._named("probe")
        self.news = self._named("news")

    def window(self, budget: str, number: int) -> str:
        """Name a window of a budget."""
        return self._named(f"window:{budget}:{number}")

    def answer(self, name: str) -> str:
        """Name a public answer."""
        return self._named(f"answer:{name}")

    def claim(self, name: str) -> str:
        """Name the right to fetch a public answer."""
        return self._named(f"claim:{name}")

    def _named(self, what: str) -> str:
        return f"{self._start}:{what}"
