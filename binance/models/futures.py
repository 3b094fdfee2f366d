"""Mark price and funding of futures.

https://developers.binance.com/docs/derivatives/usds-margined-futures/market-data/rest-api
"""

from datetime import datetime
from decimal import Decimal

import msgspec

from binance.models.model import Model


class PremiumIndex(Model):
    """Mark price and funding of a contract. Prices in the quote asset."""

    symbol: str
    mark_price: Decimal
    index_price: Decimal
    estimated_settle_price: Decimal
    next_funding_time: datetime  # 1970 for contracts without funding
    time: datetime
    pair: str = ""  # COIN-M
    # Delivery contracts have no funding: Binance sends an empty text.
    funding_rate_text: str = msgspec.field(name="lastFundingRate", default="")
    interest_rate_text: str = msgspec.field(name="interestRate", default="")

    @property
    def last_funding_rate(self) -> Decimal | None:
        """The last rate as a part of the value (0.0001 is 0.01 %), None without funding."""
        return Decimal(self.funding_rate_text) if self.funding_rate_text else None

    @property
    def interest_rate(self) -> Decimal | None:
        """The interest part of the rate, None without funding."""
        return Decimal(self.interest_rate_text) if self.interest_rate_text else None
