"""What is wrong with a request, and where. Places are chains of names, made into text only where there is a fault."""

from dataclasses import dataclass, field
from typing import Any

Place = tuple[Any, str | int] | None  # (the place above, the name or index here)


@dataclass(slots=True)
class Faults:
    """`unknown`: fields that LINE does not know and passes over; the log shows them all the same."""

    wrong: list[tuple[Place, str]] = field(default_factory=list)
    unknown: list[Place] = field(default_factory=list)

    def add(self, at: Place, why: str) -> None:
        self.wrong.append((at, why))

    def told(self) -> list[dict[str, str]]:
        """As the `details` of LINE's answer."""
        return [{"message": why, "property": name_of(at)} for at, why in self.wrong]


def name_of(place: Place) -> str:
    """`messages[0].template.columns[2].text`."""
    parts: list[str] = []
    while place:
        place, name = place[0], place[1]
        parts.append(f"[{name}]" if isinstance(name, int) else f".{name}")
    return "".join(reversed(parts)).lstrip(".")
