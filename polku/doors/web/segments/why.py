"""Why somebody is found: each condition as one line, with what it looked at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from polku.know.rules.explain import Explained


@dataclass(frozen=True)
class Reason:
    sentence: str
    holds: bool
    facts: Mapping[str, Any]


def reasons(node: Explained) -> Iterator[Reason]:
    """Groups are told by what stands in them; a segment, and what is turned around, by itself."""
    if node.parts and all(_stands_in_a_group(part) for part in node.parts):
        for part in node.parts:
            yield from reasons(part)
        return
    inner = node.parts[0] if len(node.parts) == 1 and not node.parts[0].parts else node
    known = {name: value for name, value in (node.facts or inner.facts).items() if value is not None}
    yield Reason(node.sentence, node.holds, known)


def _stands_in_a_group(node: Explained) -> bool:
    return node.path.rpartition(".")[2].startswith(("all[", "any["))
