"""What is asked of each person of an audience, so that one of a campaign's wordings can be chosen for them."""

from dataclasses import dataclass

from polku.kit import columns
from polku.know.people.languages import said_sql
from polku.know.rules.condition import Condition, Depends, Writer

PREFERRED = "preferred_channel"  # a trait: the kind of a channel, “email”, “line”, or one account's name


@dataclass(frozen=True)
class Reads(Condition):
    language: str

    def sql(self, write: Writer) -> str:
        whole, begins = write.value(self.language, "String"), write.value(f"{self.language}-", "String")
        said = said_sql()
        return f"({said} = {whole} OR startsWith({said}, {begins}))"

    def depends(self) -> Depends:
        return Depends(traits=frozenset(("language", "locale")))

    def sentence(self, *, is_negated: bool = False) -> str:
        return f"{'does not read' if is_negated else 'reads'} {self.language}"


@dataclass(frozen=True)
class Nobody(Condition):
    """Whom a channel reaches that has ended."""

    def sql(self, write: Writer) -> str:  # noqa: ARG002 - it looks at nothing
        return "0"

    def depends(self) -> Depends:
        return Depends()

    def sentence(self, *, is_negated: bool = False) -> str:
        return "is anybody" if is_negated else "is nobody"


@dataclass(frozen=True)
class Prefers(Condition):
    """By their own word."""

    channel: str
    kind: str

    def sql(self, write: Writer) -> str:
        names = write.value([self.channel, self.kind], "Array(String)")
        return f"has({names}, lower(trimBoth(ifNull(toString({columns.path('traits', PREFERRED)}), ''))))"

    def depends(self) -> Depends:
        return Depends(traits=frozenset((PREFERRED,)))

    def sentence(self, *, is_negated: bool = False) -> str:
        return f"{'does not prefer' if is_negated else 'prefers'} {self.channel}"
