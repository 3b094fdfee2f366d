"""What comes to spot and what leaves it. Every endpoint is one entry of `ROUTES`."""

from typing import Any

from sandbox.exchange.declaring import get
from sandbox.exchange.routes import Call, Pool, Security

DAY_MS = 86_400_000
LEAVING = ("FTMUSDT", "MKRUSDT")
TAGS = (
    ("BNB", "BNB", ("Layer1_Layer2", "BSC")),
    ("DOGE", "Dogecoin", ("Meme", "pow")),
    ("FTM", "Fantom", ("Monitoring", "Layer1_Layer2")),
    ("XRP", "Ripple", ("Payments",)),
)


def openings(call: Call) -> Any:
    """Symbols that will be listed."""
    return [{"openTime": _midnight(call, 2), "symbols": ["DEMOUSDT", "DEMOBTC"]}]


def delistings(call: Call) -> Any:
    """Symbols that will be delisted."""
    return [{"delistTime": _midnight(call, 5), "symbols": list(LEAVING)}]


def asset_tags(call: Call) -> Any:
    """Tags of assets, or the assets with one."""
    wanted = call.get("tag")
    return [
        {"assetCode": code, "assetName": name, "trading": code != "FTM", "tags": list(tags)}
        for code, name, tags in TAGS
        if wanted is None or wanted in tags
    ]


def _midnight(call: Call, days: int) -> int:
    return (call.now_ms // DAY_MS + days) * DAY_MS


_KEYED: dict[str, Any] = {"security": Security.MARKET_DATA, "pool": Pool.SAPI_IP}
ROUTES = (
    get("/sapi/v1/spot/open-symbol-list", openings, 100, **_KEYED),
    get("/sapi/v1/spot/delist-schedule", delistings, 100, **_KEYED),
    get("/sapi/v1/spot/asset/tags", asset_tags, 100, "tag", **_KEYED),
)
