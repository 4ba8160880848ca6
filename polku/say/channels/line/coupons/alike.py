"""Whether a coupon of LINE's is the one that was asked for: LINE keeps no name of ours with it, so it is compared."""

from collections.abc import Mapping
from typing import Any

# LINE copies pictures, and adds what is its own. A period is compared to the second.
SAME = ("title", "startTimestamp", "endTimestamp", "timezone", "visibility", "maxUseCountPerTicket", "couponCode")


def alike(said: Mapping[str, Any], told: Mapping[str, Any]) -> bool:
    if any(_plain(said.get(name)) != _plain(told.get(name)) for name in SAME):
        return False
    reward, condition = told.get("reward") or {}, told.get("acquisitionCondition") or {}
    return _holds(said.get("reward") or {}, reward) and _holds(said["acquisitionCondition"], condition)


def _holds(said: Mapping[str, Any], told: Any) -> bool:
    """All that was said is told; LINE may tell more, such as the currency."""
    if not isinstance(told, Mapping):
        return False
    return all(
        _holds(value, told.get(name)) if isinstance(value, Mapping) else _plain(value) == _plain(told.get(name))
        for name, value in said.items()
    )


def _plain(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else "" if value is None else value
