"""Rooms stay small: no file above 300 lines, no function above 60."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "binance", "storage", "sandbox", "tests", "benchmarks", "migrations")

# Named exceptions, each with its reason.
LONGER_FILES: dict[str, str] = {}
LONGER_FUNCTIONS: dict[str, str] = {}


def sources() -> list[Path]:
    """Give every Python file of the project."""
    return sorted(
        path
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if "versions" not in path.parts
    )


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Give the functions and methods of a file."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_files_are_small() -> None:
    """A file holds one room: at most 300 lines."""
    long = [
        name
        for path in sources()
        if (name := str(path.relative_to(ROOT))) not in LONGER_FILES
        and len(path.read_text("utf-8").splitlines()) > 300
    ]

    assert len(sources()) > 1
    assert long == []


def test_functions_are_small() -> None:
    """A function has at most 60 lines."""
    long = [
        name
        for path in sources()
        for node in functions(path)
        if (node.end_lineno or 0) - node.lineno >= 60
        and (name := f"{path.relative_to(ROOT)}:{node.name}") not in LONGER_FUNCTIONS
    ]

    assert long == []


def test_median_file_is_about_eighty_lines() -> None:
    """Most files can be read at one glance."""
    sizes = sorted(len(path.read_text("utf-8").splitlines()) for path in sources())

    assert sizes[len(sizes) // 2] <= 120
