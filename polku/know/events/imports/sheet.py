"""A file as lines with columns, whatever it is written in, handed on in chunks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    import pyarrow as pa  # 50 MB, which a program that imports no file does not take

LINES = 50_000  # in one chunk


class At(NamedTuple):
    """How far a long task has come. Whoever carries it on may stop between two of these, or do something else."""

    what: str  # is being done
    done: int  # so far
    share: float  # of the whole, 0 to 1


@dataclass(frozen=True)
class Broken:
    """A line that is not even a line of this file: why, and what stands there."""

    line: int
    reason: str
    cells: Sequence[object] = ()


@dataclass(frozen=True)
class Chunk:
    """Consecutive lines. `lines` counts as an editor does, from 1; `columns` are Arrow arrays of equal length."""

    lines: list[int]
    columns: "dict[str, pa.Array]"
    broken: list[Broken]
    done: float  # how much of the file has been read, 0 to 1


class Sheet(Protocol):
    """An open file."""

    @property
    def header(self) -> list[str]: ...

    def chunks(self, wanted: set[str] | None = None, *, size: int = LINES) -> Iterator[Chunk]:
        """All lines, from the start, about `size` at a time; only the `wanted` columns when given."""
        ...


def texts(values: Any) -> "pa.Array":
    import pyarrow as pa

    return pa.array(values, pa.string())
