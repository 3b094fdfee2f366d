"""What lies on the disk, as nobody but a test should read it."""

from pathlib import Path


def contents(path: Path) -> bytes:
    """Give the bytes of one file."""
    return path.read_bytes()


def size(path: Path) -> int:
    """Give the length of one file."""
    return path.stat().st_size


def names(directory: Path) -> list[str]:
    """Give what is in a directory."""
    return sorted(file.name for file in directory.iterdir())


def on_disk(path: Path) -> bytes:
    """Give every byte of a database, its log included."""
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")))
