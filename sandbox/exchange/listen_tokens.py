"""Listen tokens: each opens the user data of one margin account for at most a day."""

import hashlib
from dataclasses import dataclass

LONGEST = 86_400_000  # ms


@dataclass(frozen=True, kw_only=True, slots=True)
class ListenToken:
    """A token, whose it is, and how long it may be used."""

    token: str
    account: str
    end_ms: int
    symbol: str | None = None  # of an isolated account


class ListenTokens:
    """Issues and finds listen tokens."""

    def __init__(self) -> None:
        self._tokens: dict[str, ListenToken] = {}

    def issue(self, account: str, symbol: str | None, now_ms: int, life_ms: int) -> ListenToken:
        """Make a token; it lives as long as was asked for, but a day at most."""
        text = f"{account}:{symbol}:{now_ms}:{len(self._tokens)}"
        made = ListenToken(
            token=hashlib.sha256(text.encode()).hexdigest(),
            account=account,
            end_ms=now_ms + min(life_ms, LONGEST),
            symbol=symbol,
        )
        self._tokens[made.token] = made
        return made

    def find(self, token: str, now_ms: int) -> ListenToken | None:
        """Find a token that may still be used."""
        found = self._tokens.get(token)
        return found if found is not None and now_ms < found.end_ms else None
