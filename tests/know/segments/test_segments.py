"""A segment is a named rule."""

import pytest

from polku.know.rules.condition import RuleError
from polku.know.segments import segments
from polku.know.segments.errors import NameTaken
from polku.know.teams.models import Member, TrailEntry
from tests.conftest import NOON
from tests.know.rules.conftest import live  # noqa: F401 - the same people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def test_a_segment_knows_who_is_in_it(live):  # noqa: F811
    from polku.know.people import columns

    live("devi", {"city": "Tokyo"})
    live("emile", {"city": "Lyon"})
    columns.sync()

    tokyo = segments.create("Tokyo", rule={"trait": "city", "value": "Tokyo"})

    assert segments.count(tokyo, NOON) == 1
    assert len(segments.people(tokyo, NOON)) == 1
    assert list(segments.current_segments()) == [tokyo]


def test_two_segments_of_one_name_could_not_be_told_apart():
    segments.create("Tokyo", rule={"trait": "city", "value": "Tokyo"})

    with pytest.raises(NameTaken):
        segments.create(" tokyo", rule={"did": "Order Completed"})


def test_a_rule_with_a_mistake_makes_no_segment():
    with pytest.raises(RuleError):
        segments.create("Tokyo", rule={"trait": ""})

    assert list(segments.current_segments()) == []


def test_making_and_removing_are_noted():
    aino = Member.objects.create_user("aino@kahvila.example", name="Aino")
    rule = {"trait": "city", "value": "Tokyo"}
    segments.remove(segments.create("Tokyo", rule=rule, by=aino), by=aino, users=())
    entries = TrailEntry.objects.order_by("pk")

    assert [(entry.action, entry.who) for entry in entries] == [("segment.made", "Aino"), ("segment.removed", "Aino")]
    assert entries[1].before == {"name": "Tokyo", "rule": rule}
