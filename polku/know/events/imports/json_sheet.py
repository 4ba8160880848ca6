"""JSON Lines: one object a line. An order's `products` (or `items`, `line_items`) become lines of that order."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from polku.know.events.imports.problems import Unreadable
from polku.know.events.imports.sheet import LINES, Broken, Chunk, texts

NESTED = ("products", "items", "line_items", "lines")
LINE_BYTES = 4 << 20
LOOKED_AT = 1_000  # lines from which the columns are learned


@dataclass(frozen=True)
class JsonSheet:
    path: Path
    header: list[str]

    def chunks(self, wanted: set[str] | None = None, *, size: int = LINES) -> Iterator[Chunk]:
        whole, read = max(1, self.path.stat().st_size), 0
        names = [name for name in self.header if wanted is None or name in wanted]
        lines: list[int] = []
        rows: list[dict[str, Any]] = []
        broken: list[Broken] = []
        with self.path.open("rb") as file:
            for number, content in enumerate(file, 1):
                read += len(content)
                try:
                    for row in _rows(content):
                        lines.append(number)
                        rows.append(row)
                except ValueError as problem:
                    text = content[:2000].decode("utf-8", "replace").strip()
                    # Of another width than the heading: among the refused lines it must not look like a whole one.
                    broken.append(Broken(number, str(problem), [text] if len(self.header) > 1 else ["", text]))
                if len(rows) >= size:
                    yield _chunk(lines, rows, broken, names, read / whole)
                    lines, rows, broken = [], [], []
        yield _chunk(lines, rows, broken, names, 1.0)


def open_json(path: Path) -> JsonSheet:
    names: dict[str, None] = {}
    with path.open("rb") as file:
        for _, content in zip(range(LOOKED_AT), file, strict=False):
            try:
                for row in _rows(content):
                    names.update(dict.fromkeys(row))
            except ValueError:
                continue
    if not names:
        raise Unreadable("no line of the file is a JSON object")
    return JsonSheet(path, list(names))


def _rows(content: bytes) -> list[dict[str, Any]]:
    """The rows that one line makes. Raises ValueError with a sentence."""
    content = content.removeprefix(b"\xef\xbb\xbf").strip()
    if not content:
        return []
    if len(content) > LINE_BYTES:
        raise ValueError(f"{len(content)} bytes: a line may have {LINE_BYTES}")
    try:
        found = msgspec.json.decode(content)
    except (msgspec.MsgspecError, UnicodeDecodeError) as problem:
        raise ValueError(f"this is not JSON: {problem}") from problem
    except RecursionError as problem:
        raise ValueError("this is nested too deeply") from problem
    if not isinstance(found, dict):
        raise ValueError("this is not a JSON object")
    for name in NESTED:
        items = found.get(name)
        if isinstance(items, list) and items and all(isinstance(item, dict) for item in items):
            order = {key: value for key, value in found.items() if key != name}
            return [{**order, **{_own(key, order): value for key, value in item.items()}} for item in items]
    return [found]


def _own(key: str, order: dict[str, Any]) -> str:
    """A product's field that the order has too: `name` → `product_name`."""
    return f"product_{key}" if key in order else key


def _chunk(lines: list[int], rows: list[dict[str, Any]], broken: list[Broken], names: list[str], done: float) -> Chunk:
    columns = {name: texts([_text(row.get(name)) for row in rows]) for name in names}
    return Chunk(lines, columns, broken, min(done, 1.0))


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
