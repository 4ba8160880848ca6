"""Giving to many and taking back, in parts: gone on with after a crash, stopped, and never twice."""

from datetime import UTC, datetime, timedelta

import pytest

from polku.act.rewards.coupons.issue import NotLive, issue
from polku.act.rewards.errands import ask, forget, run
from polku.act.rewards.errands.models import Errand
from polku.act.rewards.ledger import prove
from polku.act.rewards.ledger.models import Lot, Movement, Program, Terms
from polku.know.events.forgetting.whom import Whom
from polku.know.teams.models import Team, TrailEntry
from tests.act.rewards import made

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def tenth(monkeypatch):
    monkeypatch.setattr(run, "PART", 3)
    Team.objects.create(name="Kahvila", time_zone="Europe/Helsinki")
    row = Program.objects.create(kind="coupon", name="Tenth", currency="EUR", state="live")
    terms = {"title": "A tenth", "benefit": {"kind": "percent", "percent": 10}, "limits": {"total": 8}}
    Terms.objects.create(program=row, number=1, terms=terms)
    return row


def given(row, people, cause="spring"):
    return ask.give(row, {"people": people}, cause, by="member:1", member=None)


def test_everybody_who_is_meant_gets_one_as_long_as_there_are_any(tenth):
    errand = given(tenth, list(range(1, 11)))
    run.tick(NOW)
    errand.refresh_from_db()

    assert (errand.found, errand.done, errand.got, errand.ended_at is not None) == (10, 10, 8, True)
    assert errand.whom == {"people": []}
    assert list(prove.wrong()) == []


def test_after_a_crash_it_goes_on_where_it_was_and_nobody_gets_two(tenth, monkeypatch):
    errand, parts = given(tenth, list(range(1, 9))), []

    def dies(program, part, cause, *, amount, **rest):
        parts.append(part)
        got = issue(program, part, cause, **rest)
        if len(parts) == 2:
            raise KeyboardInterrupt
        return got

    monkeypatch.setattr(run, "give", dies)
    with pytest.raises(KeyboardInterrupt):
        run.tick(NOW)
    run.tick(LATER)
    errand.refresh_from_db()

    assert [list(part) for part in parts] == [[1, 2, 3], [4, 5, 6], [4, 5, 6], [7, 8]]
    assert (errand.done, errand.got, Lot.objects.count()) == (8, 8, 8)


def test_the_same_cause_again_reaches_only_who_has_come_since(tenth):
    given(tenth, [1, 2])
    run.tick(NOW)
    errand = given(tenth, [1, 2, 3])
    run.tick(LATER)
    errand.refresh_from_db()

    assert (Errand.objects.count(), errand.got, Movement.objects.count()) == (1, 3, 3)


def test_while_the_program_is_paused_it_waits(tenth):
    errand = given(tenth, [1])
    Program.objects.update(state="paused")
    run.tick(NOW)
    errand.refresh_from_db()

    assert (errand.ended_at, Lot.objects.count()) == (None, 0)
    with pytest.raises(NotLive):
        given(Program.objects.get(), [2], "autumn")


def test_what_was_stopped_stays_so(tenth):
    errand = given(tenth, [1])
    ask.stop(errand, member=None)

    assert (run.tick(NOW), Lot.objects.count()) == (0, 0)


def test_what_is_open_is_taken_back_of_everybody_or_of_some(tenth):
    issue(tenth, [1, 2, 3, 4, 5], "welcome", now=NOW)
    ask.withdraw(tenth, {"people": [2]}, "asked for it", by="member:1", member=None)
    run.tick(LATER)
    some = set(Lot.objects.filter(left=0).values_list("identity_id", flat=True))
    errand = ask.withdraw(tenth, {"everybody": True}, "a mistake", by="member:1", member=None)
    run.tick(LATER)
    errand.refresh_from_db()

    assert (some, errand.found, errand.got, Lot.objects.filter(left__gt=0).count()) == ({2}, 4, 4, 0)
    assert list(prove.wrong()) == []
    assert TrailEntry.objects.latest("pk").after == {"everybody": True, "reason": "a mistake"}


def test_what_somebody_was_given_under_another_name_is_taken_back_too(tenth):
    known, newer, other = made.person("d@x.example", kind="email"), made.person("devi"), made.person("aino")
    issue(tenth, [known, other], "welcome", now=NOW)
    made.merge(newer, known)
    ask.withdraw(tenth, {"people": [newer]}, "asked for it", by="member:1", member=None)
    run.tick(LATER)

    assert list(Lot.objects.filter(left__gt=0).values_list("identity_id", flat=True)) == [other]


def test_who_is_erased_meanwhile_is_not_meant_any_more(tenth):
    errand = given(tenth, [1, 2])
    forget.forget(Whom([{2: None}]))
    errand.refresh_from_db()

    assert errand.whom == {"people": [1]}
