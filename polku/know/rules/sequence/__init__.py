"""sequence: one thing after another, within some time, with nothing in between that must not be there.

Events stand in one order: time, then their place in the log. No event serves two steps.
"""

from polku.know.rules.sequence.leaf import Sequence, read_sequence

__all__ = ["Sequence", "read_sequence"]
