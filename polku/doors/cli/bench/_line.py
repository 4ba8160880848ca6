"""The lab as a LINE beside a polku under measurement, and friends that both know."""

import json
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from polku.doors.cli.bench.program import BenchFailed, Program, memory_mb, words_of
from polku.kit import clock

READY_WITHIN_S = 60
WAITING = "SELECT EXISTS (SELECT 1 FROM message_counted WHERE channel = ? AND state IN ('asked', 'claimed'))"
CHANNEL = "line:kahvila"


@dataclass
class Lab:
    port: int
    friends: int
    running: "subprocess.Popen[str]"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str) -> Any:
        with urllib.request.urlopen(self.url + path, timeout=60) as answer:  # noqa: S310 - our own
            return json.load(answer)

    def fault(self, **wanted: Any) -> None:
        request = urllib.request.Request(self.url + "/lab/faults", json.dumps(wanted).encode())  # noqa: S310 - our own
        urllib.request.urlopen(request, timeout=60).close()  # noqa: S310 - our own

    def memory_mb(self) -> dict[str, int]:
        return memory_mb(self.running.pid)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def lab(port: int, *, friends: int) -> Iterator[Lab]:
    words = words_of("lab", "--port", str(port), "--friends", str(friends), "--until-told")
    running = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    try:
        made, begun = Lab(port, friends, running), clock.monotonic()
        while True:
            try:
                made.get("/lab/books")
                break
            except OSError as problem:
                if clock.monotonic() - begun > READY_WITHIN_S or running.poll() is not None:
                    raise BenchFailed("the lab did not answer") from problem
                clock.pause(0.05)
        yield made
    finally:
        running.kill()
        running.wait()


def run(polku: Program, step: str, **plan: Any) -> Any:
    """A step of `_line_steps.py`, in a process of its own beside the polku."""
    words = [sys.executable, "-m", "polku.doors.cli.bench._line_steps", step]
    done = subprocess.run(words, env=polku.environ, input=json.dumps(plan), capture_output=True, text=True, check=False)
    if done.returncode:
        raise BenchFailed(done.stderr[-2000:])
    return json.loads(done.stdout)


def wait_until_settled(polku: Program, *, within_s: float) -> float:
    """When (milliseconds) none was waiting any more."""
    begun = clock.monotonic()
    with polku.database() as database:
        while database.execute(WAITING, [CHANNEL]).fetchone()[0]:
            if clock.monotonic() - begun > within_s:
                raise BenchFailed(f"after {within_s:.0f} s: {states(polku)}")
            clock.pause(0.1)
    return clock.now_ms()


def states(polku: Program) -> dict[str, int]:
    with polku.database() as database:
        return dict(database.execute("SELECT state, SUM(count) FROM message_counted GROUP BY state").fetchall())
