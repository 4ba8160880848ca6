"""One program of a kind at work in a data folder."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from polku.doors.cli.open_house import AlreadyAtWork, only_one
from polku.kit import clock

HOLD = """
import os, sys, time
from pathlib import Path
from polku.doors.cli.open_house import only_one
with only_one(Path(sys.argv[1]), "work"):
    child = float(sys.argv[2]) and os.fork() == 0
    if child:
        time.sleep(float(sys.argv[2]))
        os._exit(0)
    print("here", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    """Starts another program that is at work here, with a child that outlives it by so many seconds."""
    made: list[subprocess.Popen[str]] = []

    def start(*, child_s: float) -> int:
        words = [sys.executable, "-c", HOLD, str(tmp_path), str(child_s)]
        program = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
        made.append(program)
        assert program.stdout is not None
        assert program.stdout.readline() == "here\n"
        return program.pid

    yield start
    for program in made:
        program.kill()
        program.wait()
        assert program.stdout is not None
        program.stdout.close()


def test_a_second_one_is_told_at_once_who_is_at_work(tmp_path, holder: Callable[..., int]):
    process = holder(child_s=0)
    began = clock.monotonic()

    with pytest.raises(AlreadyAtWork, match=rf"\(process {process}\) is already at work"), only_one(tmp_path, "work"):
        pass

    assert clock.monotonic() - began < 5


def test_who_was_killed_is_waited_for_until_its_child_is_gone(tmp_path: Path, holder: Callable[..., int]):
    process = holder(child_s=1.0)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)

    with only_one(tmp_path, "work"):
        assert (tmp_path / "work.lock").read_text() == str(os.getpid())
