"""Rooms stay small: no file above 300 lines, no function above 60."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

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


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_file_is_small(path: Path) -> None:
    """A file holds one room: at most 300 lines, its functions at most 60."""
    name = str(path.relative_to(ROOT))
    lines = len(path.read_text("utf-8").splitlines())
    long = [
        f"{name}:{node.name}"
        for node in functions(path)
        if (node.end_lineno or 0) - node.lineno >= 60
        and f"{name}:{node.name}" not in LONGER_FUNCTIONS
    ]

    assert lines <= 300 or name in LONGER_FILES
    assert long == []


def test_median_file_is_about_eighty_lines() -> None:
    """Most files can be read at one glance."""
    sizes = sorted(len(path.read_text("utf-8").splitlines()) for path in sources())

    assert sizes[len(sizes) // 2] <= 120
