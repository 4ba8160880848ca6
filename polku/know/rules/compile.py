"""From a rule to one ClickHouse statement."""

from dataclasses import dataclass
from typing import Any

from polku.know.rules.condition import Writer
from polku.know.rules.tree import read

# Everybody who meets the condition. People without any event are rows like all others.
WHO = """
SELECT id
FROM people FINAL
WHERE {condition}
"""


@dataclass(frozen=True)
class Compiled:
    """A SELECT of profile ids. To ask it, add `now` to the parameters: milliseconds since 1970."""

    sql: str
    params: dict[str, Any]


def compile(rule: object) -> Compiled:  # noqa: A001 - rules.compile is what everybody looks for
    """Raises RuleError, which points to the place in the rule."""
    write = Writer()
    condition = read(rule).sql(write)
    return Compiled(WHO.format(condition=condition), write.parameters)
