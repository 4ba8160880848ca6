"""Verbs in a program of their own: nothing is there that they do not bring themselves."""

import json
import urllib.request
from pathlib import Path

import pytest

from tests.program import Program


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A new installation that nobody has started yet."""
    made = Program(tmp_path_factory.mktemp("started"))
    made.init("aino@example.com")
    return made


def test_who_a_rule_finds(shop: Program) -> None:
    found = shop.run("rule", '{"did": "Order Completed"}')
    wrong = shop.run("rule", '{"did": "Order Completed", "withn": "7d"}')

    assert "0 of 0 people" in found.stdout, found.stderr
    assert (wrong.returncode, "withn" in wrong.stderr, "Traceback" in wrong.stderr) == (1, True, False)


def test_links_lead_to_the_port_that_was_asked_for(tmp_path: Path) -> None:
    shop = Program(tmp_path, settings={"POLKU_PORT": "", "POLKU_BASE_URL": ""})
    key = shop.init("aino@example.com")["write_key"]

    try:
        shop.start("--port", str(shop.port))
        with urllib.request.urlopen(f"{shop.url}/v1/projects/{key}/settings", timeout=10) as answer:
            told = json.load(answer)["integrations"]["Segment.io"]["apiHost"]
    finally:
        shop.kill()

    assert told == f"127.0.0.1:{shop.port}/v1"
