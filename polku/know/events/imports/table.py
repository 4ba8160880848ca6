"""The wanted columns of a whole file in memory, each as its different values and which of them stands on which line.

That is small (a year of purchases repeats its products, prices and people), and every value is understood once, not
once a line.
"""

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from polku.know.events.imports.csv_sheet import open_csv
from polku.know.events.imports.json_sheet import open_json
from polku.know.events.imports.parquet_sheet import open_parquet
from polku.know.events.imports.problems import Unreadable
from polku.know.events.imports.refusals import LINE, Refusals
from polku.know.events.imports.sheet import LINES, At, Sheet

Codes = NDArray[np.int64]


@dataclass(frozen=True)
class Column:
    """`codes[i]` is the place in `values` of what line i holds; -1 where it holds nothing."""

    name: str  # its heading
    codes: Codes
    values: list[object]


@dataclass(frozen=True)
class Table:
    lines: Codes  # line numbers in the file
    columns: dict[str, Column]  # by field

    def __len__(self) -> int:
        return len(self.lines)


def open_sheet(path: Path, *, encoding: str | None = None, delimiter: str | None = None) -> Sheet:
    """A file by its name's ending: .parquet, .jsonl (.ndjson, .json), and text with columns for everything else."""
    if not path.exists():
        raise Unreadable("there is no such file")
    ending = path.suffix.lower()
    if ending in (".parquet", ".pq"):
        return open_parquet(path)
    if ending in (".jsonl", ".ndjson", ".json"):
        return open_json(path)
    return open_csv(path, encoding=encoding, delimiter=delimiter)


def read_table(
    sheet: Sheet, fields: dict[str, str], *, refusals: Refusals, most: int | None = None
) -> Generator[At, None, Table]:
    """The columns of `fields` (field → heading). Lines that cannot even be split into columns go to `refusals`.

    `most`: only about so many lines, from the beginning.
    """
    lines: list[NDArray[np.int64]] = []
    parts: dict[str, list[pa.Array]] = {name: [] for name in fields.values()}
    count = 0
    for chunk in sheet.chunks(set(parts), size=min(LINES, most or LINES)):
        for broken in chunk.broken:
            refusals.add(broken.line, broken.reason, code=LINE)
        lines.append(np.asarray(chunk.lines, np.int64))
        for name, found in parts.items():
            found.append(pc.dictionary_encode(chunk.columns[name]))
        count += len(chunk.lines)
        yield At("reading", count, chunk.done)
        if most and count >= most:
            break
    columns = {name: _column(name, found) for name, found in parts.items()}
    numbers = np.concatenate(lines) if lines else np.empty(0, np.int64)
    return Table(numbers, {field: columns[name] for field, name in fields.items()})


def _column(name: str, parts: list[pa.Array]) -> Column:
    if not parts:
        return Column(name, np.empty(0, np.int64), [])
    whole = pa.chunked_array(parts).unify_dictionaries().combine_chunks()
    if isinstance(whole, pa.ChunkedArray):
        whole = whole.chunk(0)
    codes = pc.fill_null(whole.indices.cast(pa.int64()), -1).to_numpy(zero_copy_only=False)
    return Column(name, codes, whole.dictionary.to_pylist())
