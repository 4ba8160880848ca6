"""One stamping, as it is handed on."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec


class Act(msgspec.Struct, frozen=True):
    """Whose, how it is called (causes.py), when and where."""

    identity: int
    names: Sequence[int]
    head: str
    tail: str
    now: datetime
    zone: ZoneInfo
    store: str
    by: str
