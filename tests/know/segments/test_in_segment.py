"""A rule may ask who is in another segment."""

import pytest

from polku.know.rules import sentence
from polku.know.rules.condition import RuleError
from polku.know.rules.doubts import doubts
from polku.know.rules.tree import read
from polku.know.segments import lists, made_of, segments
from polku.know.segments.archive import archive
from polku.know.segments.models import Segment
from polku.know.segments.segments import create, edit
from tests.conftest import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
TURKU = {"trait": "city", "value": "Turku"}
BUYERS = {"did": "Order Completed", "within": "30d"}


@pytest.fixture
def vip() -> Segment:
    return create("VIP", rule={"all": [TURKU, BUYERS]})


def test_it_means_the_rule_of_the_other(vip, live, who):
    live("devi", {"city": "Turku"}, {"Order Completed": [3]})
    live("emile", {"city": "Turku"})
    live("fumi", {"city": "Pori"}, {"Order Completed": [3]})

    assert who({"in_segment": "vip"}) == ["devi"]
    assert who({"not": {"in_segment": vip.pk}}) == ["emile", "fumi"]
    assert who({"any": [{"in_segment": "VIP"}, {"trait": "city", "value": "pori"}]}) == ["devi", "fumi"]


def test_what_can_change_it_is_what_can_change_the_other(vip):
    assert read({"in_segment": "vip"}).depends() == read(vip.rule).depends()


def test_names_become_numbers_and_sentences_tell_the_name_of_now(vip):
    fans = create("Fans", rule={"all": [{"in_segment": "vip"}, {"not": {"in_segment": "VIP "}}]})

    edit(vip, name="Very important", by=None)

    assert fans.rule == {"all": [{"in_segment": vip.pk}, {"not": {"in_segment": vip.pk}}]}
    assert sentence.sentence(fans.rule) == (
        "is in the segment “Very important”, and is not in the segment “Very important”"
    )
    assert sentence.everyone({"in_segment": vip.pk}) == "Everyone who is in the segment “Very important”"
    tasters = lists.make_list("Tasters")
    assert sentence.sentence({"not": {"in_segment": "tasters"}}) == "is not on the list “Tasters”"
    assert sentence.everyone(tasters.rule) == "Everyone who is on the list “Tasters”"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("vib", "all[0].in_segment: there is no segment “vib”; did you mean “VIP”?"),
        (4711, "all[0].in_segment: there is no segment 4711"),
        (2**70, "all[0].in_segment: this must be the name or the number of a segment"),
        (True, "all[0].in_segment: this must be the name or the number of a segment"),
        ("", "all[0].in_segment: this must be the name or the number of a segment"),
        (["VIP"], "all[0].in_segment: this must be the name or the number of a segment"),
    ],
)
def test_a_segment_that_is_not_there_is_told_at_its_place(vip, given, sentence):
    Segment.objects.filter(pk=vip.pk).update(name="VIP")

    with pytest.raises(RuleError) as problem:
        read({"all": [{"in_segment": given}]})

    assert str(problem.value) == sentence


def test_a_circle_is_refused_with_all_its_names(vip):
    fans = create("Fans", rule={"in_segment": "vip"})
    create("Friends", rule={"any": [{"in_segment": "fans"}, TURKU]})

    with pytest.raises(RuleError) as problem:
        edit(vip, rule={"all": [TURKU, {"not": {"in_segment": "friends"}}]}, by=None)
    with pytest.raises(RuleError) as itself:
        edit(fans, rule={"in_segment": "fans"}, by=None)

    assert str(problem.value) == (
        "all[1].not.in_segment: a segment cannot be made of itself: “VIP” → “Friends” → “Fans” → “VIP”"
    )
    assert str(itself.value) == "in_segment: a segment cannot be made of itself: “Fans” → “Fans”"
    vip.refresh_from_db()
    assert vip.version == 1


def test_segments_that_double_again_and_again_come_to_an_end():
    create("0", rule=TURKU)
    for step in range(7):
        create(str(step + 1), rule={"all": [{"in_segment": str(step)}] * 2})

    with pytest.raises(RuleError, match="more than 200 segments within segments"):
        create("8", rule={"all": [{"in_segment": "7"}] * 2})


def test_what_is_built_on_a_segment_is_found_the_nearest_first(vip):
    fans = create("Fans", rule={"in_segment": "vip"})
    friends = create("Friends", rule={"any": [{"in_segment": "fans"}, {"in_segment": "vip"}]})

    assert made_of.built_on(vip) == [fans, friends]
    assert made_of.built_on(friends) == []


def test_an_edit_calls_for_asking_all_anew_that_are_built_on_it(vip):
    fans = create("Fans", rule={"in_segment": "vip"})
    friends = create("Friends", rule={"in_segment": "fans"})
    Segment.objects.update(checked_edits=1)

    edit(vip, rule=TURKU, by=None)
    edit(friends, name="Good friends", by=None)

    due = [one.name for one in segments.current_segments() if not one.is_settled]
    assert due == ["Fans", "Good friends", "VIP"]
    assert Segment.objects.get(pk=fans.pk).version == 1


def test_whoever_asks_for_an_archived_segment_is_told_so(vip, columns):
    tasters = lists.make_list("Tasters", by=None)
    for one in (vip, tasters):
        archive(one, by=None, users=())

    found = [(one.path, one.sentence) for one in doubts({"all": [{"in_segment": "vip"}, {"not": tasters.rule}]}, NOON)]

    sentence = "the segment “%s” is archived: it is not followed, and nothing new can use it"
    assert found == [("all[0].in_segment", sentence % "VIP"), ("all[1].not.in_segment", sentence % "Tasters")]
