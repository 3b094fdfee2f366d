"""The container files agree with the project: paths, user, command, secrets."""

import re
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]


def dockerfile_instructions() -> list[tuple[str, str]]:
    """Give the instructions of the Dockerfile as (name, rest), continuation lines joined."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = (line.strip() for line in text.splitlines())
    pairs = [line.partition(" ") for line in lines if line and not line.startswith("#")]
    return [(name, rest.strip()) for name, _, rest in pairs]


def compose() -> dict[str, Any]:
    """Give docker-compose.yml as values."""
    content: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
    return content


def test_every_copied_path_exists_and_is_let_through_by_dockerignore() -> None:
    """What the Dockerfile copies from the project exists and is not hidden by .dockerignore."""
    allowed = set(
        re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text("utf-8"), re.MULTILINE)
    )
    copied = [
        rest.split()[0]
        for name, rest in dockerfile_instructions()
        if name == "COPY" and not rest.startswith("--from")
    ]

    assert copied
    assert all((ROOT / path).exists() for path in copied)
    assert set(copied) == allowed


def test_image_carries_every_package_the_bot_imports() -> None:
    """The four packages and the migrations are in the image."""
    copied = {rest.split()[0] for name, rest in dockerfile_instructions() if name == "COPY"}

    assert {"bot", "binance", "storage", "sandbox", "migrations"} <= copied


def test_container_runs_as_the_same_unprivileged_user_everywhere() -> None:
    """Dockerfile and compose name one numeric user, and it is not root."""
    users = [rest for name, rest in dockerfile_instructions() if name == "USER"]

    assert users == [compose()["services"]["bot"]["user"]]
    assert users[0].split(":")[0] not in {"0", "root"}


def test_file_system_is_read_only_but_for_the_data_volume() -> None:
    """The only writable places are the data volume and a temporary directory."""
    service = compose()["services"]["bot"]
    volumes = [rest for name, rest in dockerfile_instructions() if name == "VOLUME"]

    assert service["read_only"] is True
    assert [mount.split(":")[1] for mount in service["volumes"]] == volumes
    assert service["environment"]["DATABASE_URL"].startswith(f"sqlite+aiosqlite:///{volumes[0]}/")


def test_master_key_arrives_as_a_docker_secret() -> None:
    """The key file is where Docker mounts the secret, and comes from an ignored directory."""
    content = compose()
    path = content["services"]["bot"]["environment"]["FERNET_KEYS_FILE"]
    source = content["secrets"]["fernet_keys"]["file"]

    assert path == "/run/secrets/fernet_keys"
    assert source == "./secrets/fernet_keys"
    assert "secrets/" in (ROOT / ".gitignore").read_text("utf-8").split()


def test_container_has_longer_to_stop_than_running_commands_get() -> None:
    """Docker waits longer than the 25 seconds that handlers are given."""
    grace = compose()["services"]["bot"]["stop_grace_period"]

    assert int(grace.removesuffix("s")) > 25
