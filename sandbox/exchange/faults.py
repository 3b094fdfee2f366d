"""Faults on request: which, on which paths, how often.

Every fault takes `executed` (default false): with it the request is carried out before the
answer goes wrong, as when a reply is lost on its way.

| fault        | options                                   | what the caller sees                  |
|--------------|-------------------------------------------|---------------------------------------|
| delay        | seconds, 1                                | the right answer, late                |
| reset        |                                           | the connection is reset (RST)         |
| hang_up      |                                           | the connection is closed (FIN)        |
| silence      | executes_after seconds (not without it)   | no answer at all                      |
| error        | status 500, code -1000, message, retry_after | an error as JSON                   |
| html         | status 502                                | a page of a proxy                     |
| empty        | status 502                                | a status without a body               |
| broken_json  |                                           | 200 with half a JSON document         |
| truncated    |                                           | fewer bytes than announced, then FIN  |
| slow_body    | seconds, 1 (between two halves)           | the right answer in two parts         |
| too_many     | retry_after 1 (None: no header)           | 429                                   |
| banned       | retry_after 120 (None: no header)         | 418                                   |
| forbidden    |                                           | 403 of the firewall, HTML             |
| blocked      |                                           | 451, restricted location              |
| redirect     | location                                  | 307                                   |
| idle_close   | seconds 1, hard false (true: RST)         | the kept-alive socket closes later    |
| drop_reused  | hard false (true: RST)                    | a request on a used socket is dropped |
| impatient    | least 1, most 75 (seconds idle), race 0   | every socket is closed after a random |
|              |                                           | idle time, with FIN or RST; `race` is |
|              |                                           | the share of requests on sockets idle |
|              |                                           | for `least` that meet the closing     |
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

KINDS = frozenset({
    "delay", "reset", "hang_up", "silence", "error", "html", "empty", "broken_json", "truncated",
    "slow_body", "too_many", "banned", "forbidden", "blocked", "redirect", "idle_close",
    "drop_reused", "impatient",
})  # fmt: skip


@dataclass(slots=True)
class Fault:
    """One fault waiting for the requests it shall hit."""

    path_glob: str
    kind: str
    times: int | None = 1  # None: until cleared
    method: str = "*"
    options: dict[str, object] = field(default_factory=dict)
    hits: int = 0

    @property
    def executed(self) -> bool:
        """Tell whether the request is carried out all the same."""
        return self.is_on("executed")

    def is_on(self, name: str) -> bool:
        """Tell whether a yes-or-no option is set."""
        return bool(self.options.get(name, False))

    def number(self, name: str, default: float) -> float:
        """Give a numeric option."""
        value = self.options.get(name, default)
        return float(value) if isinstance(value, (int, float)) else default

    def text(self, name: str, default: str) -> str:
        """Give a textual option."""
        value = self.options.get(name, default)
        return str(value)

    def matches(self, method: str, path: str) -> bool:
        """Tell whether a request is one to hit."""
        left = self.times is None or self.hits < self.times
        return left and self.method in {"*", method} and fnmatchcase(path, self.path_glob)


class Faults:
    """The faults in force."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def inject(
        self,
        path_glob: str,
        fault: str,
        times: int | None = 1,
        *,
        method: str = "*",
        **options: object,
    ) -> Fault:
        """Let the next `times` requests to matching paths go wrong.

        `path_glob` as in `fnmatch`, for example `/api/v3/*`; of WebSocket API calls it is the
        method name. Fails with `ValueError` for an unknown fault.
        """
        if fault not in KINDS:
            raise ValueError(f"unknown fault {fault!r}; known: {', '.join(sorted(KINDS))}")
        made = Fault(path_glob, fault, times, method, dict(options))
        self._faults.append(made)
        return made

    def take(self, method: str, path: str) -> Fault | None:
        """Give the oldest fault meant for this request and count the hit."""
        for fault in self._faults:
            if fault.matches(method, path):
                fault.hits += 1
                return fault
        return None

    def clear(self) -> None:
        """End every fault."""
        self._faults.clear()

    def __iter__(self) -> Iterator[Fault]:
        return iter(self._faults)
