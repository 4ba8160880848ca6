"""A short run of `./do fuzz`, always with the same dice: a little of every operation."""

from pathlib import Path

import pytest

from tests.browser import shop
from tests.browser.server import serving
from tests.fuzz.api import fuzz

SECONDS = 20


def test_the_api_answers_as_it_is_described_whatever_is_sent(tmp_path_factory: pytest.TempPathFactory) -> None:
    with serving(tmp_path_factory.mktemp("fuzz")) as server:
        shop.fill(server, people=20)
        done = fuzz(server, seconds=SECONDS, seed=7, each=1)
        log = Path(server.folder, "serve.log").read_text()

    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
    assert "Traceback" not in log, log[-4000:]
