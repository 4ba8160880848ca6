"""polku itself, as a user starts it, in a folder of its own on a free port; and what its process needs."""

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from polku.kit import clock

START_WITHIN_S = 60
STOP_WITHIN_S = 40


class BenchFailed(Exception):
    """The program under measurement did not do what it was started for."""


@dataclass
class Program:
    folder: Path
    port: int
    write_key: str = ""
    api_key: str = ""
    owner: str = ""
    password: str = ""
    settings: dict[str, str] = field(default_factory=dict)
    running: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environ(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("POLKU_")}
        own = {"POLKU_DATA_DIR": str(self.folder), "POLKU_PORT": str(self.port), "POLKU_BASE_URL": self.url}
        return kept | own | {"POLKU_LOG_LEVEL": "INFO"} | self.settings

    @property
    def log(self) -> Path:
        return self.folder / "serve.log"

    def run(self, *words: str) -> str:
        """`polku WORDS` to its end; gives its standard output."""
        done = subprocess.run(words_of(*words), env=self.environ, capture_output=True, text=True, check=False)
        if done.returncode:
            raise BenchFailed(f"polku {' '.join(words)}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
        return done.stdout

    def init(self) -> None:
        made = json.loads(self.run("init", "--owner", "bench@example.com", "--json"))
        self.write_key, self.api_key = made["write_key"], made["api_key"]
        self.owner, self.password = made["owner"], made["password"]

    def start(self, *, until: str = "/v1/track") -> float:
        """Seconds from the start of the process to the first answer at an address."""
        begun = clock.monotonic()
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(words_of("serve"), env=self.environ, stdout=log, stderr=log)
        while clock.monotonic() - begun < START_WITHIN_S and self.running.poll() is None:
            try:
                _open(urllib.request.Request(self.url + until)).close()  # noqa: S310 - our own
            except urllib.error.HTTPError as answer:
                if answer.code < 500:
                    return clock.monotonic() - begun
            except OSError:
                clock.pause(0.02)  # not listening yet
            else:
                return clock.monotonic() - begun
        raise BenchFailed(f"polku serve did not answer: {self.log.read_text()[-3000:]}")

    def stop(self) -> None:
        running, self.running = self.running, None
        if running is None:
            return
        running.send_signal(signal.SIGTERM)
        try:
            running.wait(STOP_WITHIN_S)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()

    def memory_mb(self) -> dict[str, int]:
        """What the serving process holds now, and the most it has held."""
        return memory_mb(self.running.pid) if self.running else {}

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Any:
        """The JSON at an address of the API; None for 404."""
        request = urllib.request.Request(  # noqa: S310 - always our own http://127.0.0.1
            self.url + path, headers={"Authorization": f"Bearer {self.api_key}"} | dict(headers or {})
        )
        try:
            with _open(request) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as answer:
            if answer.code == 404:
                return None
            raise

    def load(self, **plan: Any) -> dict[str, Any]:
        """What the crowd of polku.lab.load saw."""
        plan = {"host": "127.0.0.1", "port": self.port, "write_key": self.write_key, **plan}
        words = [sys.executable, "-m", "polku.lab.load"]
        done = subprocess.run(words, input=json.dumps(plan), capture_output=True, text=True, check=False)
        if done.returncode:
            raise BenchFailed(done.stderr[-2000:])
        seen: dict[str, Any] = json.loads(done.stdout)
        return seen

    @contextmanager
    def database(self) -> Iterator[sqlite3.Connection]:
        """To look into, not to write."""
        connection = sqlite3.connect(f"file:{self.folder / 'polku.db'}?mode=ro", uri=True, timeout=30)
        try:
            yield connection
        finally:
            connection.close()

    def waiting(self) -> list[str]:
        """What has not had its effect yet: readers behind the log's end, people not in the columns."""
        from polku.flow import READERS

        with self.database() as database:
            [(last,)] = database.execute("SELECT COALESCE(MAX(seq), 0) FROM log_batch")
            places = dict(database.execute("SELECT reader, seq FROM log_cursor").fetchall())
            behind = [
                f"{reader.name}: {last - places.get(reader.name, 0)}"
                for reader in READERS
                if places.get(reader.name, 0) < last
            ]
            [(changed,)] = database.execute("SELECT EXISTS (SELECT 1 FROM people_changed)")
        return behind + (["people to columns"] if changed else [])

    def wait_until_done(self, *, within_s: float) -> float:
        """Seconds until everything accepted is on people and in the columns."""
        begun = clock.monotonic()
        while waiting := self.waiting():
            if clock.monotonic() - begun > within_s:
                raise BenchFailed(f"after {within_s:.0f} s still waiting: {', '.join(waiting)}")
            clock.pause(0.1)
        return clock.monotonic() - begun


@contextmanager
def program(*, init: bool = True) -> Iterator[Program]:
    """Everything is stopped and removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="polku-bench-"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    made = Program(folder, port)
    try:
        if init:
            made.init()
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _open(request: urllib.request.Request) -> Any:
    return urllib.request.urlopen(request, timeout=60)  # noqa: S310 - always our own http://127.0.0.1


def words_of(*words: str) -> list[str]:
    return [str(Path(sys.executable).with_name("polku")), *words]


def memory_mb(process: int) -> dict[str, int]:
    """Of a process and those it was copied into; what they share counts once."""
    now = most = 0
    for number in (process, *_copies(process)):
        status = _figures(f"/proc/{number}/status")
        rollup = _figures(f"/proc/{number}/smaps_rollup")
        shared = rollup["Shared_Clean"] + rollup["Shared_Dirty"] if number != process else 0
        now += rollup["Pss"]
        most += status["VmHWM"] - shared
    return {"now": now // 1024, "most": most // 1024}


def _copies(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def _figures(path: str) -> dict[str, int]:
    """In KB, by name."""
    lines = [line.split() for line in Path(path).read_text().splitlines() if line.endswith(" kB")]
    return {name.rstrip(":"): int(figure) for name, figure, _ in lines}
