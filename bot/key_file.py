"""Files with secrets: the master keys are read only where they can be kept."""

import stat
import sys
from collections.abc import Sequence
from pathlib import Path


class KeyFileUnsafe(Exception):  # noqa: N818 - says what happened, as the packages' errors do
    """The file does not keep its secret; the text is the rest of a sentence about it."""


def read_key_file(path: Path, data: Path | None, sheltered: Sequence[Path]) -> str:
    """Give the text of the file.

    `data` is the directory of the database; in the directories `sheltered` their owner, Docker or
    systemd, sees to the rights.
    Fails with `KeyFileUnsafe`, and with `OSError` or `UnicodeError` where it cannot be read.
    """
    text = path.read_text("utf-8")
    place = path.resolve()
    if data is not None and place.is_relative_to(data.resolve()):
        raise KeyFileUnsafe(
            f"lies in the directory of the database, {data}: whoever copies the one has the other;"
            " move it elsewhere."
        )
    in_shelter = any(path.absolute().is_relative_to(each) for each in sheltered)
    if not in_shelter and is_open_to_everybody(place):
        raise KeyFileUnsafe(
            f"is open to everybody on this computer: chmod 400 {path}, and give it to the user the"
            " bot runs as."
        )
    return text


def is_open_to_everybody(path: Path) -> bool:
    """Tell whether any user of this computer may read the file; never on Windows."""
    return sys.platform != "win32" and path.is_file() and bool(path.stat().st_mode & stat.S_IRWXO)
