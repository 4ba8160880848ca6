"""Parquet, read row group by row group. Its "lines" are its rows, counted from 1."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from polku.know.events.imports.problems import Unreadable
from polku.know.events.imports.sheet import LINES, Chunk


@dataclass(frozen=True)
class ParquetSheet:
    path: Path
    header: list[str]
    rows: int

    def chunks(self, wanted: set[str] | None = None, *, size: int = LINES) -> Iterator[Chunk]:
        names = [name for name in self.header if wanted is None or name in wanted]
        start = 1
        with pq.ParquetFile(self.path) as file:
            for batch in file.iter_batches(batch_size=size, columns=names):
                lines = list(range(start, start + batch.num_rows))
                start += batch.num_rows
                columns = {name: _plain(batch.column(name)) for name in names}
                yield Chunk(lines, columns, [], start / max(1, self.rows))


def open_parquet(path: Path) -> ParquetSheet:
    try:
        with pq.ParquetFile(path) as file:
            return ParquetSheet(path, list(file.schema_arrow.names), file.metadata.num_rows)
    except (pa.ArrowException, OSError) as problem:
        raise Unreadable("this is not a Parquet file") from problem


def _plain(column: pa.Array) -> pa.Array:
    """Instants as milliseconds since 1970 in the zone they carry; structures as their text."""
    if pa.types.is_timestamp(column.type) and column.type.tz is None:
        return column.cast(pa.timestamp("ms"), safe=False)
    if pa.types.is_timestamp(column.type):
        return column.cast(pa.timestamp("ms", "UTC"), safe=False)
    if pa.types.is_nested(column.type):
        return pa.array([None if value is None else str(value) for value in column.to_pylist()], pa.string())
    if pa.types.is_dictionary(column.type):
        return column.dictionary_decode()
    return column
