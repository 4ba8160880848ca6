"""The demo brings a LINE along: customers who are friends, phones to look at; it ends with polku."""

import json
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.program import Program

FRIENDS = 37
PATIENCE_S = 180.0  # a year of purchases is imported meanwhile


@pytest.fixture
def demo(tmp_path: Path):
    program = Program(tmp_path)
    yield program
    program.kill()


def test_the_demos_customers_are_friends_who_can_be_written_to(demo: Program) -> None:
    demo.start("--demo")
    lab, login = lab_of(demo), json.loads((demo.folder / "data/demo.json").read_text())

    # Each added the account, polku asked LINE who they are, and most are customers it knows.
    until(lambda: account(lab)["friends"] == FRIENDS)
    until(lambda: known(demo, login["api_key"], "7") == {"user_id", "line"})
    assert account(lab)["webhook_url"] == f"{demo.url}/hook/line/kahvila"

    demo.stop()

    until(lambda: is_gone(lab))


def lab_of(demo: Program) -> str:
    """Where the last start has said that the phones are."""
    return re.findall(r"phones +(http://\S+)/phones", demo.log.read_text())[-1]


def is_gone(lab: str) -> bool:
    try:
        account(lab)
    except OSError:
        return True
    return False


def account(lab: str) -> dict[str, object]:
    with urllib.request.urlopen(f"{lab}/lab/accounts", timeout=10) as answer:
        return json.load(answer)["accounts"][0]


def known(demo: Program, api_key: str, user_id: str) -> set[str]:
    """The kinds of identities that this customer has, less those that the import brings."""
    try:
        person = demo.get(f"/api/people/lookup?kind=user_id&value={user_id}", api_key=api_key)
    except urllib.error.HTTPError:
        return set()
    return {one["kind"] for one in person["identities"]} & {"user_id", "line"}


def until(is_so: Callable[[], bool]) -> None:
    begun = time.monotonic()
    while True:
        try:
            if is_so():
                return
        except OSError:
            pass  # not listening yet
        if time.monotonic() - begun > PATIENCE_S:
            raise TimeoutError
        time.sleep(0.1)
