"""What is asked of an import, and what came of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Literal

from polku.know.events.imports.refusals import Refusals
from polku.know.events.imports.write import Written

Kind = Literal["people", "orders", "consents"]


@dataclass(frozen=True)
class Request:
    """What to import, and how to read what the file does not say itself."""

    kind: Kind
    path: Path
    source: int  # know.teams.Source
    currency: str
    map: Mapping[str, str] = field(default_factory=dict)  # field → heading; "" leaves a field out
    is_whole_map: bool = False  # nothing is guessed beside `map`
    zone: tzinfo = UTC
    date_form: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    name: str = ""  # as sentences call the file; the path's own name when not given
    refused: Path | None = None  # where refused lines go; beside the file when not given
    dry: bool = False
    with_refused: bool = False  # write the file of refused lines also when dry
    tell: Callable[[str], str] = str  # how reasons are said in that file; see reasons.in_words


@dataclass(frozen=True)
class Outcome:
    lines: int
    rows: int  # orders, people or sayings
    written: Written
    refusals: Refusals
    refused: Path | None  # the file of refused lines, if there are any
    fields: dict[str, str]  # field → heading
    unused: list[str]  # headings that nothing was taken from
    samples: list[bytes]  # the first events, as JSON
