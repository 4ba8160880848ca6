"""People who bought for some amounts."""

from collections.abc import Callable

import pytest

from tests.know.rules.conftest import NOON_MS


@pytest.fixture
def bought(live, log_events, carry_on) -> Callable[..., None]:
    """`bought("devi", {"revenue": 5}, {"revenue": "7"})`: one order each, an hour ago."""

    def orders(name: str, *properties: dict) -> None:
        for each in properties:
            event = {"type": "track", "event": "Order Completed", "userId": name, "properties": each}
            log_events(event | {"timestamp": NOON_MS - 3_600_000}, received_ms=NOON_MS)
        carry_on()
        live(name)

    return orders
