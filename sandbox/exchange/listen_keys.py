"""Listen keys of the futures user streams: one per account, alive for an hour at a time."""

import hashlib

LIFE = 3_600_000  # ms


class ListenKeys:
    """Starts, extends and ends listen keys."""

    def __init__(self) -> None:
        self._keys: dict[str, tuple[str, int]] = {}  # account to key and end
        self._lost: list[str] = []  # keys that ran out and were replaced

    def start(self, account: str, now_ms: int) -> str:
        """Give the account's key, the present one if it is alive, and an hour from now."""
        key, end = self._keys.get(account, ("", 0))
        if now_ms >= end:
            self._lost += [key] if key else []
            key = hashlib.sha256(f"{account}:{now_ms}".encode()).hexdigest()
        self._keys[account] = key, now_ms + LIFE
        return key

    def extend(self, account: str, now_ms: int) -> bool:
        """Give an hour from now to a key that is alive; tells whether it is."""
        _, end = self._keys.get(account, ("", 0))
        if now_ms < end:
            self.start(account, now_ms)
        return now_ms < end

    def end(self, account: str) -> None:
        """End the account's key."""
        self._keys.pop(account, None)

    def ran_out(self, now_ms: int) -> list[str]:
        """List the keys whose hour is over, each once."""
        over = [account for account, (_, end) in self._keys.items() if end <= now_ms]
        ended = self._lost + [self._keys.pop(account)[0] for account in over]
        self._lost = []
        return ended

    def owner(self, key: str, now_ms: int) -> str | None:
        """Name the account of a key that is alive."""
        for account, (own, end) in self._keys.items():
            if own == key and now_ms < end:
                return account
        return None
