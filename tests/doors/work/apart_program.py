"""A process with some of its work apart: what test_apart.py stops and kills. Not a test itself.

Each tick writes the number of the process that did it on a line of the file, and the last one of each process "end".
"""

import os
import sys
from pathlib import Path

from polku.doors.work.apart import Apart
from polku.doors.work.run import Step, Work


def main(file: str) -> None:
    path = Path(file)

    def say(word: str) -> int:
        with path.open("a") as lines:
            lines.write(f"{os.getpid()} {word}\n")
        return 0

    apart = Apart(lambda: Work({"lane": [Step("say", lambda: say("tick"), 0.01, at_end=lambda: say("end"))]}))
    apart.begin()
    apart.watch()
    print(apart.process, flush=True)
    sys.stdin.readline()
    apart.stop()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "polku.settings")
    main(sys.argv[1])
