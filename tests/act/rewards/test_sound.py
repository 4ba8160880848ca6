"""What cannot work is not begun, and why is said; what may not be meant is hinted at."""

from datetime import timedelta

import pytest

from polku.act.rewards import sound
from polku.act.rewards.ledger.models import Program, Terms
from polku.know.places.models import Store
from polku.know.segments.models import Segment
from polku.know.teams.models import create_source
from polku.know.teams.public_keys import change
from tests.act.rewards import made

pytestmark = pytest.mark.django_db


def against(program):
    return sound.against_beginning(program, now=made.NOW)


def gives(kind, prize):
    """A program of this kind that gives the prize."""
    prize = {"program": prize.pk}
    won = {"key": "a", "title": "A", "stock": 1, "chance": {"of": 2}, "gives": prize}
    terms = {
        "stamps": {"size": 2, "rewards": [{"at": 2, "prize": prize}]},
        "draw": {"mode": "instant", "prizes": [won]},
        "ranks": {"ranks": [{"key": "gold", "name": "Gold", "at": 5, "prizes": [prize]}]},
        "referral": {"tiers": [{"friends": 3, "prize": prize}], "friend": prize},
        "benefit": {"when": "each", "number": 10, "prize": prize},
        "offer": {"prize": prize},
        "points": {"rewards": [{"points": 5, "title": "A", "prize": prize}], "per": [{"points": 1, "minor": 100}]},
    }[kind]  # fmt: skip
    return made.program(kind, {"title": kind} | terms)


@pytest.mark.parametrize("kind", ["stamps", "draw", "ranks", "referral", "benefit", "offer", "points"])
def test_a_prize_that_nobody_would_get_is_named(kind):
    prize = made.coupon()
    program = gives(kind, prize)
    assert against(program) == []

    for state, said in (("draft", "not live"), ("paused", "not live"), ("ended", "has ended")):
        Program.objects.update(state=state)
        (sentence,) = against(program)
        assert "“Coupon”" in sentence
        assert said in sentence
    Program.objects.update(state="live")
    Terms.objects.filter(program=prize).update(terms=made.TEA | {"valid": {"ends": made.NOW.isoformat()}})
    assert against(program) == ["The time of “Coupon” is over: give it a later end."]
    Program.objects.filter(pk=prize.pk).update(kind="offer")
    assert "neither coupons nor points" in against(program)[0]
    Program.objects.filter(pk=prize.pk).delete()
    assert "not there any more" in against(program)[0]


@pytest.mark.parametrize(
    ("kind", "field", "soon"),
    [("coupon", "valid.ends", 0), ("discount", "valid.ends", 0), ("offer", "ends", 0), ("draw", "closes", 60)],
)
def test_what_is_over_does_not_begin(kind, field, soon):
    prizes = [{"key": "a", "title": "A", "stock": 1}]
    other = {"offer": {"title": "Sale"}, "draw": {"title": "Draw", "mode": "scheduled", "prizes": prizes}}

    def at(seconds):
        when = (made.NOW + timedelta(seconds=soon + seconds)).isoformat()
        ends = {"valid": {"ends": when}} if field == "valid.ends" else {field: when}
        return against(made.program(kind, other.get(kind, made.TEA) | ends))

    assert len(at(0)) == 1
    assert at(1) == []


def test_ranks_that_count_points_need_those_points():
    points = made.program("points", {"title": "Beans"})
    ranks = [{"key": "gold", "name": "Gold", "at": 5}]
    program = made.program("ranks", {"title": "R", "ranks": ranks, "by": "points", "points": points.pk})
    assert against(program) == []
    Program.objects.filter(pk=points.pk).update(state="ended")
    assert "points that count" in against(program)[0]


def test_hints_at_limits_currencies_and_points_that_nobody_earns():
    once = made.coupon(limits={"person": 1})
    assert "“Coupon” once" in sound.hints(gives("stamps", once))[0]
    assert sound.hints(gives("ranks", once)) == []  # reached once
    assert sound.hints(gives("stamps", made.coupon())) == []
    Program.objects.filter(pk=once.pk).update(currency="USD")
    assert sound.hints(gives("offer", once)) == ["“Coupon” is in USD, this in EUR."]
    assert len(sound.hints(made.program("points", {"title": "Beans"}))) == 1


@pytest.mark.parametrize("kind", ["coupon", "discount", "offer", "draw", "benefit"])
def test_for_a_segment_that_is_gone_nothing_begins_and_unknown_stores_are_hinted_at(kind):
    prizes = [{"key": "a", "title": "A", "stock": 1}]
    asked = {"segment": 7, "stores": ["kallio"]}
    terms = {
        "offer": {"segment": 7},
        "draw": {"mode": "scheduled", "closes": "2027-01-01T00:00:00Z", "prizes": prizes, "who": asked},
        "benefit": {"when": "segment", "segment": 7, "prize": {"program": made.coupon().pk}},
    }.get(kind, made.TEA | {"conditions": asked})
    program = made.program(kind, {"title": "A"} | terms)
    assert [one for one in against(program) if "segment" in one]

    Segment.objects.create(pk=7, name="Regulars", rule={"all": []})
    assert not [one for one in against(program) if "segment" in one]
    hinted = [one for one in sound.hints(program) if "kallio" in one]
    assert len(hinted) == (kind in ("coupon", "discount", "draw"))
    Store.objects.create(key="kallio", name="Kallio")
    assert not [one for one in sound.hints(program) if "kallio" in one]


@pytest.mark.parametrize("kind", ["stamps", "ranks", "referral", "benefit", "points"])
def test_before_it_begins_the_team_is_asked_which_keys_stand_in_pages(kind):
    program = gives(kind, made.coupon())
    Program.objects.filter(pk=program.pk).update(state="draft")
    program.refresh_from_db()
    if kind == "stamps":
        terms = program.terms.get().terms | {"comes": {"kind": "visit", "is_by_order": True}}
        Terms.objects.filter(program=program).update(terms=terms)

    def asked():
        return [one for one in sound.hints(program) if "web page" in one]

    assert not asked()
    page = create_source("Page")
    create_source("Server")
    assert asked()
    change(page, is_public=True)
    assert not asked()
