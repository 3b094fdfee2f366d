"""How faults look on the WebSocket API; `faults.py` lists them, the path is the method's name."""

import asyncio
import json
from collections.abc import Callable

from sandbox.exchange.errors import Refusal
from sandbox.exchange.faults import Fault
from sandbox.exchange.live_socket import LiveSocket

ERRORS = {
    "too_many": (429, -1003, "Too many requests queued."),
    "banned": (418, -1003, "Way too much request weight used; IP banned until later."),
    "error": (500, -1000, "An unknown error occurred while processing the request."),
    "html": (503, -1001, "Internal error; unable to process your request. Please try again."),
}


async def play(
    fault: Fault, live: LiveSocket, request_id: object, make: Callable[[], object]
) -> None:
    """Answer a request with a fault; `make` carries the request out and gives the right frame."""
    if fault.kind in {"delay", "slow_body"}:
        made = make() if fault.executed else None
        await asyncio.sleep(fault.number("seconds", 1))
        live.push(make() if made is None else made)
        return
    made = make() if fault.executed or fault.kind in {"broken_json", "truncated"} else None
    if fault.kind in {"reset", "hang_up", "drop_reused", "idle_close"}:
        live.drop(hard=fault.kind == "reset" or fault.is_on("hard"))
    elif fault.kind in {"broken_json", "truncated"}:
        text = json.dumps(made)
        live.push_text(text[: len(text) // 2])
    elif fault.kind in ERRORS:
        status, code, message = ERRORS[fault.kind]
        refusal = Refusal(
            int(fault.number("code", code)),
            fault.text("message", message),
            int(fault.number("status", status)),
        )
        live.push({"id": request_id, "status": refusal.status, "error": refusal.body()})
