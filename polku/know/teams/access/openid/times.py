"""The times that an ID token tells, by our own clock."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from polku.know.teams.access.openid.problems import NotProven

LEEWAY_S = 60  # by which two clocks may differ
OLDEST_S = 600  # since it was issued


def look_at_times(claims: Mapping[str, Any], *, now: datetime) -> None:
    """Raises NotProven."""
    at = now.timestamp()
    try:
        expires, issued, begins = float(claims["exp"]), float(claims["iat"]), float(claims.get("nbf", 0))
    except (TypeError, ValueError) as problem:
        raise NotProven("its times are not numbers") from problem
    if expires <= at - LEEWAY_S:
        raise NotProven("it has expired")
    if issued > at + LEEWAY_S or begins > at + LEEWAY_S:
        raise NotProven("it is of the future; is a clock wrong?")
    if issued < at - OLDEST_S - LEEWAY_S:
        raise NotProven("it was issued long ago")
