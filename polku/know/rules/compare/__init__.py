"""compare: one amount of what somebody did with another, for example the last order with the average of those before.

An amount that is not there (no such event, no number in it) meets no comparison; only a count of nothing is 0.
"""

from polku.know.rules.compare.leaf import Compare, read_compare

__all__ = ["Compare", "read_compare"]
