"""Who of an audience gets nothing: on the composer, before the launch, on the campaign's page, in the settings."""

import numpy as np
import pytest
from django.contrib.messages import get_messages

from polku.act.campaigns.cause import cause_of
from polku.act.campaigns.models import Campaign, Frozen, Launch
from polku.act.campaigns.write import create
from polku.kit import clock
from polku.know.segments.segments import create as make_segment
from polku.say.arms import packed, team

pytestmark = pytest.mark.django_db
EVERYBODY = {"all": []}
FORM = {"name": "Winter", "audience": "everybody", "channel": "paper", "body": "Hello", "holdout": "20"}


def said(page):
    return [str(one) for one in get_messages(page.wsgi_request)]


def test_people_are_taken_off_by_segment_and_counted(web, come_by, buy, follow):
    come_by("Devi", "Emile", "Fumi")
    buy("devi", "1001")
    follow()
    buyers = make_segment("Buyers", rule={"did": "Order Completed"})

    page = web.post("/campaigns/new", FORM | {"excluded": str(buyers.pk), "show": "preview"})
    web.post("/campaigns/new", FORM | {"excluded": str(buyers.pk)})

    assert (page.context["found"].count, page.context["taken_off"]) == (2, 1)
    row = Campaign.objects.get()
    assert (row.exclusion, row.holdout_percent) == ({"any": [{"in_segment": buyers.pk}]}, 20)
    kept = web.get(f"/campaigns/{row.pk}/edit").context
    assert (kept["off"].segments, kept["data"]["holdout"], kept["taken_off"]) == ([buyers.pk], "20", 1)
    assert web.get(f"/campaigns/{row.pk}/launch").context["before"].taken_off == 1


def test_what_a_program_excludes_stays_until_it_is_unticked(web, columns):
    row = create("Winter", body="Hello", rule=EVERYBODY, exclusion={"reachable": "paper"})

    web.post(f"/campaigns/{row.pk}/edit", FORM | {"exclusion_rest": "1"})
    row.refresh_from_db()
    assert row.exclusion == {"reachable": "paper"}
    web.post(f"/campaigns/{row.pk}/edit", FORM)
    row.refresh_from_db()
    assert row.exclusion is None


@pytest.mark.parametrize("typed", ["51", "-1", "a", "2.5"])
def test_a_holdout_of_another_size_is_refused(web, columns, typed):
    page = web.post("/campaigns/new", FORM | {"holdout": typed})

    assert page.context["form"].errors["holdout"] == ["Write a whole number from 0 to 50."]
    assert page.context["data"]["holdout"] == typed


def test_before_the_launch_it_says_who_is_held_out_and_asks_whether_really_everybody_is_meant(web, come_by, follow):
    come_by(*(f"P{number}" for number in range(24)))
    follow()
    team.change(30, by=None)
    row = create("Winter", body="Hello", rule=EVERYBODY, holdout_percent=50, purpose="marketing")

    told = web.get(f"/campaigns/{row.pk}/launch").context
    refused = web.post(f"/campaigns/{row.pk}/launch")
    held = told["unreached"].held_out, told["unreached"].held_by_team

    assert min(held) > 0
    assert told["reached"] + sum(held) == 24
    assert (told["before"].is_everybody, told["before"].pace) == (True, None)
    assert said(refused) == ["This goes to everybody whom polku knows. Say that it is meant so."]
    assert not Launch.objects.exists()
    web.post(f"/campaigns/{row.pk}/launch", {"everybody": "yes"})
    assert Launch.objects.exists()


def test_nothing_is_sent_to_nobody(web, columns):
    row = create("Winter", body="Hello", rule={"did": "Order Completed"})

    assert said(web.post(f"/campaigns/{row.pk}/launch")) == ["Nobody is in the audience."]
    assert not Launch.objects.exists()


def test_the_effect_stands_on_the_campaigns_page_by_any_goal_and_time(web, come_by, follow):
    people = come_by(*(f"P{number}" for number in range(20)))
    follow()
    row = create("Winter", body="Hello", rule=EVERYBODY, holdout_percent=50)
    sent_off = Launch.objects.create(campaign=row, at=clock.now(), asked_at=clock.now(), audience=10)
    numbers = np.array(sorted(one.id for one in people), np.int64)
    packed.keep(cause_of(row), "asked", numbers[:10])
    packed.keep(cause_of(row), "holdout", numbers[10:])
    Frozen.objects.create(launch=sent_off, rule={}, found=20, percent=50, salt="s", team_percent=0, team_salt="")

    page = web.get(f"/campaigns/{row.pk}")
    other = web.get(f"/campaigns/{row.pk}?goal=Signed+Up&days=30").context["effect"]

    assert page.context["effect"].sentence == "It is not clear yet whether the message makes people order."
    assert [(one.side.people, one.is_asked) for one in page.context["effect"].rows] == [(10, True), (10, False)]
    assert page.context["held_out"] == 10
    assert b'id="effect"' in page.content
    assert (other.found.goal, other.found.days) == ("Signed Up", 30)


def test_the_teams_holdout_is_changed_and_drawn_anew_by_a_person(web):
    web.post("/settings/holdout", {"percent": "5"})
    first = team.current()
    web.post("/settings/holdout", {"anew": "yes"})
    anew = team.current()

    assert (first.percent, anew.percent) == (5, 5)
    assert first.salt != anew.salt
    assert anew.by is not None
    assert web.get("/settings").context["holdout"].row == anew
    assert said(web.post("/settings/holdout", {"percent": "70"}))[-1] == "Write a whole number from 0 to 50."
