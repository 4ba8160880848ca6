"""The whole program as a user starts it: `polku` in processes of its own, on a free port, in a folder of its own."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.environment import FOLDER
from tests.made import STATE, made

START_WITHIN_S = 180
STOP_WITHIN_S = 30
ELSEWHERE = {"POLKU_DATABASE_URL", "POLKU_COLUMNS_URL"}
_made: dict[str, tuple[Path, dict[str, str]]] = {}  # owner → their new installation, and its keys


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Program:
    """`init`, then `start`; `kill` is as when the power goes."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    running: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.folder / "serve.log"

    @property
    def environ(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("POLKU_")}
        own = {"POLKU_DATA_DIR": str(self.folder / "data"), "POLKU_PORT": str(self.port), "POLKU_BASE_URL": self.url}
        return kept | own | self.settings

    def run(self, *words: str, given: str | None = None, timeout_s: float = 120) -> "subprocess.CompletedProcess[str]":
        """`polku WORDS` to its end."""
        return subprocess.run(
            words_of(*words),
            env=self.environ,
            capture_output=True,
            text=True,
            input=given,
            check=False,
            timeout=timeout_s,
        )

    def init(self, owner: str) -> dict[str, str]:
        """Its keys. An installation of its own: a copy where its settings are the usual ones, for init takes 5 s."""
        if self.settings.keys() & ELSEWHERE:
            return self.init_anew(owner)
        if owner not in _made:
            folder = FOLDER / "made" / str(len(_made))
            if state := made(STATE):
                (folder / "data").mkdir(parents=True)
                shutil.copy(state, folder / "data" / "polku.db")
            _made[owner] = folder / "data", Program(folder, port=self.port).init_anew(owner)
        data, keys = _made[owner]
        shutil.copytree(data, self.folder / "data", dirs_exist_ok=True)
        return dict(keys)

    def init_anew(self, owner: str) -> dict[str, str]:
        made = self.run("init", "--owner", owner, "--json")
        if made.returncode:
            raise RuntimeError(f"polku init failed:\n{made.stdout}{made.stderr}")
        return {name: str(value) for name, value in json.loads(made.stdout).items()}

    def start(self, *words: str) -> None:
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(words_of("serve", *words), env=self.environ, stdout=log, stderr=log)
        self._wait_until_answered()

    def stop(self) -> int:
        """As a service manager does; gives the exit code."""
        running, self.running = self.running, None
        if running is None:
            return 0
        running.terminate()
        try:
            return running.wait(STOP_WITHIN_S)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()
            raise RuntimeError(f"polku serve did not stop within {STOP_WITHIN_S} s") from None

    def kill(self) -> None:
        running, self.running = self.running, None
        if running is not None:
            running.send_signal(signal.SIGKILL)
            running.wait()

    def get(self, path: str, *, api_key: str = "") -> Any:
        """The JSON at an address of the API."""
        request = urllib.request.Request(self.url + path, headers={"Authorization": f"Bearer {api_key}"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def post(self, path: str, content: object, *, api_key: str = "", verb: str = "POST") -> Any:
        headers = {"Authorization": f"Bearer {api_key}", "Content-Type": "application/json"}
        request = urllib.request.Request(self.url + path, json.dumps(content).encode(), headers, method=verb)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def columns(self, sql: str) -> list[list[Any]]:
        """Ask the column store of a program that has stopped; in another process, for an engine stays in its own."""
        ask = (
            "import json, sys; from polku import settings; from polku.kit import columns; "
            "columns.open(settings.COLUMNS_URL); print(json.dumps(columns.query(sys.argv[1]))); columns.close()"
        )
        done = subprocess.run(
            [sys.executable, "-c", ask, sql], env=self.environ, capture_output=True, text=True, check=False, timeout=120
        )
        if done.returncode:
            raise RuntimeError(done.stderr)
        rows: list[list[Any]] = json.loads(done.stdout)
        return rows

    def _wait_until_answered(self) -> None:
        """By the intake, which answers without the pages: they are loaded, for 0.7 s, when somebody opens one."""
        deadline = time.monotonic() + START_WITHIN_S
        while time.monotonic() < deadline and self.running is not None and self.running.poll() is None:
            try:
                urllib.request.urlopen(self.url + "/v1/tracker.js", timeout=5).close()
            except urllib.error.HTTPError as answer:
                if answer.code < 500:
                    return
            except OSError:
                pass  # not listening yet
            else:
                return
            time.sleep(0.05)
        self.kill()  # or it would come up for nobody, after the test
        raise RuntimeError(f"polku serve did not answer:\n{self.log.read_text()}")


def words_of(*words: str) -> list[str]:
    return [str(Path(sys.executable).with_name("polku")), *words]
