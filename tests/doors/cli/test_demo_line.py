"""Friends of the demo's account are the demo's own customers, told once however often it is told."""

import subprocess
from collections.abc import Iterator

import pytest

from polku.doors.cli import _demo_lab, _demo_line


def test_a_card_is_told_the_same_each_time_and_not_as_a_visit_of_today() -> None:
    friend = {"number": 7, "user_id": "U" + "0" * 32}

    card = _demo_line._card(friend)

    assert card == _demo_line._card(friend)
    assert (card["userId"], card["messageId"]) == ("7", "demo-line-7")
    assert card["context"] == {"active": False, "externalIds": [{"type": "line", "id": "U" + "0" * 32}]}


@pytest.fixture
def lab() -> "Iterator[tuple[str, subprocess.Popen[bytes]]]":
    address, process = _demo_lab.start(is_known=True)
    yield address, process
    process.kill()
    process.wait()


def test_the_lab_ends_when_polku_is_gone(lab: "tuple[str, subprocess.Popen[bytes]]") -> None:
    address, process = lab
    _demo_line._wait_for(f"{address}/lab/accounts")
    account = _demo_line._ask(f"{address}/lab/accounts")["accounts"][0]
    assert account["friends"] == _demo_lab.FRIENDS

    process.stdin.close()

    assert process.wait(20) is not None
