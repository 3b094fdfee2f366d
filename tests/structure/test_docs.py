"""What is written about the project is true of it."""

import re
from pathlib import Path

from aiogram.utils.i18n import I18n

from bot.handler_loader import load
from bot.reference import page

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def test_page_of_commands_is_current() -> None:
    """docs/commands.md is what `make docs` would write now."""
    with I18n(path=ROOT / "bot" / "locales", default_locale="en").context():
        expected = page(load())

    assert (ROOT / "docs" / "commands.md").read_text("utf-8") == expected


def test_links_between_pages_lead_somewhere() -> None:
    """Every relative link and picture in the documents exists."""
    broken = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in PAGES
        for target in re.findall(r"\]\((?!https?://|#)([^)#\s]+)", path.read_text("utf-8"))
        if not (path.parent / target).exists()
    ]

    assert PAGES
    assert broken == []


def test_make_targets_named_in_the_documents_exist() -> None:
    """Every `make target` that a document promises is in the Makefile."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = {
        target
        for path in PAGES
        for target in re.findall(r"`make ([a-z]+)", path.read_text("utf-8"))
    }

    assert named
    assert named <= targets


def test_files_named_in_the_architecture_exist() -> None:
    """Every path in backticks in ARCHITECTURE.md and CONTRIBUTING.md is really there."""
    named = {
        found
        for name in ("ARCHITECTURE.md", "CONTRIBUTING.md")
        for found in re.findall(r"`([a-z_]+/[a-z_/.]*)`", (ROOT / name).read_text("utf-8"))
    }

    assert named
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []
