"""Uploaded files, and those of refused lines, while they are needed: in the data folder, under names nobody guesses."""

import re
import secrets
from pathlib import Path

from django.conf import settings

from polku.know.events.imports.problems import Unreadable

_ours = re.compile(r"[0-9a-f]{32}\.(csv|jsonl|parquet|part)")
_ENDINGS = {".parquet": ".parquet", ".pq": ".parquet", ".jsonl": ".jsonl", ".ndjson": ".jsonl", ".json": ".jsonl"}


class Workbook(Unreadable):
    """This is a spreadsheet's own file. Save it there as CSV (UTF-8), and import that."""


class Packed(Unreadable):
    """This is a packed file. Unpack it, and import what is in it."""


def folder() -> Path:
    """Where they lie; readable for the program only."""
    found = Path(settings.DATA_DIR) / "imports"
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def new_name(ending: str) -> str:
    return f"{secrets.token_hex(16)}{ending}"


def path_of(name: str) -> Path:
    """Raises ValueError for what we never named so."""
    if not _ours.fullmatch(name):
        raise ValueError(name)
    return folder() / name


def keep(upload: Path, file_name: str) -> str:
    """Give an uploaded file the name under which it stays. Raises Unreadable for what cannot be a table."""
    stored = new_name(_ending(upload, file_name))
    upload.rename(path_of(stored))
    return stored


def remove(*names: str) -> None:
    for name in names:
        if name:
            path_of(name).unlink(missing_ok=True)


def strays(known: set[str], *, before_s: float) -> list[str]:
    """Files that no import speaks of, last changed before an instant (seconds since 1970)."""
    return [
        path.name
        for path in folder().iterdir()
        if _ours.fullmatch(path.name) and path.name not in known and path.stat().st_mtime < before_s
    ]


def _ending(upload: Path, file_name: str) -> str:
    with upload.open("rb") as file:
        start = file.read(512)
    if start.startswith(b"PAR1"):
        return ".parquet"
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Workbook
    if start.startswith((b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"\xfd7zXZ")):
        raise Packed
    ending = _ENDINGS.get(Path(file_name).suffix.lower(), ".csv")
    if ending == ".csv" and start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b'{"'):
        return ".jsonl"
    return ending
