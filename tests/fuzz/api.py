"""Schemathesis against a running polku with a real key. As a program: `python -m tests.fuzz.api SECONDS`."""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.browser import shop
from tests.browser.server import Server, serving

# What no description can say: that a purpose, a topic or a segment of this name exists, or that rules make sense. Such
# calls are refused with 422 though their form is right.
LEFT_OUT = "positive_data_acceptance"
# How wrong input is refused; the tool's own list has no 413, which is ours for a rule of more than 1 MB.
# The phase that goes through a body's parts one by one never comes to an end with the blocks of a chat: those bodies
# are drawn by chance, in the phases that come after it. Whoever connects or changes a LINE account asks LINE at the
# address that stands in the body: tests never reach out, so these two are left to tests/doors/api.
CONFIG = """
[checks]
negative_data_rejection.expected-statuses = [400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 428, 429, "5xx"]

[[operations]]
include-path = ["/api/campaigns", "/api/messages", "/api/content/preview", "/api/content/check"]
[operations.phases.coverage]
enabled = false

[[operations]]
include-name = ["POST /api/channels", "PATCH /api/channels/{name}"]
enabled = false
"""
TEN_MINUTES, PATIENCE_S = 600, 60


def fuzz(
    server: Server, *, seconds: int, seed: int | None = None, each: int | None = None
) -> "subprocess.CompletedProcess[str]":
    """Every check of schemathesis but one: no 5xx, answers as described, wrong input refused, no way past the key.

    `each`: so many cases of each kind an operation, where few seconds are to reach all of them.
    """
    words = ["schemathesis", "run", f"{server.base_url}/api/openapi.json", "--no-color"]
    words += ["--header", f"Authorization: Bearer {server.api_key}", "--max-time", str(seconds)]
    words += ["--checks", "all", "--exclude-checks", LEFT_OUT]
    words += ["--request-timeout", str(PATIENCE_S)]  # a busy machine is slow, which is no mistake of the API
    words += ["--continue-on-failure", "--suppress-health-check", "all", "--generation-database", "none"]
    words += ["--seed", str(seed)] if seed is not None else []
    words += ["--max-examples", str(each)] if each is not None else []
    (server.folder / "schemathesis.toml").write_text(CONFIG)
    here = Path(sys.executable).parent
    return subprocess.run(
        [str(here / words[0]), *words[1:]], capture_output=True, text=True, check=False, cwd=server.folder
    )


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("seconds", nargs="?", type=int, default=TEN_MINUTES)
    asked.add_argument("--seed", type=int)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as server:
        shop.fill(server, people=50)
        shop.campaign(server)
        done = fuzz(server, seconds=given.seconds, seed=given.seed)
    print(done.stdout, done.stderr, sep="\n")
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
