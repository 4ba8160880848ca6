"""A campaign by e-mail, personalised, tracked and signed, to a mail server on this machine that takes everything."""

import json
import subprocess
import sys
import tempfile
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from polku.doors.cli.bench.program import BenchFailed, Program, program
from polku.kit import clock

ASKED = "400 signed letters/s over 10 connections; 70 % of a bare loop that signs and sends the same bytes over as many"
LETTERS = 10_000
CONNECTIONS = 10
AT_ONCE = 500


def measure(*, short: bool) -> dict[str, Any]:
    count = LETTERS // 10 if short else LETTERS
    with program() as polku, tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "letters"
        polku.start()
        introduce(polku, count)
        polku.wait_until_done(within_s=300)
        with post(keep=kept) as office:
            took, computed = campaign(polku, office.port, count)
        measured = office.seen | {
            "from_launch_to_settled_s": round(took, 2),
            "computing_us_a_letter": round(computed / count * 1e6),
            "memory_mb": polku.memory_mb(),
        }
        polku.stop()
        baseline = {loop: bare(loop, kept) for loop in ("smtplib", "socket")}
    share = measured["per_s"] / max(1, baseline["smtplib"]["per_s"])
    return {
        "asked": ASKED,
        "measured": measured | {"share_of_baseline": round(share, 2)},
        "baseline": {
            "what": "the same letters, signed anew (RSA 2048), in threads: by smtplib (the share is its), bare sockets"
        }
        | baseline,
    }


def introduce(polku: Program, count: int) -> None:
    """People with a name and an address who have agreed to news by e-mail."""
    user = b64encode(f"{polku.write_key}:".encode()).decode()
    headers = {"Authorization": f"Basic {user}", "Content-Type": "application/json"}
    for start in range(0, count, AT_ONCE):
        events = []
        for number in range(start, min(start + AT_ONCE, count)):
            who = {"userId": f"reader {number}"}
            traits = {"first_name": f"Reader{number}", "email": f"reader{number}@shop.example", "city": "Turku"}
            events.append({"type": "identify", **who, "traits": traits})
            agreed = {"purpose": "marketing", "channel": "email"}
            events.append({"type": "track", "event": "Consent Given", **who, "properties": agreed})
        body = json.dumps({"batch": events}).encode()
        request = urllib.request.Request(polku.url + "/v1/batch", body, headers)  # noqa: S310 - our own
        urllib.request.urlopen(request, timeout=60).close()  # noqa: S310 - our own


def campaign(polku: Program, port: int, count: int) -> tuple[float, float]:
    """Seconds until everything is settled, and seconds that the program has computed meanwhile."""
    assert polku.running is not None
    before = computed_s(polku.running.pid)
    words = [sys.executable, "-m", "polku.doors.cli.bench._send_email", str(port), str(CONNECTIONS)]
    done = subprocess.run(words, env=polku.environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BenchFailed(done.stderr[-2000:])
    begun = clock.monotonic()
    while (states := settled(polku)).get("sent", 0) < count:
        if clock.monotonic() - begun > 300:
            raise BenchFailed(f"after 300 s: {states}")
        clock.pause(0.2)
    return clock.monotonic() - begun, computed_s(polku.running.pid) - before


def settled(polku: Program) -> dict[str, int]:
    with polku.database() as database:
        return dict(database.execute("SELECT state, SUM(count) FROM message_counted GROUP BY state").fetchall())


def computed_s(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def bare(loop: str, letters: Path) -> dict[str, Any]:
    with post() as office:
        plan = {"port": office.port, "letters": str(letters), "connections": CONNECTIONS, "loop": loop}
        words = [sys.executable, "-m", "polku.lab.postman"]
        done = subprocess.run(words, input=json.dumps(plan), capture_output=True, text=True, check=False)
    if done.returncode:
        raise BenchFailed(done.stderr[-2000:])
    return office.seen


class Office:
    """The post office, as long as it is open; `seen` is what it says when it closes."""

    def __init__(self, running: "subprocess.Popen[str]", port: int) -> None:
        self.running, self.port = running, port
        self.seen: dict[str, Any] = {}


@contextmanager
def post(*, keep: Path | None = None) -> Iterator[Office]:
    words = [sys.executable, "-m", "polku.lab.post"]
    running = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert running.stdin is not None
    assert running.stdout is not None
    try:
        running.stdin.write(json.dumps({"keep": str(keep) if keep else ""}) + "\n")
        running.stdin.flush()
        office = Office(running, int(running.stdout.readline()))
        yield office
        said, _nothing = running.communicate(timeout=60)
        office.seen = json.loads(said)
    finally:
        running.kill()
        running.wait()
