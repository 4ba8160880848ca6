"""Asking for codes: nobody is shut out by others who ask or try, and guessing stays hopeless all the same."""

from collections import Counter
from itertools import product

import pytest

from polku.kit import clock
from polku.know.people.own_pages import asking, code
from polku.know.people.own_pages.models import OwnSignIn

pytestmark = pytest.mark.django_db
NOW_MS = 1_790_000_000_000
DEVI, MAILBOX = 4, "devi@shop.example"
CROWD = [asking.of_network(f"10.0.{number}.0") for number in range(8)]


def ask(asker: asking.Asker, *, at_ms: int = NOW_MS) -> str | None:
    return code.begin(MAILBOX, DEVI, asker=asker, now_ms=at_ms)[1]


def at_her_own_browser() -> asking.Asker:
    asker = asking.of_browser(asking.known_browser(MAILBOX), MAILBOX)
    assert asker is not None
    return asker


def test_from_one_network_and_from_all_there_are_so_many_letters_an_hour() -> None:
    found = [[ask(asker) is not None for _letter in range(4)] for asker in CROWD[:4]]

    assert found == [[True, True, True, False]] * 3 + [[False] * 4]


def test_whoever_has_signed_in_here_or_has_a_link_is_not_shut_out_by_them() -> None:
    for asker in CROWD:
        ask(asker)
    assert ask(CROWD[-1]) is not None
    assert ask(CROWD[0]) is None

    own = [ask(asker) for asker in (at_her_own_browser(), asking.of_link())]

    assert [len(one or "") for one in own] == [6, 6]


def test_somebody_elsewhere_is_no_bar_to_the_customer_at_a_new_browser() -> None:
    for _letter in range(20):
        ask(CROWD[0])

    assert len(ask(CROWD[1]) or "") == 6


def test_wrong_codes_count_against_the_letter_of_the_browser_that_asked() -> None:
    guesser = code.begin(MAILBOX, DEVI, asker=CROWD[0], now_ms=NOW_MS)[0]
    hers, right = code.begin(MAILBOX, DEVI, asker=CROWD[1], now_ms=NOW_MS)
    rows = [code.waiting(key, now_ms=NOW_MS) for key in (guesser, hers)]
    assert rows[0] is not None
    assert rows[1] is not None
    for _try in range(code.TRIES):
        assert code.prove(rows[0], "x", now_ms=NOW_MS) is None
    with pytest.raises(code.TooManyTries):
        code.prove(rows[0], "x", now_ms=NOW_MS)

    assert code.prove(rows[1], right or "", now_ms=NOW_MS) is not None


def test_all_that_can_be_tried_in_a_week_is_one_chance_in_fifty_thousand() -> None:
    """From any number of networks, all the time: 20 tries at six digits, and some thousand at ten."""
    hours = range(24)
    letters = [ask(asker, at_ms=NOW_MS + hour * clock.HOUR_MS + 1) for hour, asker in product(hours, CROWD * 2)]

    lengths = Counter(len(one) for one in letters if one is not None)

    assert lengths == {6: 4, 10: 24 * 9 - 4}
    assert code.TRIES * (4 / 10**6 + 7 * 24 * 9 / 10**10) < 1 / 48_000


def test_codes_that_were_right_make_the_next_ones_no_longer() -> None:
    here = at_her_own_browser()
    for week in range(6):
        at_ms = NOW_MS + week * clock.DAY_MS
        key, typed = code.begin(MAILBOX, DEVI, asker=here, now_ms=at_ms)
        row = code.waiting(key, now_ms=at_ms)
        assert row is not None
        assert code.prove(row, typed or "", now_ms=at_ms) is not None

    assert len(ask(here, at_ms=NOW_MS + 6 * clock.DAY_MS) or "") == 6


@pytest.mark.parametrize("token", ["", ".", "x.y", "a" * 90, "ä.ä"])
def test_a_browser_says_nothing_by_what_was_made_up_or_is_of_another_mailbox(token: str) -> None:
    assert asking.of_browser(token, MAILBOX) is None
    assert asking.of_browser(asking.known_browser("aki@shop.example"), MAILBOX) is None


def test_a_letter_that_did_not_go_is_none_that_could_be_answered() -> None:
    for _letter in range(4):
        ask(CROWD[0])

    assert list(OwnSignIn.objects.order_by("pk").values_list("asked_by", "identity_id"))[-1] == ("", None)
