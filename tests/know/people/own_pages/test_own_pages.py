"""Sign-ins to own pages: kept as fingerprints, ended, and forgotten with the person."""

import pytest

from polku.kit import clock
from polku.know.events.forgetting.whom import Whom
from polku.know.people.own_pages import asking, code, forget, sessions
from polku.know.people.own_pages.models import OwnSignIn

pytestmark = pytest.mark.django_db
NOW_MS = 1_790_000_000_000
DEVI, AKI = 4, 7
SOMEWHERE = asking.of_network("192.0.2.0")


def test_nothing_that_is_kept_opens_anything() -> None:
    key, typed = code.begin("devi@shop.example", DEVI, asker=SOMEWHERE, now_ms=NOW_MS)

    row = OwnSignIn.objects.get()

    assert key not in (row.browser, row.code)
    assert typed is not None
    assert typed not in row.code
    assert sessions.who(key, now_ms=NOW_MS) is None
    assert sessions.who(row.browser, now_ms=NOW_MS) is None


def test_a_code_is_good_for_ten_minutes() -> None:
    key, _typed = code.begin("devi@shop.example", DEVI, asker=SOMEWHERE, now_ms=NOW_MS)

    found = [code.waiting(key, now_ms=NOW_MS + ms) is not None for ms in (0, code.LASTS_MS - 1, code.LASTS_MS)]

    assert found == [True, True, False]


def test_a_right_code_is_right_once() -> None:
    key, typed = code.begin("devi@shop.example", DEVI, asker=SOMEWHERE, now_ms=NOW_MS)
    row = code.waiting(key, now_ms=NOW_MS)
    assert row is not None
    assert typed is not None

    first, second = (code.prove(row, typed, now_ms=NOW_MS) for _tap in range(2))

    assert (first is not None, second) == (True, None)
    assert sessions.who(first or "", now_ms=NOW_MS) == DEVI
    assert sessions.who(first or "", now_ms=NOW_MS + sessions.LASTS_MS) is None


def test_for_nobody_no_code_is_right() -> None:
    key, typed = code.begin("nobody@shop.example", None, asker=SOMEWHERE, now_ms=NOW_MS)
    row = code.waiting(key, now_ms=NOW_MS)
    assert row is not None
    assert typed is not None

    assert code.prove(row, typed, now_ms=NOW_MS) is None


def test_all_of_somebody_ends_and_nothing_of_others() -> None:
    theirs = [sessions.proved_by_line(DEVI, now_ms=NOW_MS) for _browser in range(2)]
    other = sessions.proved_by_line(AKI, now_ms=NOW_MS)

    sessions.end_all([DEVI])

    assert [sessions.who(key, now_ms=NOW_MS) for key in (*theirs, other)] == [None, None, AKI]


def test_it_goes_with_the_person() -> None:
    sessions.proved_by_line(DEVI, now_ms=NOW_MS)
    code.begin("devi@shop.example", None, asker=SOMEWHERE, now_ms=NOW_MS)
    kept = sessions.proved_by_line(AKI, now_ms=NOW_MS)

    gone = forget.forget(Whom([{DEVI: ("user_id", "devi")}], names=frozenset({"Devi@Shop.example"})))

    assert (gone, sessions.who(kept, now_ms=NOW_MS), OwnSignIn.objects.count()) == (2, AKI, 1)


def test_what_is_over_is_swept_away() -> None:
    code.begin("devi@shop.example", DEVI, asker=SOMEWHERE, now_ms=NOW_MS)

    later_ms = NOW_MS + code.LASTS_MS + 7 * clock.DAY_MS + 1
    code.begin("aki@shop.example", AKI, asker=SOMEWHERE, now_ms=later_ms)

    assert list(OwnSignIn.objects.values_list("email", flat=True)) == ["aki@shop.example"]
