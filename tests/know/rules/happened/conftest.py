"""One event, and whether it is meant."""

from collections.abc import Callable

import pytest

from polku.kit import columns as store
from polku.know.rules.condition import Node, Writer
from polku.know.rules.happened.events import read_happened
from tests.conftest import NOON

MEANT = "SELECT count() FROM events WHERE {happened}"


@pytest.fixture
def meant(columns, log_events, carry_on) -> Callable[..., bool]:
    """`meant({"revenue": 5}, {"where": […]})`: whether an event with these properties is among those of a condition."""

    def asked(properties: dict | None, rule: dict, *, context: dict | None = None, time_ms: int | None = None) -> bool:
        event = {"type": "track", "event": "A", "userId": "devi", "properties": properties or {}}
        event |= {"context": context or {}, "timestamp": time_ms or NOON_MS}
        log_events(event, received_ms=NOON_MS)
        carry_on()
        write = Writer(zone="Asia/Tokyo")
        sql = MEANT.format(happened=read_happened(Node({"did": "A"} | rule, "")).sql(write))
        [(found,)] = store.query(sql, write.parameters | {"now": NOON_MS})
        store.command("TRUNCATE TABLE events")
        return bool(found)

    return asked


NOON_MS = round(NOON.timestamp() * 1000)
