"""Groups that an account is in, and who else is."""

import secrets
from dataclasses import dataclass, field


@dataclass
class Groups:
    """One account's. By group id (C…) or room id (R…)."""

    members: dict[str, set[int]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def begin(self, name: str, numbers: set[int], *, letter: str = "C") -> str:
        group_id = letter + secrets.token_hex(16)
        self.members[group_id], self.names[group_id] = set(numbers), name
        return group_id
