"""Which events a webhook wants: names, and patterns in which * stands for anything."""

import re
from collections.abc import Callable, Sequence

LONGEST = 200  # letters of a pattern
MOST = 100  # patterns of a webhook


def patterns_in(text: str) -> list[str]:
    """One a line, or separated by commas; each once."""
    found = [" ".join(part.split()) for part in re.split(r"[\n,]", text)]
    return list(dict.fromkeys(part for part in found if part))


def wanted(patterns: Sequence[str]) -> Callable[[str], bool]:
    """Tells whether an event of this name is one of them. Large and small letters are told apart, as in rules."""
    exact = frozenset(pattern for pattern in patterns if "*" not in pattern)
    parts = [".*".join(map(re.escape, re.split(r"\*+", pattern))) for pattern in patterns if "*" in pattern]
    if not parts:
        return exact.__contains__
    loose = re.compile("|".join(parts), re.DOTALL).fullmatch
    return lambda name: name in exact or loose(name) is not None
