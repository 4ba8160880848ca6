"""The records of a CSV file. A quote that is never closed costs its own line, not the lines below it."""

import csv
from collections import deque
from collections.abc import Iterable, Iterator

from polku.know.events.imports.reasons import NEVER_CLOSED

Record = tuple[int, list[str], str]  # the line it begins on, its cells, what is wrong


def records(text: Iterable[str], *, delimiter: str, width: int, is_ours: bool = False) -> Iterator[Record]:
    """Every record from the heading on, blank ones too.

    A quoted value may run over several lines. Where that cannot be meant, the first of those lines is handed on as
    wrong, and reading goes on with the second. `is_ours`: we have written the file ourselves, with lines of any width.
    """
    source = _Source(iter(text))
    reader, line, is_first = csv.reader(source, delimiter=delimiter), 1, True
    while True:
        taken = source.taken = []
        reason, row = "", []
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            reason = f"this is not a line of the table: {problem}"
        if len(taken) > 1 or source.is_over:
            is_open = source.is_over or bool(reason) or not _is_closed(taken, delimiter)
            if not is_first and (
                is_open or (not is_ours and len(row) != width and _are_records(taken, delimiter, width))
            ):
                source.give_back(taken[1:])
                del taken[1:]
                row = next(csv.reader(taken, delimiter=delimiter, quoting=csv.QUOTE_NONE), [])
                reason = NEVER_CLOSED
        yield line, row, reason
        line += len(taken)
        is_first = is_first and not any(row)


class _Source:
    """Lines of text that can be given back."""

    def __init__(self, text: Iterator[str]) -> None:
        self.text = text
        self.given_back: deque[str] = deque()
        self.taken: list[str] = []  # since this was last set to a new list
        self.is_over = False  # the text ended in the midst of a record, if it is one

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.given_back:
            line = self.given_back.popleft()
        else:
            try:
                line = next(self.text)
            except StopIteration:
                self.is_over = True
                raise
        self.taken.append(line)
        return line

    def give_back(self, lines: list[str]) -> None:
        self.given_back.extendleft(reversed(lines))
        self.is_over = False


def _is_closed(lines: list[str], delimiter: str) -> bool:
    """Whether every quote that opens a value is closed at that value's end."""
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return False
    return True


def _are_records(lines: list[str], delimiter: str, width: int) -> bool:
    """Whether the first line, and one below it, would have the heading's columns if the first quote were none."""
    first = next(csv.reader(lines[:1], delimiter=delimiter, quoting=csv.QUOTE_NONE), [])
    try:
        below = [row for line in lines[1:] for row in csv.reader([line], delimiter=delimiter)]
    except csv.Error:
        return False
    return len(first) >= width and any(len(row) == width for row in below)
