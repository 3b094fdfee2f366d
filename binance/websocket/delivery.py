"""Events that need a second look: ids that are not the next ones, consumers that get the past."""

from typing import Any

from binance.websocket.back_fill import BackFill
from binance.websocket.topic import Topic


def accept(topic: Topic, event: Any, fill: BackFill) -> None:
    """Hand over an event, after the gap before it; leave repetitions out."""
    if topic.number is None:
        topic.hand_over(event)
        return
    number = topic.number(event)
    if topic.is_repeated(event, number):
        return
    gap = topic.missing(event, number)
    if gap is not None:
        topic.pass_on(gap)
        fill.begin(topic, gap)
    topic.last_number = number
    topic.hand_over(event)
