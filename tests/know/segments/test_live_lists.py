"""Lists and scores are followed like rules: whoever is put on a list joins, and what is built on it follows."""

import pytest

from polku.kit import ids
from polku.know.people import columns as people_columns
from polku.know.segments import lists, segments
from polku.know.segments.models import Segment
from polku.know.segments.rfm import scores
from tests.know.segments.live.conftest import at, follow, members, number, steps  # noqa: F401 - carry the river on

pytestmark = pytest.mark.django_db(transaction=True)


def seen(name: str) -> dict[str, object]:
    return {"type": "track", "event": "Signed In", "userId": name}


def test_a_list_that_changes_makes_people_join_and_leave(log_events, follow, members):  # noqa: F811
    log_events(seen("devi"), seen("emile"))
    follow()
    tasters = lists.make_list("Tasters", identities=[number("devi")])
    others = segments.create("Others", rule={"not": {"in_segment": "tasters"}})
    follow()

    lists.replace(tasters, [number("emile")])
    follow()

    assert (members(tasters), members(others)) == (["emile"], ["devi"])
    assert sorted(steps(tasters)[-2:]) == [("devi", "left", "list", ""), ("emile", "joined", "list", "")]
    assert sorted(steps(others)[-2:]) == [("devi", "joined", "edit", ""), ("emile", "left", "edit", "")]
    assert {one.drift for one in Segment.objects.all()} == {0}


def test_two_on_a_list_who_become_one_are_on_it_once(log_events, follow, members):  # noqa: F811
    log_events(seen("devi"), {"type": "track", "event": "Seen", "anonymousId": "a1"}, seen("emile"))
    follow()
    tasters = lists.make_list("Tasters", identities=[ids.identity_id("anonymous_id", "a1")])
    follow()

    log_events({"type": "identify", "userId": "devi", "anonymousId": "a1"})
    follow()

    assert members(tasters) == ["devi"]
    tasters.refresh_from_db()
    assert tasters.size == 1


def test_scores_of_a_new_day_move_people(log_events, follow, members, at):  # noqa: F811
    order = {"type": "track", "event": "Order Completed"}
    log_events({**order, "userId": "devi", "properties": {"order_id": "1", "revenue": 5}})
    best = segments.create("Best", rule={"rfm": {"recency": [5]}})
    at(hours=1)
    follow()
    assert members(best) == []

    while people_columns.sync():
        pass
    scores.score(at(days=1))
    follow()

    assert members(best) == ["devi"]
    assert [step[2] for step in steps(best)] == ["time"]
