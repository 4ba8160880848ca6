"""Who, when and which one: read leniently, for LINE adds and leaves out fields without notice."""

from hashlib import blake2b
from typing import Any

from polku.know.events.given import encode

LENGTH = 100  # of an id that goes into an event's id


def text_of(value: object) -> str:
    """A text that may be an id; "" for anything else."""
    return value if isinstance(value, str) and "\0" not in value else ""


def id_of(event: Any) -> str:
    """LINE's own id of the event. Without one it is made of the event, so that the same one again is the same."""
    if not isinstance(event, dict):
        return _made(event)
    number = text_of(event.get("webhookEventId"))
    return number if 0 < len(number) <= LENGTH else _made({k: v for k, v in event.items() if k != "deliveryContext"})


def time_of(event: Any, *, received_ms: int, latest_ms: int) -> int:
    """When it happened, by LINE's clock; when it came, where that cannot be."""
    said = event.get("timestamp") if isinstance(event, dict) else None
    is_time = isinstance(said, int) and not isinstance(said, bool) and 100_000_000_000 <= said <= latest_ms
    return said if is_time and isinstance(said, int) else received_ms


def _made(value: Any) -> str:
    return "made-" + blake2b(encode(value), digest_size=16).hexdigest()
