"""Who joins and leaves a segment, and why it is said to be so."""

import pytest

from polku.know.events.models import LogBatch
from polku.know.people.models import Changed, Merge, Profile
from polku.know.people.undo import undo_merge
from polku.know.segments import segments
from polku.know.segments.live import loop
from polku.know.segments.live.membership import segments_of
from polku.know.segments.models import SegmentSize
from tests.know.segments.live.conftest import number, steps

pytestmark = pytest.mark.django_db
BOUGHT = {"did": "Order Completed"}
THIS_WEEK = {"did": "Order Completed", "within": "7d"}
IN_TOKYO = {"trait": "city", "op": "is", "value": "Tokyo"}


def bought(name: str, **more: object) -> dict[str, object]:
    return {"type": "track", "event": "Order Completed", "userId": name, **more}


def says(name: str, **traits: object) -> dict[str, object]:
    return {"type": "identify", "userId": name, "traits": traits}


def test_who_meets_a_new_segment_joins_it(log_events, follow, members):
    log_events(bought("devi"), says("emile", city="Tokyo"))
    follow()
    buyers = segments.create("Buyers", rule=BOUGHT)

    follow()

    assert steps(buyers) == [("devi", "joined", "made", "")]
    assert members(buyers) == ["devi"]
    buyers.refresh_from_db()
    assert (buyers.size, buyers.is_settled, buyers.drift) == (1, True, 0)


def test_an_event_makes_its_person_join(log_events, follow, members):
    buyers = segments.create("Buyers", rule=BOUGHT)
    follow()
    log_events(bought("devi", messageId="o1"), {"type": "track", "event": "Signed In", "userId": "emile"})

    follow()

    assert steps(buyers) == [("devi", "joined", "event", "Order Completed")]
    assert [(one.segment, one.cause) for one in segments_of(number("devi"))] == [(buyers.pk, "event")]


def test_a_trait_makes_its_person_join_and_leave(log_events, follow):
    tokyo = segments.create("Tokyo", rule=IN_TOKYO)
    follow()
    log_events(says("devi", city="Tokyo"))
    follow()
    log_events(says("devi", city="Pune"))

    follow()

    assert steps(tokyo) == [("devi", "joined", "trait", "Identified"), ("devi", "left", "trait", "Identified")]


def test_whoever_is_new_joins_rules_that_say_nothing_of_what_they_did(log_events, follow):
    never = segments.create("Never bought", rule={"not": BOUGHT})
    follow()
    log_events({"type": "page", "name": "Home", "userId": "devi"})

    follow()

    assert steps(never) == [("devi", "joined", "event", "Page Viewed")]


def test_time_alone_makes_people_leave(log_events, follow, at, members):
    lately = segments.create("Lately", rule=THIS_WEEK)
    log_events(bought("devi", timestamp="2026-11-20T12:00:00Z"))
    follow()
    assert members(lately) == ["devi"]

    at(days=6)
    follow()
    assert members(lately) == ["devi"]  # to the very instant

    at(days=6, seconds=1)
    follow()

    assert steps(lately)[1:] == [("devi", "left", "time", "")]


def test_an_edit_changes_only_those_for_whom_it_matters(log_events, follow):
    log_events(says("devi", city="Tokyo"), says("emile", city="Turku"), says("fumi", city="Tokyo", vip=True))
    city = segments.create("City", rule=IN_TOKYO)
    follow()

    segments.edit(city, rule={"trait": "city", "op": "in", "value": ["Turku", "Tokyo"]}, by=None)
    follow()

    assert steps(city)[2:] == [("emile", "joined", "edit", "")]


def test_an_edit_reaches_the_segments_that_are_built_on_it(log_events, follow, members):
    log_events(says("devi", city="Tokyo"), bought("devi"), says("emile", city="Turku"), bought("emile"))
    city = segments.create("City", rule=IN_TOKYO)
    both = segments.create("Both", rule={"all": [BOUGHT, {"in_segment": "City"}]})
    follow()
    assert members(both) == ["devi"]

    segments.edit(city, rule={"trait": "city", "op": "is", "value": "Turku"}, by=None)
    follow()

    assert members(both) == ["emile"]
    assert {step[2] for step in steps(both)[1:]} == {"edit"}


