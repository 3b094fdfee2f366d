"""A clock for tests."""

from datetime import UTC, datetime, timedelta


class SetClock:
    """A clock that moves when told."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Give the moment it is set to."""
        return self.now

    def forward(self, by: timedelta) -> None:
        """Let time pass."""
        self.now += by
