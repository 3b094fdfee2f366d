"""What comes to Binance and what leaves it.

https://developers.binance.com/docs/wallet/asset
"""

from datetime import datetime

import msgspec

from binance.models.model import Model


class Opening(Model):
    """Symbols that begin to trade at a time."""

    open_time: datetime
    symbols: list[str]


class Delisting(Model):
    """Symbols that end at a time."""

    delist_time: datetime
    symbols: list[str]


class AssetTags(Model):
    """What an asset is sorted under."""

    asset_code: str
    asset_name: str = ""
    trading: bool = True
    tags: list[str] = msgspec.field(default_factory=list)  # Monitoring, Seed, Layer1_Layer2 …
