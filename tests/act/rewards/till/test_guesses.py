"""Codes cannot be tried out: who is wrong too often waits, whichever way they come."""

import pytest

from polku.act.rewards.till.guesses import BY_ADDRESS, BY_MEMBER, WINDOW_MS, may_ask, was_wrong
from polku.act.rewards.till.problems import TillProblem
from polku.act.rewards.till.teller import Teller

pytestmark = pytest.mark.django_db
NOW_MS = 1_800_000_000_000
AINO = Teller("member:1", address="192.0.2.7")


def test_one_wrong_too_many_and_they_wait_until_their_window_is_over():
    for nth in range(BY_MEMBER):
        may_ask(AINO, now_ms=NOW_MS + nth)
        was_wrong(AINO, now_ms=NOW_MS + nth)

    with pytest.raises(TillProblem) as found:
        may_ask(AINO, now_ms=NOW_MS + 1_000)
    assert (found.value.word, found.value.wait_s) == ("wait", 599)
    may_ask(Teller("member:2", address="192.0.2.7"), now_ms=NOW_MS + 1_000)  # a colleague beside them serves on
    may_ask(AINO, now_ms=NOW_MS + WINDOW_MS)
    was_wrong(AINO, now_ms=NOW_MS + WINDOW_MS)
    may_ask(AINO, now_ms=NOW_MS + WINDOW_MS + 1)


def test_who_makes_up_names_waits_by_their_address():
    made_up = [Teller(f"member:{nth}", address=f"2001:db8:1:2::{nth:x}") for nth in range(BY_ADDRESS)]

    for one in made_up:
        may_ask(one, now_ms=NOW_MS)
        was_wrong(one, now_ms=NOW_MS)

    with pytest.raises(TillProblem):
        may_ask(Teller("member:9000", address="2001:db8:1:2::9000"), now_ms=NOW_MS)
