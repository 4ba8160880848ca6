"""Events as LINE's webhooks bring them, appended as the door appends them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from polku.know.events.append import append
from polku.know.teams.own_doors import source_of
from polku.say.channels.line.inbox.received import read
from tests.say.channels.line import webhooks


@pytest.fixture
def tell(db: None) -> Callable[..., None]:
    """`tell(event, …)`: one request, as it lies in the log when LINE is answered."""

    def run(*events: Any, name: str = "kahvila", now_ms: int = webhooks.NOON_MS + 1_000) -> None:
        given = {"account": name, "source": source_of("line", name="LINE"), "received_ms": now_ms}
        received = read(webhooks.body(*events), latest_ms=now_ms + 60_000, **given)
        if received.batch is not None:
            with connection.cursor() as cursor:
                append(cursor, [received.batch], vendor=connection.vendor)

    return run
