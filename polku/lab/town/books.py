"""The town's own books: who saw what when, and who bought what when."""

from dataclasses import dataclass, field

import numpy as np

from polku.lab.town.dice import Floats, Numbers
from polku.lab.town.town import Happened


@dataclass
class Books:
    """Blocks of what happened, joined when they are asked for."""

    blocks: list[Happened] = field(default_factory=list)

    def note(self, happened: Happened) -> None:
        self.blocks.append(happened)

    def purchases(self) -> tuple[Numbers, Numbers, Floats]:
        """Who, when (ms), how much. Shapes: (p,), (p,), (p,)."""
        when = [np.full(len(block.bought), block.at_ms) for block in self.blocks]
        return (
            _joined([block.bought for block in self.blocks]),
            _joined(when),
            np.concatenate([block.amounts for block in self.blocks] or [np.zeros(0, np.float32)]),
        )

    def first_seen(self, message: int, *, people: int) -> Numbers:
        """When each saw this message, in ms; 0: never. Shape: (people,)."""
        seen = np.zeros(people, np.int64)
        for block in reversed(self.blocks):
            seen[block.saw[block.saw_what == message]] = block.at_ms
        return seen

    def totals(self) -> dict[str, int]:
        kinds = ("saw", "clicked", "answered", "blocked", "visited", "added", "bought")
        return {kind: sum(len(getattr(block, kind)) for block in self.blocks) for kind in kinds}


def _joined(blocks: list[Numbers]) -> Numbers:
    return np.concatenate(blocks or [np.zeros(0, np.int64)])
