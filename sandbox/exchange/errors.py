"""The one error the pretend exchange raises, and the refusals used in several places."""

from collections.abc import Mapping


class Refusal(Exception):  # noqa: N818 - Binance's answer to the caller, not a fault of ours
    """An answer with a Binance code: `{"code": …, "msg": …}` and an HTTP status."""

    def __init__(
        self,
        code: int,
        message: str,
        status: int = 400,
        headers: Mapping[str, str] | None = None,
        data: object = None,
    ) -> None:
        super().__init__(f"{code} {message}")
        self.code = code
        self.message = message
        self.status = status
        self.headers = dict(headers or {})
        self.data = data

    def body(self) -> dict[str, object]:
        """Give the JSON body Binance would send."""
        answer: dict[str, object] = {"code": self.code, "msg": self.message}
        if self.data is not None:
            answer["data"] = self.data
        return answer


def missing(name: str) -> Refusal:
    """Refuse because a mandatory parameter was not sent."""
    return Refusal(
        -1102, f"Mandatory parameter '{name}' was not sent, was empty/null, or malformed."
    )


def needs_one_of(first: str, second: str) -> Refusal:
    """Refuse because neither of two alternatives was sent."""
    return Refusal(-1102, f"Param '{first}' or '{second}' must be sent, but both were empty/null!")


def not_required(name: str) -> Refusal:
    """Refuse a parameter that does not belong to this request."""
    return Refusal(-1106, f"Parameter '{name}' sent when not required.")


def illegal(name: str, legal: str) -> Refusal:
    """Refuse a value with characters outside the legal range."""
    return Refusal(
        -1100, f"Illegal characters found in parameter '{name}'; legal range is '{legal}'."
    )


def bad_symbol() -> Refusal:
    """Refuse a symbol that is not listed."""
    return Refusal(-1121, "Invalid symbol.")


def filter_failure(name: str) -> Refusal:
    """Refuse an order that breaks one of the symbol's filters."""
    return Refusal(-1013, f"Filter failure: {name}")


def rejected(message: str) -> Refusal:
    """Let the matching engine refuse a new order."""
    return Refusal(-2010, message)


def insufficient_balance() -> Refusal:
    """Let the matching engine refuse an order the account cannot pay."""
    return rejected("Account has insufficient balance for requested action.")
