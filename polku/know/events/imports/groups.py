"""Lines of a file that belong together by a number that they share, wherever they stand."""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

from polku.know.events.imports.reading import Mask, Reading, Understood
from polku.know.events.imports.refusals import BESIDE, CONFLICT
from polku.know.events.imports.table import Codes

T = TypeVar("T")


class Groups:
    """Lines with the same value. `sort` puts lines in the order of their groups, within a group in that of the file."""

    def __init__(self, reading: Reading, by: Understood[str]) -> None:
        self.reading = reading
        self.names: Sequence[str] = by.values
        self.of_line = by.codes
        member = np.flatnonzero(by.codes >= 0)
        self.sort: Codes = member[np.argsort(by.codes[member], kind="stable")]
        self.of_sorted: Codes = by.codes[self.sort]
        counts = np.bincount(self.of_sorted, minlength=len(self.names))
        self.starts: Codes = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)

    def __len__(self) -> int:
        return len(self.names)

    def first(self, column: Understood[T], *, conflict: str = "") -> Codes:
        """The code of each group's first line that holds one. Groups holding two are refused with `conflict`."""
        codes = column.codes[self.sort]
        held = codes >= 0
        found = np.full(len(self), -1, np.int64)
        found[self.of_sorted[held][::-1]] = codes[held][::-1]  # the last to be written is the first line
        if conflict:
            differs = np.zeros(len(self), np.bool_)
            differs[self.of_sorted[held & (codes != found[self.of_sorted])]] = True
            for group in np.flatnonzero(differs).tolist():
                mask = np.zeros(len(self), np.bool_)
                mask[group] = True
                self.refuse(mask, conflict.format(group=self.names[group]), code=CONFLICT)
        return found

    def spread(self, by_group: Codes) -> Codes:
        """What belongs to a group, on each of its lines; -1 on lines without a group."""
        lines = np.full(len(self.of_line), -1, np.int64)
        lines[self.sort] = by_group[self.of_sorted]
        return lines

    def sum(self, by_line: Codes) -> Codes:
        running = np.concatenate(([0], np.cumsum(by_line[self.sort])))
        total: Codes = running[self.starts[1:]] - running[self.starts[:-1]]
        return total

    def any(self, lines: Mask) -> Mask:
        held: Mask = np.bincount(self.of_sorted[lines[self.sort]], minlength=len(self)) > 0
        return held

    def refuse(self, groups: Mask, reason: str, *, code: str) -> None:
        """All lines of some groups."""
        if groups.any():
            lines = np.zeros(len(self.of_line), np.bool_)
            lines[self.sort] = groups[self.of_sorted]
            self.reading.refuse(lines, reason, code=code)

    def refuse_beside_refused(self, reason: str) -> Mask:
        """Groups that lost a line lose the others too. Returns which groups remain."""
        lost = self.any(~self.reading.alive)
        for group in np.flatnonzero(lost & self.any(self.reading.alive)).tolist():
            lines = np.zeros(len(self.of_line), np.bool_)
            lines[self.sort[self.starts[group] : self.starts[group + 1]]] = True
            self.reading.refuse(lines, reason.format(group=self.names[group]), code=BESIDE)
        return ~lost
