"""What is in the tree: the files we wrote, without what was built, installed or measured."""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
MADE = {"node_modules", "__pycache__", "built", "built.new"}
MADE_AT_THE_TOP = {"dist", "build", "data", "shots"}


@cache
def files() -> tuple[Path, ...]:
    """Every file we wrote, relative to the root. Works without git: a copy of the tree is as good as a clone."""
    return tuple(sorted(path.relative_to(ROOT) for path in _walk()))


def python_files(folder: str = "polku") -> list[Path]:
    return [path for path in files() if path.suffix == ".py" and path.is_relative_to(folder)]


def templates() -> list[Path]:
    return [path for path in files() if "templates" in path.parts and path.suffix in {".html", ".txt", ".svg"}]


def text_of(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def lines_of(path: Path) -> int:
    return text_of(path).count("\n")


def _walk() -> Iterator[Path]:
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if _is_ours(name, at_the_top=Path(folder) == ROOT)]
        yield from (Path(folder) / name for name in names if not name.endswith((".mo", ".pyc", ".log")))


def _is_ours(folder: str, *, at_the_top: bool) -> bool:
    if folder in MADE or folder.endswith((".egg-info", "_cache")):
        return False
    return not at_the_top or folder == ".ci" or not (folder in MADE_AT_THE_TOP or folder.startswith("."))
