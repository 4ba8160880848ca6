"""A segment that nobody wants any more is put away, and had back as it was."""

import pytest

from polku.act.campaigns import write
from polku.act.campaigns.launch import launch
from polku.act.campaigns.models import Launch
from polku.act.campaigns.problems import NotReady
from polku.flow import USES
from polku.know.rules.condition import RuleError
from polku.know.segments import lists, segments
from polku.know.segments.archive import archive, unarchive
from polku.know.segments.errors import NameTaken, SegmentArchived, SegmentInUse
from polku.know.segments.live.followed import followed
from polku.know.segments.models import Segment
from polku.know.teams.models import Member, TrailEntry
from tests.conftest import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
TURKU = {"trait": "city", "value": "Turku"}


@pytest.fixture
def town():
    return segments.create("Town", rule=TURKU)


def put_away(segment, by=None):
    return archive(segment, by=by, users=USES)


def test_it_leaves_the_lists_and_is_not_followed_until_it_is_taken_back(town):
    aino = Member.objects.create_user("aino@kahvila.example", name="Aino")
    Segment.objects.update(checked_edits=1)

    put_away(town, by=aino)
    put_away(town, by=aino)

    assert town.archived_at == NOON
    assert (list(segments.current_segments()), list(segments.archived_segments())) == ([], [town])
    assert followed().all == []

    unarchive(town, by=aino)
    unarchive(town, by=aino)

    assert (town.archived_at, town.is_live, town.is_settled) == (None, True, False)
    assert list(segments.current_segments()) == [town]
    told = [(entry.action, entry.after) for entry in TrailEntry.objects.order_by("pk")][1:]
    assert told == [("segment.archived", {"name": "Town"}), ("segment.unarchived", {"name": "Town"})]


def test_one_that_was_not_followed_is_not_followed_afterwards(town):
    segments.edit(town, is_live=False, by=None)

    assert unarchive(put_away(town), by=None).is_live is False


def test_what_another_segment_or_a_campaign_asks_for_stays(town):
    fans = segments.create("Fans", rule={"in_segment": town.pk})
    spring = write.create("Spring", body="Hei", segment=town)

    with pytest.raises(SegmentInUse) as used:
        put_away(town)

    assert [(use.what, use.name) for use in used.value.uses] == [("segment", "Fans"), ("campaign", "Spring")]
    assert str(used.value) == (
        f"This segment stays, for it is used by segment {fans.pk} “Fans”, campaign {spring.pk} “Spring”."
    )


def test_a_campaign_that_has_asked_everybody_does_not_hold_it(town):
    spring = write.create("Spring", body="Hei", segment=town)
    launch(spring, by=None, now=NOON)

    with pytest.raises(SegmentInUse):
        put_away(town)
    Launch.objects.update(asked_at=NOON)

    assert put_away(town).is_archived
    with pytest.raises(SegmentInUse):
        segments.remove(town, by=None, users=USES)


def test_nothing_new_can_ask_for_it(town):
    put_away(town)
    rule = {"all": [TURKU, {"not": {"in_segment": "town"}}]}

    with pytest.raises(RuleError) as refused:
        segments.create("Fans", rule=rule)
    with pytest.raises(NotReady) as of_rule:
        write.create("Spring", body="Hei", rule=rule)
    with pytest.raises(NotReady) as of_segment:
        write.create("Spring", body="Hei", segment=town)

    sentence = "all[1].not.in_segment: the segment “Town” is archived; take it back first"
    assert (str(refused.value), str(of_rule.value)) == (sentence, sentence)
    assert str(of_segment.value) == "The segment “Town” is archived. Take it back first."


def test_what_is_built_on_an_archived_one_comes_back_after_it(town):
    fans = segments.create("Fans", rule={"in_segment": town.pk})
    put_away(fans)
    put_away(town)

    with pytest.raises(RuleError):
        unarchive(fans, by=None)
    unarchive(town, by=None)

    assert not unarchive(fans, by=None).is_archived


def test_it_is_not_changed_meanwhile_but_copied(town):
    tasters = lists.make_list("Tasters")
    put_away(tasters)
    put_away(town)

    for change in (
        lambda: segments.edit(town, name="Village", by=None),
        lambda: lists.add(tasters, [1]),
        lambda: lists.take_off(tasters, [1]),
        lambda: lists.replace(tasters, [1]),
    ):
        with pytest.raises(SegmentArchived):
            change()

    assert (lists.copy(town).name, lists.copy(tasters).name) == ("Town (copy)", "Tasters (copy)")


def test_its_name_is_still_taken_and_the_error_says_where(town):
    put_away(town)

    with pytest.raises(NameTaken) as taken:
        segments.create("town", rule=TURKU)

    assert str(taken.value) == ("A segment in the archive has this name. Give this one another, or take that one back.")
