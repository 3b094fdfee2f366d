"""Names of market streams: what `btcusdt@kline_1m` and the like stand for."""

import re
from dataclasses import dataclass

from sandbox.exchange.candles import INTERVALS

RARE = "rare"
"""The kind of streams that follow no order book of ours."""
PUBLIC = frozenset({"bookTicker", "depth", "levels", "trade"})  # on futures; the rest is /market
SPOT_ONLY = frozenset({"avgPrice", "ticker_1h", "ticker_4h", "ticker_1d"})
FUTURES_ONLY = frozenset({"markPrice"})
PATTERN = re.compile(
    r"(?P<symbol>[^@!]+)@"
    r"(?P<kind>aggTrade|trade|miniTicker|ticker_1h|ticker_4h|ticker_1d|ticker|bookTicker|avgPrice"
    r"|markPrice|kline_(?P<interval>\w+)|depth(?P<levels>5|10|20)?)"
    r"(?:@(?P<speed>100ms|250ms|500ms|1000ms|1s|\+08:00))?"
)
ALL = re.compile(
    r"!(?P<kind>miniTicker|ticker_1h|ticker_4h|ticker_1d|ticker|markPrice|bookTicker)"
    r"(?:@arr)?(?:@(?P<speed>1s))?"
)


@dataclass(frozen=True, slots=True)
class Topic:
    """A stream. `symbol` is empty for one over the whole market."""

    name: str
    kind: str
    symbol: str = ""
    interval: str = ""
    levels: int = 0
    speed: str = ""
    path: str = ""  # of a rare stream; where it lives

    @property
    def category(self) -> str:
        """Name the path a USDⓈ-M stream lives under."""
        return "public" if self.kind in PUBLIC else "market"

    @property
    def gap_ms(self) -> int:
        """Give the least time between two events of a moving market."""
        if self.speed.endswith("ms"):
            return int(self.speed[:-2])
        by_kind = {"trade": 0, "aggTrade": 0, "bookTicker": 0, "kline": 1000, "markPrice": 3000}
        return 1000 if self.speed == "1s" else by_kind.get(self.kind, 1000)


def parse(name: str, *, futures: bool) -> Topic | None:
    """Read a stream's name; None for one nobody publishes."""
    topic = _of_all(name) if name.startswith("!") else _of_one(name)
    if topic is None or topic.kind in (SPOT_ONLY if futures else FUTURES_ONLY):
        return None
    retired = not futures and name in {"!ticker@arr", "!bookTicker"}
    return None if retired else topic


def _of_one(name: str) -> Topic | None:
    found = PATTERN.fullmatch(name)
    if found is None or found["symbol"] != found["symbol"].lower():
        return None
    interval = found["interval"] or ""
    if interval and interval not in INTERVALS:
        return None
    kind = "kline" if interval else "levels" if found["levels"] else found["kind"]
    return Topic(
        name,
        kind,
        found["symbol"].upper(),
        interval,
        int(found["levels"] or 0),
        found["speed"] or "",
    )


def _of_all(name: str) -> Topic | None:
    found = ALL.fullmatch(name)
    if found is None or ("@arr" in name) == (found["kind"] == "bookTicker"):
        return None
    return Topic(name, found["kind"], speed=found["speed"] or "")
