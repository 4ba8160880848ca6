"""`polku lab` as somebody starts it."""

import json
import re
import socket
import subprocess
import sys
import time
import urllib.request


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_it_starts_says_how_to_use_it_and_answers():
    port = free_port()
    words = [sys.executable, "-c", "from polku.doors.cli import main; main()", "lab"]
    process = subprocess.Popen(
        [*words, "--port", str(port), "--friends", "100", "--seed", "5"], stdout=subprocess.PIPE, text=True
    )
    try:
        said = [process.stdout.readline() for _ in range(5)]
        for _ in range(600):
            try:
                answer = json.load(urllib.request.urlopen(f"http://127.0.0.1:{port}/lab/accounts", timeout=2))
                break
            except OSError:
                time.sleep(0.05)
    finally:
        process.terminate()
        process.wait(10)

    account = answer["accounts"][0]
    assert (account["friends"], account["people"]) == (100, 120)
    assert account["channel_id"] in "".join(said)
    assert account["channel_secret"] in "".join(said)
    assert re.search(rf"http://127\.0\.0\.1:{port}\b", said[0])
