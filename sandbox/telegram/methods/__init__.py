"""The methods of the Bot API, one file a subject, gathered by name."""

from collections.abc import Mapping

from sandbox.telegram.methods import about, asking, chats, deleting, editing, polling, sending
from sandbox.telegram.methods.call import Method

METHODS: Mapping[str, Method] = {
    name.lower(): method
    for subject in (about, asking, chats, deleting, editing, polling, sending)
    for name, method in subject.METHODS.items()
}
