"""Habits of the house that no linter knows."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
PACKAGES = ("bot", "binance", "storage", "sandbox")
FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef


def behaviours_in(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Give the test functions of a file."""
    return [
        node
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
    ]


def asserts_something(test: ast.AST) -> bool:
    """Tell whether a test can fail for more than an exception."""
    for node in ast.walk(test):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Attribute) and node.attr in {"raises", "warns"}:
            return True
        if isinstance(node, ast.Name) and re.match(r"assert|check|expect", node.id):
            return True
    return False


def test_each_test_states_a_behaviour_and_asserts_it() -> None:
    """A test has a docstring and an assertion, and does not sleep on the wall clock."""
    tests = [(path, test) for path in TESTS for test in behaviours_in(path)]
    silent = [f"{path}:{test.name}" for path, test in tests if not ast.get_docstring(test)]
    idle = [f"{path}:{test.name}" for path, test in tests if not asserts_something(test)]
    asleep = [
        str(path)
        for path in TESTS
        if re.search(r"\b(?:asyncio|time)\.sleep\((?!0\))", path.read_text("utf-8"))
    ]

    assert tests
    assert silent == []
    assert idle == []
    assert asleep == []


@pytest.mark.parametrize("package", PACKAGES)
def test_no_wrong_direction_is_hidden(package: str) -> None:
    """No imports for type checkers only, and none inside functions."""
    hidden = []
    for path in (ROOT / package).rglob("*.py"):
        text = path.read_text("utf-8")
        inside = (node for node in ast.walk(ast.parse(text)) if isinstance(node, FUNCTIONS))
        hidden += [
            f"{path.relative_to(ROOT)}:{node.lineno}"
            for function in inside
            for node in ast.walk(function)
            if isinstance(node, ast.Import | ast.ImportFrom)
        ]
        hidden += [str(path.relative_to(ROOT))] if "TYPE_CHECKING" in text else []

    assert hidden == []


def test_lock_files_name_no_host() -> None:
    """The locks carry versions and hashes, never the address of an index."""
    locks = [ROOT / "requirements.lock", ROOT / "requirements-dev.lock"]

    assert all("://" not in path.read_text("utf-8") for path in locks)


def test_both_locks_agree_on_what_runs() -> None:
    """The tools' lock holds every version of the run-time lock."""
    pins = [
        set(re.findall(r"^(\S+==\S+)", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        for name in ("requirements.lock", "requirements-dev.lock")
    ]

    assert pins[0] <= pins[1]
