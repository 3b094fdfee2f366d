"""What days of broken sockets have shown, counted from the exchange's own record."""

from dataclasses import dataclass

from sandbox.exchange.socket_record import SocketRecord
from tests.campaigns.stream_people import Market, Users
from tests.campaigns.stream_weather import Weather

COMMANDS = 5  # a second on a socket
ATTEMPTS = 200  # in five minutes


@dataclass
class Tally:
    """What was found."""

    market: Market
    users: Users
    weather: Weather

    @property
    def trades(self) -> int:
        """How many there were on the followed symbols."""
        return sum(one.tape.last_id + 1 - one.first_id for one in self.market.heard.values())

    @property
    def trades_missing(self) -> int:
        """How many their readers never got."""
        return sum(one.still_missing for one in self.market.heard.values())

    @property
    def trades_doubled(self) -> int:
        """How many came more than once."""
        return sum(one.doubled for one in self.market.heard.values())

    @property
    def commands(self) -> tuple[int, int]:
        """Give the messages to the servers of streams, and those beyond five a second."""
        lives = [one for one in self._record.lives if one.host != "spot_ws_api"]
        over = sum(
            later - earlier < 1
            for life in lives
            for earlier, later in zip(life.heard, life.heard[COMMANDS:], strict=False)
        )
        return sum(len(life.heard) for life in lives), over

    @property
    def attempts(self) -> tuple[int, int]:
        """Give the attempts to open a socket, and those beyond the budget of five minutes."""
        made = self._record.attempts
        over = sum(
            later - earlier < 300 for earlier, later in zip(made, made[ATTEMPTS:], strict=False)
        )
        return len(made), over

    @property
    def _record(self) -> SocketRecord:
        return self.weather.exchange.sockets.record
