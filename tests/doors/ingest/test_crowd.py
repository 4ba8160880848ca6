"""Many requests at once are told of, in every process, and so is their end."""

import asyncio
import os
from pathlib import Path

import pytest

from polku.doors.ingest.app import Intake
from polku.doors.ingest.crowd import LASTS_S, LEAST, STREAM, Crowd
from polku.doors.ingest.keys import Keys
from polku.doors.ingest.tracker import Tracker
from polku.doors.ingest.writer import Writer
from polku.kit import clock


@pytest.fixture
def now(monkeypatch) -> list[float]:
    """Of the monotonic clock, in seconds: the test moves it."""
    now = [100.0]
    monkeypatch.setattr(clock, "monotonic", lambda: now[0])
    return now


def test_a_crowd_is_here_until_it_goes_and_a_moment_longer(now):
    requests = Crowd()
    for _ in range(LEAST - 1):
        requests.__enter__()
    assert not requests.is_here()

    with requests:
        now[0] += 60
        assert requests.is_here()
    assert requests.is_here()
    now[0] += 2 * LASTS_S

    assert not requests.is_here()


def test_a_steady_stream_is_near_though_nobody_waits(now):
    requests = Crowd()
    for _ in range(STREAM - 1):
        with requests:
            pass
    assert not requests.is_near()

    with requests:
        pass

    assert requests.is_near()
    assert not requests.is_here()
    now[0] += 1
    assert not requests.is_near()


def test_a_copy_of_the_process_sees_it(now):
    requests = Crowd()
    for _ in range(LEAST):
        requests.__enter__()
    child = os.fork()
    if not child:
        os._exit(0 if requests.is_here() else 1)

    assert os.waitpid(child, 0)[1] == 0


class SlowKeys(Keys):
    """Nobody is known, which is found out when the test lets it."""

    def __init__(self) -> None:
        self.gate = asyncio.Event()

    async def source_of(self, key: str) -> int | None:
        await self.gate.wait()
        return None


def test_the_intake_tells_of_requests_that_wait(tmp_path):
    async def crowd_in() -> tuple[list[bool], list[int]]:
        keys = SlowKeys()
        writer = Writer("sqlite:///nowhere.db", queue_bytes=1, folder=tmp_path, disk_reserve_bytes=0, refusals_kept=0)
        tracker = Tracker(Path("nowhere.js"))
        intake = Intake(writer, keys, future_tolerance_s=0, base_url="http://shop.example", tracker=tracker)
        seen, requests = [], []
        for _ in range(LEAST):
            requests.append(asyncio.create_task(intake.take("track", {}, b'{"event": "Tea Bought"}')))
            await asyncio.sleep(0)
            seen.append(intake.crowd.is_here())
        keys.gate.set()
        answers = await asyncio.gather(*requests)
        await asyncio.sleep(2 * LASTS_S)
        seen.append(intake.crowd.is_here())
        return seen, [answer.status for answer in answers]

    seen, statuses = asyncio.run(crowd_in())

    assert seen == [False] * (LEAST - 1) + [True, False]
    assert statuses == [401] * LEAST
