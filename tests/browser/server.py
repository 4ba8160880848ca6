"""A polku of its own for the browser: `polku init` and `polku serve` in a folder that is thrown away."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

OWNER = "aino@kahvila.example"
START_WITHIN_S = 60
STOP_WITHIN_S = 30


@dataclass(frozen=True)
class Server:
    base_url: str
    folder: Path
    owner: str
    password: str
    write_key: str
    api_key: str


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """Start polku on a free port with an owner and keys; what it said is in `folder`/serve.log."""
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("POLKU_")}
    environ = kept | {"POLKU_DATA_DIR": str(folder / "data"), "POLKU_PORT": str(port), "POLKU_BASE_URL": url}
    made = subprocess.run(
        _polku("init", "--owner", OWNER, "--json"), env=environ, capture_output=True, text=True, check=False
    )
    if made.returncode:
        raise RuntimeError(f"polku init failed:\n{made.stdout}{made.stderr}")
    keys = {name: str(value) for name, value in json.loads(made.stdout).items()}

    with (folder / "serve.log").open("wb") as log:
        running = subprocess.Popen(_polku("serve"), env=environ, stdout=log, stderr=log)
    try:
        _wait_until_answered(url, running, folder / "serve.log")
        yield Server(url, folder, keys["owner"], keys["password"], keys["write_key"], keys["api_key"])
    finally:
        _stop(running)


def _polku(*words: str) -> list[str]:
    return [str(Path(sys.executable).with_name("polku")), *words]


def _wait_until_answered(url: str, running: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + START_WITHIN_S
    while time.monotonic() < deadline and running.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except urllib.error.HTTPError as answer:
            if answer.code < 500:
                return
        except OSError:
            pass  # not listening yet
        else:
            return
        time.sleep(0.1)
    raise RuntimeError(f"polku serve did not answer:\n{log.read_text()}")


def _stop(running: "subprocess.Popen[bytes]") -> None:
    running.terminate()
    try:
        running.wait(STOP_WITHIN_S)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait()
        raise RuntimeError(f"polku serve did not stop within {STOP_WITHIN_S} s") from None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
