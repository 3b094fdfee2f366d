"""What the key doctor found: the rights of an API key, and whether the bot may keep it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Self

from binance.constants import Environment

READING: Final = "enable_reading"
SPOT_TRADING: Final = "enable_spot_and_margin_trading"
FUTURES: Final = "enable_futures"
IP_RESTRICTED: Final = "ip_restrict"

# All that a kept key may do. Any other right, known or invented later, is refused.
WELCOME: Final = (READING, SPOT_TRADING, FUTURES, "enable_fix_read_only")
# Rights that move money or that no command uses.
REFUSED: Final = (
    "enable_withdrawals",
    "enable_internal_transfer",
    "permits_universal_transfer",
    "enable_margin",
    "enable_vanilla_options",
    "enable_fix_api_trade",
    "enable_portfolio_margin_trading",
)
# Without an answer to these nobody knows whether the key can move money out.
MUST_BE_REPORTED: Final = (READING, *REFUSED[:3])

_RIGHTS: Final = ("enable", "permits")  # how Binance's names of rights begin


class Verdict(StrEnum):
    """What the examination of a key came to; only `GOOD` keys are stored."""

    GOOD = "good"
    DANGEROUS = "dangerous"  # a right is on that must be off
    BLIND = "blind"  # reading is off: nothing would work
    UNCLEAR = "unclear"  # the answer lacks a right that decides
    MALFORMED = "malformed"  # -2014
    REJECTED = "rejected"  # -2015, -2008, -1002, -2017, 401: key, address or environment
    WRONG_SECRET = "wrong_secret"  # noqa: S105  -1022: the secret or the type of the key
    CLOCK = "clock"  # -1021: this computer's clock
    NO_ANSWER = "no_answer"  # time-out, lost connection or 5xx


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyReport:
    """One examination of one key. Holds no secret."""

    environment: Environment
    verdict: Verdict
    switches: Mapping[str, bool] = field(default_factory=dict)  # right, in snake_case → is on
    ip_restricted: bool | None = None  # None: not known here
    created_at: datetime | None = None
    trading_until: datetime | None = None  # when Binance takes the trading right back
    clock_offset: timedelta | None = None  # Binance's clock minus ours
    error_code: int | None = None

    @property
    def accepted(self) -> bool:
        """Whether the key may be stored."""
        return self.verdict is Verdict.GOOD

    @property
    def dangerous(self) -> tuple[str, ...]:
        """The rights that are on and must be off, known ones first."""
        return dangerous_rights(self.switches)

    @property
    def may_trade(self) -> bool:
        """Whether orders may be placed: trading is on and bound to an address."""
        trading = self.switches.get(SPOT_TRADING, False) or self.switches.get(FUTURES, False)
        return self.accepted and trading and self.ip_restricted is not False

    @property
    def finding(self) -> str | None:
        """What is wrong with the key, as it is stored beside it; None when all is well."""
        if self.accepted:
            return None
        parts = (self.verdict.value, self.error_code, *self.dangerous)
        return " ".join(str(part) for part in parts if part is not None)

    def facts(self) -> dict[str, bool | int | None]:
        """Give what is worth storing beside the key, as JSON values; times in seconds."""
        return {
            **self.switches,
            IP_RESTRICTED: self.ip_restricted,
            "create_time": _seconds(self.created_at),
            "trading_authority_expiration_time": _seconds(self.trading_until),
        }

    @classmethod
    def of_restrictions(cls, environment: Environment, answer: Mapping[str, object]) -> Self:
        """Judge the answer of apiRestrictions; whatever is unclear counts against the key."""
        switches = {
            _snake(name): value is not False
            for name, value in answer.items()
            if name.startswith(_RIGHTS)
        }
        return cls(
            environment=environment,
            verdict=_judge(switches),
            switches=MappingProxyType(switches),
            ip_restricted=answer.get("ipRestrict") is True,
            created_at=_moment(answer.get("createTime")),
            trading_until=_moment(answer.get("tradingAuthorityExpirationTime")),
        )


def dangerous_rights(rights: Mapping[str, object]) -> tuple[str, ...]:
    """Give those of a key's rights that are on and must be off, known ones first."""
    on = {name for name, is_on in rights.items() if is_on and name.startswith(_RIGHTS)}
    known = tuple(name for name in REFUSED if name in on)
    return known + tuple(sorted(on.difference(WELCOME, REFUSED)))


def _judge(switches: Mapping[str, bool]) -> Verdict:
    if any(is_on and name not in WELCOME for name, is_on in switches.items()):
        return Verdict.DANGEROUS
    if any(name not in switches for name in MUST_BE_REPORTED):
        return Verdict.UNCLEAR
    return Verdict.GOOD if switches[READING] else Verdict.BLIND


def _snake(name: str) -> str:
    return re.sub("[A-Z]", lambda found: f"_{found[0].lower()}", name)


def _moment(milliseconds: object) -> datetime | None:
    if type(milliseconds) is not int or not 0 < milliseconds < 2**42:  # before the year 2109
        return None
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def _seconds(moment: datetime | None) -> int | None:
    return None if moment is None else int(moment.timestamp())
