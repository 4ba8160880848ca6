"""What a kind of item can do."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, NamedTuple

from polku.doors.web.segments.builder.fields import Field

Values = dict[str, str]
Parts = list[tuple[str, Any]]


class Read(NamedTuple):
    """A condition taken apart: its fields, and what stands in it: (kind of item, condition)."""

    values: Values
    parts: Sequence[tuple[str, Any]] = ()


class Kind(ABC):
    """One kind of item. `holds`: the kinds that may stand in it, the usual one first."""

    name = ""
    title: Any = ""
    icon = ""
    about: Any = ""  # the rule of ties and nulls that matters here
    holds: Sequence[str] = ()
    begins_with: Sequence[str] = ()  # what stands in a new one
    starts: Values = {}
    can_be_negated = True
    stands_in_groups = True  # else in rows
    is_fixed = False  # always in its row: neither moved nor doubled nor removed
    fields_stand_between = False  # its parts: what lies between two things that are compared

    @abstractmethod
    def fields(self, values: Values) -> list[Field]: ...

    @abstractmethod
    def write(self, values: Values, parts: Parts) -> Any:
        """The condition. `parts`: what stands in it, by its kind."""

    @abstractmethod
    def read(self, node: Any) -> Read | None:
        """The other way round; None for what is another kind's, or what the fields cannot hold."""

    def places(self, values: Values, parts: Parts) -> list[str]:
        """Where each part then stands in the condition: ["where[0]", "where[1]"]."""
        return []
