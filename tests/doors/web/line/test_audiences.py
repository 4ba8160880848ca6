"""Segments are switched on as audiences, synchronised and switched off on a page that tells where they are."""

import pytest
from django.test import Client

from polku.kit import clock
from polku.know.segments.models import Segment
from polku.know.segments.segments import create
from polku.say.channels.line.audiences.models import LineAudience
from polku.say.channels.line.models import LineAccount
from tests.doors.web.queries import queries

PAGE = "/settings/channels/line/kahvila/audiences"


@pytest.fixture
def regulars(account: LineAccount) -> Segment:
    return create("Regulars", rule={"all": []})


def switch_on(web: Client, segment: Segment) -> LineAudience:
    answer = web.post(PAGE, {"segment": segment.pk})
    assert answer.status_code == 302, answer.text
    return LineAudience.objects.get(segment=segment)


def states(web: Client) -> list[str]:
    return [one.state for one in web.get(PAGE).context["rows"]]


def test_a_segment_is_switched_on_once(web: Client, regulars: Segment) -> None:
    assert "No audience yet" in web.get(PAGE).text

    switch_on(web, regulars)

    assert states(web) == ["coming"]
    assert web.post(PAGE, {"segment": regulars.pk}).status_code == 422
    assert web.post(PAGE, {"segment": "x"}).status_code == 422
    assert LineAudience.objects.count() == 1


def test_counts_of_what_is_at_line_stand_there_and_a_new_one_can_be_asked_for(web: Client, regulars: Segment) -> None:
    row = switch_on(web, regulars)
    at_line = {"wanted": False, "live_id": 4389303728991, "live_count": 1234, "live_told": 1200, "left_out": 3}
    LineAudience.objects.update(**at_line, live_at=clock.now(), checked_at=clock.now())
    shown = web.get(PAGE).text

    web.post(f"{PAGE}/{row.pk}/sync")

    assert all(part in shown for part in ("1,234 friends", "LINE counts 1,200", "3 people left out", "Sync now"))
    assert states(web) == ["coming"]
    row.refresh_from_db()
    assert row.wanted


def test_an_empty_one_and_one_in_trouble_say_so(web: Client, regulars: Segment) -> None:
    switch_on(web, regulars)
    LineAudience.objects.update(wanted=False, checked_at=clock.now())
    empty = web.get(PAGE).text
    LineAudience.objects.update(trouble="audience_full|1000")

    assert "Nobody in this segment is a friend" in empty
    assert "LINE keeps no more than 1000 audiences" in web.get(PAGE).text
    assert states(web) == ["trouble"]


def test_it_is_switched_off_and_its_segment_let_go(web: Client, regulars: Segment) -> None:
    row = switch_on(web, regulars)
    held = web.get(f"/segments/{regulars.pk}").text

    web.post(f"{PAGE}/{row.pk}/end")

    assert states(web) == ["leaving"]
    assert "LINE audience · <bdi>Kahvila" in held
    assert "LINE audience · <bdi>Kahvila" not in web.get(f"/segments/{regulars.pk}").text
    assert web.post(f"{PAGE}/{row.pk}/end").status_code == 404


def test_the_page_costs_the_same_however_many_there_are(web: Client, regulars: Segment) -> None:
    switch_on(web, regulars)
    one = queries(web, PAGE)
    for name in ("Two", "Three"):
        switch_on(web, create(name, rule={"all": []}))

    assert queries(web, PAGE) == one
    assert len(states(web)) == 3