def test_two_who_become_one_are_in_a_segment_once(log_events, follow, members):
    buyers = segments.create("Buyers", rule=BOUGHT)
    twice = segments.create("Twice", rule={"did": "Order Completed", "count": {"gte": 2}})
    log_events(bought("devi"), {"type": "track", "event": "Order Completed", "anonymousId": "phone"})
    follow()
    assert members(buyers) == ["devi", "phone"]

    log_events({"type": "identify", "userId": "devi", "anonymousId": "phone"})
    follow()

    assert steps(buyers)[2:] == [("phone", "left", "merge", "")]
    assert steps(twice) == [("devi", "joined", "merge", "")]

    undo_merge(Merge.objects.get(), by=_member())
    follow()

    assert members(buyers) == ["devi", "phone"]
    assert members(twice) == []


def _member():
    from polku.know.teams.models import Member

    return Member.objects.create(email="aino@example.com")


def test_joining_and_leaving_counts_by_the_hour(log_events, follow, at):
    tokyo = segments.create("Tokyo", rule=IN_TOKYO)
    log_events(says("devi", city="Tokyo"))
    follow()
    log_events(says("devi", city="Pune"), says("emile", city="Tokyo"), says("fumi", city="Tokyo"))
    at(minutes=90)
    follow()

    found = SegmentSize.objects.filter(segment=tokyo).order_by("at").values_list("size", "joined", "left")

    assert list(found) == [(1, 1, 0), (2, 2, 1)]


def test_joining_does_not_count_as_being_seen(log_events, follow, at):
    log_events(bought("devi"))
    follow()
    before = Profile.objects.get().last_seen_ms
    at(days=1)
    segments.create("Buyers", rule=BOUGHT)

    follow()

    assert Profile.objects.get().last_seen_ms == before


def test_where_nothing_changes_nothing_is_told(log_events, follow):
    segments.create("Buyers", rule=BOUGHT)
    log_events(bought("devi"))
    follow()
    before = LogBatch.objects.count()

    log_events(bought("devi"))
    follow()

    assert LogBatch.objects.count() == before + 1


def test_one_that_is_not_live_is_left_alone(log_events, follow, members):
    buyers = segments.create("Buyers", rule=BOUGHT)
    segments.edit(buyers, is_live=False, by=None)
    log_events(bought("devi"))
    follow()
    assert members(buyers) == []

    segments.edit(buyers, is_live=True, by=None)
    follow()

    assert members(buyers) == ["devi"]


def test_the_check_finds_nothing_to_put_right(log_events, follow, at, check_all):
    buyers = segments.create("Buyers", rule=THIS_WEEK)
    log_events(bought("devi"))
    follow()

    at(days=9)  # nobody looked at the clock since
    check_all()
    follow()

    buyers.refresh_from_db()
    assert buyers.drift == 0
    assert steps(buyers)[1:] == [("devi", "left", "time", "")]


def test_the_check_puts_right_what_is_wrong_and_says_so(log_events, follow, at, members, check_all):
    tokyo = segments.create("Tokyo", rule=IN_TOKYO)
    log_events(says("devi", city="Tokyo"), says("emile", city="Turku"))
    follow()
    Profile.objects.filter(id=number("emile")).update(traits='{"city":"Tokyo"}')  # by nobody's event
    Changed.objects.create(id=number("emile"), at_seq=0)

    at(days=1)
    check_all()
    follow()

    tokyo.refresh_from_db()
    assert (tokyo.drift, tokyo.size, members(tokyo)) == (1, 2, ["devi", "emile"])
    assert steps(tokyo)[-1] == ("emile", "joined", "check", "")

    at(days=2)
    check_all()
    follow()

    tokyo.refresh_from_db()
    assert tokyo.drift == 0


def test_at_night_everybody_is_asked_again(follow, at):
    buyers = segments.create("Buyers", rule=BOUGHT)
    follow()
    assert loop.check_at_night(at(hours=13)) == 0  # one at night, but asked thirteen hours ago

    assert loop.check_at_night(at(hours=15, days=1)) == 1
    assert loop.check_at_night(at(hours=15.1, days=1)) == 0

    buyers.refresh_from_db()
    assert buyers.checked_at == at(hours=15, days=1)
