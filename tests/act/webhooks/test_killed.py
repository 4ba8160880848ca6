"""A sender that dies between sending and settling: the receiver gets the event again, under the same id."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from polku.act.webhooks.claim import LEASE_MS
from polku.act.webhooks.models import Delivery, Webhook
from polku.kit import clock
from tests.act.webhooks.receiver import Receiver


def database_url() -> str:
    given: dict[str, Any] = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{given['NAME']}"
    return str(settings.DATABASE_URL).rpartition("/")[0] + f"/{given['NAME']}"


@pytest.mark.django_db(transaction=True)
def test_killed_between_sending_and_settling_it_goes_again_under_the_same_id(
    tmp_path: Path,
    listening: Callable[..., Receiver],
    webhook: Callable[..., tuple[Webhook, str]],
    log_events: Callable[..., None],
    carry_on: Callable[[], None],
    send: Callable[..., None],
) -> None:
    stock = listening(wait_s=30.0)
    webhook(stock)
    log_events({"type": "track", "event": "Order Completed", "userId": "devi", "messageId": "order-1"})
    carry_on()
    program = [sys.executable, "-m", "tests.act.webhooks.send_until_killed", database_url(), str(tmp_path)]
    process = subprocess.Popen(program, cwd=Path(__file__).parents[3])
    try:
        until = clock.monotonic() + 30
        while not stock.came and clock.monotonic() < until:
            clock.pause(0.02)
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    stock.wait_s = 0.0
    assert Delivery.objects.get().state == "claimed"

    send()
    assert len(stock.ids) == 1  # its claim has not ended yet

    send(clock.now() + timedelta(milliseconds=LEASE_MS))

    assert (len(stock.ids), len(set(stock.ids))) == (2, 1)
    assert list(Delivery.objects.values_list("state", "attempts")) == [("delivered", 2)]
