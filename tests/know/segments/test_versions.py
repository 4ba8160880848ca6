"""Changing a segment makes a new version; what uses it is respected."""

import pytest

from polku.act.campaigns import write
from polku.flow import USES
from polku.know.rules.condition import RuleError
from polku.know.segments import lists, segments
from polku.know.segments.changes import what_would_change
from polku.know.segments.errors import NameTaken, NoRule, SegmentInUse
from polku.know.segments.models import SegmentVersion
from polku.know.segments.uses import uses
from polku.know.teams.models import Member, TrailEntry
from tests.conftest import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
TURKU, PORI = {"trait": "city", "value": "Turku"}, {"trait": "city", "value": "Pori"}


def versions(segment):
    rows = SegmentVersion.objects.filter(segment=segment).order_by("number")
    return [(row.number, row.name, row.rule) for row in rows]


def test_every_version_stays_and_can_be_had_again():
    aino = Member.objects.create_user("aino@kahvila.example", name="Aino")
    town = segments.create("Town", rule=TURKU, by=aino)
    segments.edit(town, rule=PORI, by=aino)
    segments.edit(town, name="Pori", by=aino)

    segments.restore(town, 1, by=aino)

    assert (town.version, town.name, town.rule) == (4, "Pori", TURKU)
    assert versions(town) == [(1, "Town", TURKU), (2, "Town", PORI), (3, "Pori", PORI), (4, "Pori", TURKU)]
    told = [(entry.action, entry.before, entry.after) for entry in TrailEntry.objects.order_by("pk")][1:]
    assert told == [
        ("segment.changed", {"rule": TURKU}, {"rule": PORI}),
        ("segment.changed", {"name": "Town"}, {"name": "Pori"}),
        ("segment.changed", {"rule": PORI}, {"rule": TURKU}),
    ]


def test_saving_without_a_change_changes_nothing():
    town = segments.create("Town", rule=TURKU)

    segments.edit(town, rule=TURKU, name=" Town ", is_live=True, by=None)

    assert (town.version, town.edits) == (1, 1)
    assert TrailEntry.objects.count() == 1


def test_a_mistake_changes_nothing():
    town = segments.create("Town", rule=TURKU)
    segments.create("Pori", rule=PORI)

    with pytest.raises(NameTaken):
        segments.edit(town, rule=PORI, name="pori", by=None)
    with pytest.raises(RuleError):
        segments.edit(town, rule={"trait": ""}, name="City", by=None)
    with pytest.raises(NoRule):
        segments.edit(lists.make_list("Tasters"), rule=PORI, by=None)

    town.refresh_from_db()
    assert (town.name, town.rule, town.version) == ("Town", TURKU, 1)


def test_an_edit_tells_before_who_would_join_and_leave(live, who):
    for name, city in {"devi": "Turku", "emile": "Turku", "fumi": "Pori"}.items():
        live(name, {"city": city})
    who({"all": []})
    town = segments.create("Town", rule=TURKU)
    fans = segments.create("Fans", rule={"in_segment": "town"})

    change = what_would_change(town, {"trait": "city", "op": "exists"}, NOON)
    other = what_would_change(town, PORI, NOON)

    assert (change.joins, change.leaves, change.stays, change.built_on) == (1, 0, 2, [fans])
    assert (other.joins, other.leaves, other.stays) == (1, 2, 0)
    with pytest.raises(RuleError, match="cannot be made of itself"):
        what_would_change(town, {"in_segment": "fans"}, NOON)


def test_a_segment_in_use_stays():
    town = segments.create("Town", rule=TURKU)
    fans = segments.create("Fans", rule={"not": {"in_segment": "town"}})
    given = {"subject": "Hello", "body": "Hello"}
    hello = write.create("Hello", segment=town, **given)
    other = write.create("Other", rule={"all": [{"in_segment": town.pk}]}, **given)

    with pytest.raises(SegmentInUse) as used:
        segments.remove(town, by=None, users=USES)

    assert [(use.what, use.number, use.name) for use in used.value.uses] == [
        ("segment", fans.pk, "Fans"),
        ("campaign", other.pk, "Other"),
        ("campaign", hello.pk, "Hello"),
    ]
    assert uses(fans, USES) == []
    segments.remove(fans, by=None, users=USES)


def test_a_campaign_keeps_the_number_of_a_segment_that_its_rule_names():
    town = segments.create("Town", rule=TURKU)

    hello = write.create("Hello", rule={"in_segment": "town"}, subject="Hello", body="Hello")

    assert hello.rule == {"in_segment": town.pk}
