"""The files: under the data folder, readable by its owner only."""

import os
import re
import secrets
from pathlib import Path

from django.conf import settings

NAME = re.compile(r"[0-9a-f]{40}")


def folder() -> Path:
    return Path(settings.DATA_DIR) / "line"


def path(name: str) -> Path:
    """Where the file of that name lies. Raises ValueError for what is no name of ours."""
    if not NAME.fullmatch(name):
        raise ValueError(name)
    return folder() / name[:2] / name


def write(content: bytes) -> str:
    """Whole or not at all, and on the disk before anybody is told its name, which is given."""
    name = secrets.token_hex(20)
    target = path(name)
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_suffix(".half")
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    half.rename(target)
    return name


def remove(name: str) -> None:
    path(name).unlink(missing_ok=True)
