"""Work in a process of its own: it ends with us, and goes on with us."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PATIENCE_S = 20


class Apart:
    """The program, and what its two processes have written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        words = [sys.executable, "-m", "tests.doors.work.apart_program", str(path)]
        self.program = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3]
        )
        assert self.program.stdout is not None
        self.other = int(self.program.stdout.readline())
        until(lambda: self.words(self.other))

    def words(self, process: int) -> list[str]:
        lines = self.path.read_text().splitlines() if self.path.exists() else []
        return [word for number, word in map(str.split, lines) if int(number) == process]

    def is_there(self) -> bool:
        """Whether the other process is; a zombie is not."""
        try:
            return Path(f"/proc/{self.other}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
        except OSError:
            return False


def until(holds: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.fixture
def apart(tmp_path: Path) -> Iterator[Apart]:
    made = Apart(tmp_path / "lines")
    with made.program:
        yield made
        made.program.kill()


def test_it_works_apart_and_ends_its_block_when_we_stop(apart):
    assert apart.other != apart.program.pid

    apart.program.communicate("\n", timeout=PATIENCE_S)

    assert apart.program.returncode == 0
    assert apart.words(apart.other)[-1] == "end"
    assert apart.words(apart.program.pid) == []


def test_it_ends_at_once_when_we_are_killed(apart):
    apart.program.kill()

    until(lambda: not apart.is_there())

    assert "end" not in apart.words(apart.other)


def test_a_signal_for_the_whole_group_is_left_to_us(apart):
    os.kill(apart.other, signal.SIGTERM)
    os.kill(apart.other, signal.SIGINT)
    done = len(apart.words(apart.other))

    until(lambda: len(apart.words(apart.other)) > done + 3)


def test_when_it_is_killed_its_work_goes_on_with_us(apart):
    os.kill(apart.other, signal.SIGKILL)

    until(lambda: apart.words(apart.program.pid))
    apart.program.communicate("\n", timeout=PATIENCE_S)

    assert apart.program.returncode == 0
    assert apart.words(apart.program.pid)[-1] == "end"
