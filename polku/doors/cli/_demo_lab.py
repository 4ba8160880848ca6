"""The lab beside the demo: a LINE of its own in a process of its own, which ends with polku."""

import atexit
import socket
import subprocess
import sys
from contextlib import suppress

PORT = 8700
SEED = 1
FRIENDS = 37  # demo customers who have the account as a friend


def start(*, is_known: bool) -> tuple[str, "subprocess.Popen[bytes]"]:
    """Its address, and its process. `is_known`: polku has heard before that these people became friends.

    The lab keeps nothing on disk: the same seed makes the same account and people again, what was said is gone.
    """
    port = _free(PORT) or _free(0)
    words = [sys.executable, "-c", "from polku.doors.cli import main; main()", "lab", "--until-told"]
    words += ["--port", str(port), "--seed", str(SEED), "--friends", str(FRIENDS if is_known else 0)]
    # Its standard input is our breath: however we end, it closes, and the lab ends too.
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    atexit.register(process.terminate)
    return f"http://127.0.0.1:{port}", process


def _free(port: int) -> int:
    """This port if nobody has it (0: any); 0 where somebody does."""
    with socket.socket() as probe, suppress(OSError):
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))
        found: int = probe.getsockname()[1]
        return found
    return 0
