"""One event, and by which conditions it is meant."""

from collections.abc import Callable

import pytest

from polku.kit import columns as store
from polku.know.rules.condition import Node, Writer
from polku.know.rules.happened.events import read_happened
from tests.conftest import NOON

NOON_MS = round(NOON.timestamp() * 1000)
MEANT = "SELECT count() FROM events WHERE {happened}"


@pytest.fixture
def meant(columns, log_events, carry_on) -> Callable[..., list[bool]]:
    """`meant({"revenue": 5}, {"where": […]}, …)`: of which conditions an event with these properties is one."""

    def asked(properties: dict, *rules: dict, context: dict | None = None, time_ms: int = NOON_MS) -> list[bool]:
        event = {"type": "track", "event": "A", "userId": "devi", "properties": properties}
        log_events(event | {"context": context or {}, "timestamp": time_ms}, received_ms=NOON_MS)
        carry_on()
        found = [_is_meant(rule) for rule in rules]
        store.command("TRUNCATE TABLE events")
        return found

    return asked


def _is_meant(rule: dict) -> bool:
    write = Writer(zone="Asia/Tokyo")
    sql = MEANT.format(happened=read_happened(Node({"did": "A"} | rule, "")).sql(write))
    [(found,)] = store.query(sql, write.parameters | {"now": NOON_MS})
    return bool(found)
