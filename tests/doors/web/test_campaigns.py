"""From an audience to a message, up to the button that sends it."""

from collections.abc import Callable

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from polku.act.campaigns.models import Campaign, Launch
from polku.know.people.models import Profile
from polku.know.segments.models import Segment
from polku.say.channels.paper.models import PaperCopy
from polku.say.outbox.models import Message
from tests.doors.web.queries import queries

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
WRITTEN = {
    "name": "Winter",
    "audience": "bought",
    "least": "2",
    "days": "30",
    "subject": "Coffee",
    "body": 'Hello {{ person.first_name | default: "there" }}',
}


@pytest.fixture
def shoppers(come_by: Callable[..., list[Profile]], buy: Callable[..., None], follow: Callable[[], None]) -> None:
    """Devi bought twice, Emile once."""
    come_by("Devi", "Emile")
    buy("devi", "1001", "1002")
    buy("emile", "1003")
    follow()


def test_a_segment_is_counted_shown_and_kept(web: Client, shoppers: None) -> None:
    part = web.get("/segments/new", {"least": 2, "days": 30}, headers=HTMX)
    assert (part.context["found"].count, [one.name for one in part.context["found"].people]) == (1, ["Devi"])
    assert "Everyone who bought at least 2 times in the last 30 days" in part.text

    web.post("/segments/new", {"least": 2, "days": 30, "name": "Regulars"})
    segment = Segment.objects.get()
    assert segment.rule == {"did": "Order Completed", "within": "30d", "count": {"gte": 2}}
    assert "Regulars" in web.get("/segments").text
    assert "Devi" in web.get(f"/segments/{segment.pk}").text


def test_a_segment_in_use_stays(web: Client) -> None:
    segment = Segment.objects.create(name="Regulars", rule={"did": "Order Completed"})
    campaign = Campaign.objects.create(name="Winter", segment=segment, body="Hello")

    web.post(f"/segments/{segment.pk}/removal")
    assert Segment.objects.exists()

    campaign.delete()
    web.post(f"/segments/{segment.pk}/removal")
    assert not Segment.objects.exists()


def test_a_preview_reads_as_the_chosen_person_would(web: Client, shoppers: None) -> None:
    answer = web.post("/campaigns/new", WRITTEN | {"show": "preview", "as_query": "emile"}, headers=HTMX)

    assert (answer.context["reader"].name, answer.context["preview_body"]) == ("Emile", "Hello Emile")
    assert answer.context["found"].count == 1
    assert not Campaign.objects.exists()


def test_what_is_wrong_is_told_at_its_line_and_nothing_is_lost(web: Client) -> None:
    answer = web.post("/campaigns/new", WRITTEN | {"body": "Hello\n{{ person.name"})

    assert [(fault.field, fault.line) for fault in answer.context["faults"]] == [("body", 2)]
    assert "Hello\n{{ person.name" in answer.text
    assert [str(one) for one in get_messages(answer.wsgi_request)] == [
        f"Not saved: {answer.context['faults'][0].sentence}"
    ]
    assert answer.text.count('class="form-error"') == 1
    assert not Campaign.objects.exists()


def test_a_campaign_is_written_shown_once_more_and_launched(web: Client, shoppers: None) -> None:
    saved = web.post("/campaigns/new", WRITTEN | {"send": ""})
    campaign = Campaign.objects.get()
    assert saved["Location"] == f"/campaigns/{campaign.pk}/launch"

    asked = web.get(saved["Location"])
    assert "Send to 1 person" in asked.text
    assert not Launch.objects.exists()

    sent = web.post(saved["Location"])
    assert sent["Location"] == f"/campaigns/{campaign.pk}"
    assert 'hx-trigger="every 1s"' in web.get(sent["Location"]).text
    assert web.get(f"/campaigns/{campaign.pk}/edit")["Location"] == sent["Location"]


def test_the_page_of_a_finished_campaign_stands_still(
    web: Client, come_by: Callable[..., list[Profile]], noon: object
) -> None:
    devi, emile = come_by("Devi", "Emile")
    campaign = Campaign.objects.create(name="Winter", rule={"did": "Order Completed"}, body="Hello")
    Launch.objects.create(campaign=campaign, at=noon, audience=2, asked_at=noon, at_seq=1)
    for person, state, reason in ((devi, "sent", ""), (emile, "failed", "no_address")):
        Message.objects.create(
            cause=f"campaign:{campaign.pk}",
            identity_id=person.id,
            channel="paper",
            campaign_id=campaign.pk,
            state=state,
            reason=reason,
            due_ms=1,
            asked_ms=1,
            settled_ms=2,
        )

    answer = web.get(f"/campaigns/{campaign.pk}")

    assert "every 1s" not in answer.text
    assert [(person.name, message.state) for message, person in answer.context["recipients"]] == [
        ("Devi", "sent"),
        ("Emile", "failed"),
    ]
    assert "There is no address for this channel." in answer.text
    failed = web.get(f"/campaigns/{campaign.pk}", {"state": "failed"}).context["recipients"]
    assert [person.name for _message, person in failed] == ["Emile"]


def test_three_letters_take_no_more_queries_than_one(
    web: Client, come_by: Callable[..., list[Profile]], noon: object
) -> None:
    people = come_by("Devi", "Emile", "<i>Fumi</i>")

    def leave(number: int) -> None:
        PaperCopy.objects.create(
            key=str(number),
            campaign_id=1,
            identity_id=people[number].id,
            address="x",
            subject="Hi",
            text="<b>",
            at=noon,
        )

    leave(0)
    one = queries(web, "/paper")
    leave(1)
    leave(2)

    assert queries(web, "/paper") == one
    assert "<b>" not in web.get("/paper", {"campaign": 1}).text


@pytest.mark.parametrize("address", ["/campaigns", "/segments"])
def test_three_rows_take_no_more_queries_than_one(web: Client, address: str) -> None:
    def add() -> None:
        segment = Segment.objects.create(name="Regulars", rule={"did": "Order Completed"})
        Campaign.objects.create(name="Winter", segment=segment, body="Hello")

    add()
    one = queries(web, address)
    add()
    add()

    assert queries(web, address) == one


def test_the_recipients_of_a_large_campaign_are_not_sorted(web: Client) -> None:
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("the plan is SQLite's")
    among = Message.objects.filter(campaign_id=7).order_by("-state", "-reason", "-settled_ms", "-id")[:50]

    assert "TEMP B-TREE" not in among.explain()


def test_the_people_of_a_segment_are_shown_further(
    web: Client, shoppers: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("polku.doors.web.segments.SAMPLE", 1)
    segment = Segment.objects.create(name="Buyers", rule={"did": "Order Completed"})

    first = web.get(f"/segments/{segment.pk}").context
    then = web.get(f"/segments/{segment.pk}", {"people": first["more_people"]}).context

    assert (len(first["found"].people), len(then["found"].people), then["more_people"]) == (1, 2, None)
