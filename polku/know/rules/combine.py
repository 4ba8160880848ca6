"""all, any, not."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import ClassVar

from django.utils.translation import gettext as _

from polku.know.rules.condition import Condition, Depends, Writer


@dataclass(frozen=True)
class Group(Condition):
    """Several conditions."""

    parts: Sequence[Condition]
    key: ClassVar[str]

    def inside(self) -> Sequence[tuple[str, Condition]]:
        return [(f"{self.key}[{index}]", part) for index, part in enumerate(self.parts)]

    def depends(self) -> Depends:
        return reduce(or_, (part.depends() for part in self.parts), Depends())

    def crossed(self, write: Writer) -> str:
        return "\nUNION DISTINCT\n".join(filter(None, (part.crossed(write) for part in self.parts)))


@dataclass(frozen=True)
class All(Group):
    """Every one of them. All of nothing: everybody."""

    key = "all"

    def sql(self, write: Writer) -> str:
        return "(" + " AND ".join(part.sql(write) for part in self.parts) + ")" if self.parts else "1"

    def sentence(self, *, is_negated: bool = False) -> str:
        if is_negated:
            return Any([Not(part) for part in self.parts]).sentence()
        if not self.parts:
            return _("is anybody")
        return _joined(self.parts, _("%(first)s, and %(second)s"))


@dataclass(frozen=True)
class Any(Group):
    """At least one of them. Any of nothing: nobody."""

    key = "any"

    def sql(self, write: Writer) -> str:
        return "(" + " OR ".join(part.sql(write) for part in self.parts) + ")" if self.parts else "0"

    def sentence(self, *, is_negated: bool = False) -> str:
        if is_negated:
            return All([Not(part) for part in self.parts]).sentence()
        if not self.parts:
            return _("is nobody")
        return _joined(self.parts, _("%(first)s, or %(second)s"))


@dataclass(frozen=True)
class Not(Condition):
    """Everybody else."""

    part: Condition

    def inside(self) -> Sequence[tuple[str, Condition]]:
        return [("not", self.part)]

    def sql(self, write: Writer) -> str:
        return f"(NOT {self.part.sql(write)})"

    def sentence(self, *, is_negated: bool = False) -> str:
        return self.part.sentence(is_negated=not is_negated)

    def depends(self) -> Depends:
        return self.part.depends()

    def crossed(self, write: Writer) -> str:
        return self.part.crossed(write)


def _joined(parts: Sequence[Condition], pair: str) -> str:
    first, *others = [_apart(part) if len(parts) > 1 else part.sentence() for part in parts]
    for other in others:
        first = pair % {"first": first, "second": other}
    return first


def _apart(part: Condition) -> str:
    """Groups within groups stand in parentheses."""
    inner = part.part if isinstance(part, Not) else part
    is_group = isinstance(inner, All | Any) and len(inner.parts) > 1
    return f"({part.sentence()})" if is_group else part.sentence()
