"""Writing many conditions of one rule into one question: what is the same in several is worked out once."""

from dataclasses import dataclass, field
from typing import Any

from polku.know.rules.condition import Writer


@dataclass
class Together(Writer):
    """The same value has the same name, so the engine sees that two parts are the same."""

    _names: dict[tuple[str, str], str] = field(default_factory=dict)

    def value(self, value: Any, kind: str) -> str:
        known = (kind, repr(value))
        if known not in self._names:
            self._names[known] = super().value(value, kind)
        return self._names[known]
