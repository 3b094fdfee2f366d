"""Command modules: what is found, what is refused, and that look-up does not grow."""

import itertools
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.command import Command, DeclarationError, Scope
from bot.handler_loader import PACKAGES, CommandCatalogue, load

MODULE = '''
"""A command for a test."""
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from bot.command import Command

COMMAND = Command("{name}", summary="{name} does things", aliases={aliases})

class Card(CallbackData, prefix="{prefix}"):
    """A card."""

class {steps}(StatesGroup):
    """A dialog."""
    first = State()

@COMMAND.handler
async def run(message: object) -> None:
    """Answer."""

@COMMAND.button(Card)
async def press(query: object) -> None:
    """Answer a press."""

@COMMAND.step({steps}.first)
async def take(message: object) -> None:
    """Take a text."""
'''
NUMBERS = itertools.count()
Write = Callable[..., dict[Scope, str]]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Write]:
    """Give a function that writes packages of modules and tells the loader where they are."""
    monkeypatch.syspath_prepend(str(tmp_path))
    made: list[str] = []

    def packages(**modules: str) -> dict[Scope, str]:
        root = f"loaded_{next(NUMBERS)}"
        made.append(root)
        for scope in Scope:
            folder = tmp_path / root / scope
            folder.mkdir(parents=True)
            (folder / "__init__.py").touch()
        for name, text in modules.items():
            folder_name, _, module = name.partition("_")
            (tmp_path / root / folder_name / f"{module}.py").write_text(text, "utf-8")
        return {scope: f"{root}.{scope}" for scope in Scope}

    yield packages
    for name in [name for name in sys.modules if name.split(".")[0] in made]:
        del sys.modules[name]


def module(name: str, *, prefix: str = "", steps: str = "", aliases: tuple[str, ...] = ()) -> str:
    """Give the text of a complete command module."""
    return MODULE.format(
        name=name, prefix=prefix or f"{name}card", steps=steps or f"{name}_steps", aliases=aliases
    )


def test_folder_decides_who_may_call(write: Write) -> None:
    """A command belongs to the scope of the folder its module lies in."""
    catalogue = load(
        write(public_a=module("a"), private_b=module("b"), admin_c=module("c", aliases=("see",)))
    )
    scopes = {name: route.scope for name in "abc" if (route := catalogue.find(name))}

    assert scopes == {"a": Scope.PUBLIC, "b": Scope.PRIVATE, "c": Scope.ADMIN}
    assert len(catalogue) == 3


def test_name_alias_button_and_step_lead_to_the_command(write: Write) -> None:
    """Everything a module declares is found, whatever the case of the name."""
    catalogue = load(write(public_a=module("alpha", aliases=("al",))))
    found = [catalogue.find("alpha"), catalogue.find("AL"), catalogue.button("alphacard:1")]
    step = catalogue.step("alpha_steps:first")

    assert [route.command.name for route in found if route] == ["alpha"] * 3
    assert step is not None
    assert catalogue.find("beta") is None
    assert catalogue.button("nothing") is None


@pytest.mark.parametrize(
    ("second", "what"),
    [
        (module("a", prefix="other"), "/a"),
        (module("b", aliases=("a",)), "/a"),
        (module("b", prefix="acard"), "acard"),
        (module("b", steps="a_steps"), "a_steps:first"),
    ],
)
def test_duplicates_stop_the_start(write: Write, second: str, what: str) -> None:
    """Two modules that claim one name, prefix or step are both named."""
    packages = write(public_a=module("a"), admin_b=second)

    with pytest.raises(DeclarationError, match="declared twice") as caught:
        load(packages)
    assert what in str(caught.value)
    assert f"{packages[Scope.ADMIN]}.b" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('"""Nothing."""\n', "declares no command"),
        (
            '"""Half."""\nfrom bot.command import Command\nCOMMAND = Command("a", summary="x")\n',
            "has no @COMMAND.handler",
        ),
        (module("a").replace("async def run", "def run"), "must be an async function"),
        (module("Upper"), "a name is a-z"),
        (module("a", prefix="has space"), "is no word"),
        (
            module("a") + "\n@COMMAND.handler\nasync def again(message: object) -> None: ...\n",
            "has two handlers",
        ),
    ],
)
def test_incomplete_module_stops_the_start(write: Write, text: str, complaint: str) -> None:
    """A module that declares no whole command is refused with what is missing."""
    packages = write(public_broken=text)

    with pytest.raises(DeclarationError, match=re.escape(complaint)):
        load(packages)


def test_list_is_ordered_and_without_hidden_ones(write: Write) -> None:
    """Lists go by scope, then by name; hidden commands work but are not listed."""
    hidden = module("z", prefix="zz").replace("aliases=()", "hidden=True")
    other = module("b")
    catalogue = load(write(public_b=other, public_a=module("a"), public_z=hidden))

    assert [command.name for command in catalogue.listed({Scope.PUBLIC})] == ["a", "b"]
    assert catalogue.find("z") is not None


def test_nearest_name_is_suggested_within_reach() -> None:
    """A slip of the finger finds the command; nonsense and foreign scopes find nothing."""
    catalogue = load()
    people = {Scope.PUBLIC, Scope.PRIVATE}
    near = catalogue.nearest("ordres", people)

    assert near is not None
    assert near.name == "orders"
    assert catalogue.nearest("qqqqqqq", people) is None
    assert catalogue.nearest("aprove", people) is None


def test_shipped_commands_are_complete() -> None:
    """Every command of the bot has a summary for the menu and an example that calls it."""
    catalogue = load(PACKAGES)

    assert {"start", "help", "p", "pf", "status", "users", "approve", "ban"} <= {
        command.name for command in catalogue
    }
    assert all(command.example.startswith(f"/{command.name}") for command in catalogue)


class CountingDict(dict[str, object]):
    """A dict that counts how often it is asked."""

    asked = 0

    def get(self, key: str, default: object = None) -> object:
        """Count and answer."""
        self.asked += 1
        return super().get(key, default)


@pytest.mark.parametrize("count", [1, 200])
def test_look_up_does_not_grow_with_the_commands(count: int) -> None:
    """One look-up finds a command among one or two hundred."""
    commands = [Command(f"c{number}", summary="x") for number in range(count)]

    async def run(message: object) -> None:
        """Answer."""

    for command in commands:
        command.handler(run)
    catalogue = CommandCatalogue((Scope.PUBLIC, command) for command in commands)
    counting = CountingDict(catalogue._commands)
    catalogue._commands = counting  # type: ignore[assignment] # watched for this test

    assert catalogue.find(f"c{count - 1}") is not None
    assert counting.asked == 1
