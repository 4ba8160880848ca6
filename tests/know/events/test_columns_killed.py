"""A process that is killed at any instant, and goes on later, writes each event to the columns once."""

import random
import subprocess
import sys
import time
from pathlib import Path

KILLED = ("fold", "fold", "rebuild", "fold", "rebuild")
EXPECTED = [*["(8000, 8000, 1, 400)"] * 3, "(4000, 4000, 1, 399)"]  # the last: only who joined a segment


def start(folder: Path, verb: str) -> subprocess.Popen[str]:
    program = [sys.executable, "-m", "tests.know.events.fold_until_killed", str(folder), verb]
    return subprocess.Popen(program, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3])


def lines_of(folder: Path, verb: str) -> list[str]:
    process = start(folder, verb)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return said.split("\n")[:-1]


def kill_at(folder: Path, verb: str, *, after_s: float) -> None:
    process = start(folder, verb)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(after_s)
    process.kill()
    process.wait()
    process.stdout.close()


def test_killed_at_random_instants_each_event_is_written_once(tmp_path):
    dice = random.Random()
    lines_of(tmp_path, "fill")

    for verb in KILLED:
        kill_at(tmp_path, verb, after_s=dice.uniform(0.0, 0.4))
    lines_of(tmp_path, "fold")

    assert lines_of(tmp_path, "count")[1:] == EXPECTED
