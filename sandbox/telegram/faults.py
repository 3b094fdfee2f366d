"""Faults on request: which, for which methods, how often. The names are those of the exchange.

Every fault takes `executed` (default false): with it the method takes effect before the answer
goes wrong, as when a reply is lost on its way.

| fault       | options                                  | what the bot sees                |
|-------------|------------------------------------------|----------------------------------|
| delay       | seconds, 1                               | the right answer, late           |
| reset       |                                          | the connection is reset (RST)    |
| hang_up     |                                          | the connection is closed (FIN)   |
| silence     |                                          | no answer at all                 |
| error       | status 500, description (of the status)  | an error as JSON                 |
| html        | status 502                               | a page of a proxy                |
| broken_json |                                          | 200 with half a JSON document    |
| too_many    | retry_after 1                            | 429                              |
"""

from dataclasses import dataclass
from fnmatch import fnmatchcase

KINDS = frozenset(
    {"delay", "reset", "hang_up", "silence", "error", "html", "broken_json", "too_many"}
)


@dataclass(slots=True)
class Fault:
    """One fault waiting for the calls it shall hit."""

    method_glob: str
    kind: str
    times: int | None  # None: until cleared
    options: dict[str, object]
    hits: int = 0

    @property
    def executed(self) -> bool:
        """Tell whether the method takes effect all the same."""
        return self.kind in {"delay", "broken_json"} or bool(self.options.get("executed"))

    def number(self, name: str, default: float) -> float:
        """Give a numeric option."""
        value = self.options.get(name)
        return float(value) if isinstance(value, int | float) else default

    def matches(self, method: str) -> bool:
        """Tell whether a call is one to hit."""
        left = self.times is None or self.hits < self.times
        return left and fnmatchcase(method.lower(), self.method_glob.lower())


class Faults:
    """The faults in force."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def inject(
        self, method_glob: str, fault: str, times: int | None = 1, **options: object
    ) -> Fault:
        """Let the next `times` calls of methods that match, such as `send*`, go wrong.

        Fails with `ValueError` for an unknown fault.
        """
        if fault not in KINDS:
            raise ValueError(f"unknown fault {fault!r}; known: {', '.join(sorted(KINDS))}")
        made = Fault(method_glob, fault, times, options)
        self._faults.append(made)
        return made

    def take(self, method: str) -> Fault | None:
        """Give the oldest fault meant for this call and count the hit."""
        for fault in self._faults:
            if fault.matches(method):
                fault.hits += 1
                return fault
        return None

    def clear(self) -> None:
        """End every fault."""
        self._faults.clear()
