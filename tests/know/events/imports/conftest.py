"""A file, imported: `orders(text)` and `people(text)` write it, import it, and give the outcome."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from polku.kit import clock
from polku.know.events.imports.request import Outcome, Request
from polku.know.events.imports.run import run
from polku.know.events.models import LogBatch

Import = Callable[..., Outcome]


def importer(kind: Any, folder: Path) -> Import:
    def import_(
        content: str | bytes | Path, name: str = "file.csv", written_in: str = "utf-8", **options: Any
    ) -> Outcome:
        if isinstance(content, Path):
            path = content
        else:
            path = folder / name
            path.write_bytes(content if isinstance(content, bytes) else content.encode(written_in))
        options = {"source": 1, "currency": "EUR", **options}
        return run(Request(kind, path, **options), progress=lambda *_: None, now_ms=clock.now_ms())

    return import_


@pytest.fixture
def orders(tmp_path, noon) -> Import:
    return importer("orders", tmp_path)


@pytest.fixture
def people(tmp_path, noon) -> Import:
    return importer("people", tmp_path)


@pytest.fixture
def consents(tmp_path, noon) -> Import:
    return importer("consents", tmp_path)


@pytest.fixture
def logged() -> Callable[[], list[dict[str, Any]]]:
    """Every event in the log, as it was given, without its id."""

    def events() -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for batch in LogBatch.objects.order_by("seq"):
            found += msgspec.json.decode(bytes(batch.payload))["batch"]
        for event in found:
            del event["messageId"]
        return found

    return events
