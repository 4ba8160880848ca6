"""From an audience to a message, up to the button that sends it."""

from collections.abc import Callable

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from polku.act.campaigns.models import Campaign, Launch
from polku.act.campaigns.write import create
from polku.know.people.models import Profile
from polku.know.segments.models import Segment
from polku.say.channels.paper.models import PaperCopy
from polku.say.outbox.models import Message
from polku.say.tracking.models import Reaction
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


@pytest.mark.parametrize(("channel", "rule"), [("paper", {"all": []}), ("email", {"trait": "email", "op": "exists"})])
def test_a_campaign_can_go_to_everybody_whom_its_channel_reaches(
    web: Client, columns: None, channel: str, rule: object
) -> None:
    web.post("/campaigns/new", WRITTEN | {"audience": "everybody", "channel": channel, "least": ""})
    campaign = Campaign.objects.get()

    assert campaign.rule == rule
    page = web.get(f"/campaigns/{campaign.pk}/edit")
    assert (page.context["data"]["audience"], page.context["found"].count) == ("everybody", 0)


def test_an_audience_that_a_program_wrote_stays_unless_another_is_chosen(web: Client, columns: None) -> None:
    rule = {"not": {"did": "Order Completed", "within": "90d"}}
    campaign = create("Winter", body="Hello", rule=rule)

    page = web.get(f"/campaigns/{campaign.pk}/edit")
    assert page.context["data"]["audience"] == "own"
    web.post(f"/campaigns/{campaign.pk}/edit", WRITTEN | {"audience": "own", "name": "Spring"})
    campaign.refresh_from_db()
    assert (campaign.name, campaign.rule) == ("Spring", rule)

    web.post(f"/campaigns/{campaign.pk}/edit", WRITTEN)
    campaign.refresh_from_db()
    assert campaign.rule == {"did": "Order Completed", "within": "30d", "count": {"gte": 2}}


def test_nobodys_own_audience_is_none(web: Client, columns: None) -> None:
    web.post("/campaigns/new", WRITTEN | {"audience": "own"})

    assert not Campaign.objects.exists()


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
        f"Not saved, line 2 of the message: {answer.context['faults'][0].sentence}"
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


def test_a_finished_campaign_tells_how_many_were_forgotten_since(web: Client, noon: object) -> None:
    campaign = Campaign.objects.create(name="Winter", rule={"did": "Order Completed"}, body="Hello")
    launch = Launch.objects.create(campaign=campaign, at=noon, audience=3, asked_at=noon, at_seq=1)
    message = Message.objects.create(
        cause=f"campaign:{campaign.pk}",
        identity_id=1,
        channel="paper",
        campaign_id=campaign.pk,
        state="sent",
        reason="",
        due_ms=1,
        asked_ms=1,
        settled_ms=2,
    )

    page = web.get(f"/campaigns/{campaign.pk}").text
    assert ("1, and 2 forgotten since" in page, "1 of 3" in page, 'max="1"' in page) == (True, False, True)

    Launch.objects.filter(pk=launch.pk).update(audience=1)
    assert "1 of 1" in web.get(f"/campaigns/{campaign.pk}").text

    Launch.objects.filter(pk=launch.pk).update(audience=3)
    Message.objects.filter(pk=message.pk).update(state="asked")
    assert "0 of 3" in web.get(f"/campaigns/{campaign.pk}").text


def test_a_first_message_begins_in_the_writers_language(web: Client, columns: None) -> None:
    english, japanese = (web.get("/campaigns/new", headers={"Accept-Language": code}) for code in ("en", "ja"))

    assert english.context["data"]["body"] == 'Hello {{ person.first_name | default: "there" }},\n\n'
    assert japanese.context["data"]["body"] == '{{ person.name | default: "お客" }}様\n\n'


def test_the_page_of_a_mail_tells_how_people_answered(
    web: Client, come_by: Callable[..., list[Profile]], noon: object
) -> None:
    campaign = Campaign.objects.create(name="Winter", rule={"all": []}, channel="email", subject="Tea", body="Hello")
    Launch.objects.create(campaign=campaign, at=noon, audience=3, asked_at=noon, at_seq=1)
    came_back = ({"opened_ms": 3, "clicked_ms": 4}, {"opened_ms": 3}, {"bounced_ms": 3})
    for person, moments in zip(come_by("Devi", "Emile", "Fumi"), came_back, strict=True):
        message = Message.objects.create(
            cause=f"campaign:{campaign.pk}", identity_id=person.id, channel="email", campaign_id=campaign.pk,
            state="sent", due_ms=1, asked_ms=1, settled_ms=2,
        )  # fmt: skip
        Reaction.objects.create(message_id=message.pk, campaign_id=campaign.pk, **moments)

    answer = web.get(f"/campaigns/{campaign.pk}")

    assert answer.status_code == 200
    found = answer.context["reactions"]
    assert (found.sent, found.arrived, found.opened, found.clicked, found.bounced) == (3, 2, 2, 1, 1)
    assert "How people answered" in answer.text


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


def test_the_preview_offers_the_audience_first_and_tells_who_is_not_in_it(web: Client, shoppers: None) -> None:
    of_audience = web.post("/campaigns/new", WRITTEN | {"show": "preview"}, headers=HTMX).context
    emile = web.post("/campaigns/new", WRITTEN | {"show": "preview", "as_query": "emile"}, headers=HTMX)

    assert ([one.name for one in of_audience["offered"]], of_audience["reader"].name) == (["Devi"], "Devi")
    assert not of_audience["is_outsider"]
    assert "Emile is not in the audience and will not get this." in emile.text


def test_a_preview_follows_the_audience_until_a_person_is_chosen(web: Client, shoppers: None) -> None:
    def reader(**more: str) -> str:
        given = WRITTEN | {"show": "preview", "reader": kept} | more
        return str(web.post("/campaigns/new", given, headers=HTMX).context["reader"].name)

    kept = ""
    assert (reader(), reader(least="1")) == ("Devi", "Emile")
    kept = web.post("/campaigns/new", WRITTEN | {"show": "", "as_query": "emile"}, headers=HTMX).context["reader"].id
    assert reader() == "Emile"


def test_a_page_opened_before_anybody_is_there_fills_by_itself(web: Client, columns: None) -> None:
    assert 'hx-trigger="every 3s"' in web.get("/campaigns/new").text


def test_a_page_with_people_stands_still(web: Client, shoppers: None) -> None:
    assert 'hx-trigger="every' not in web.get("/campaigns/new").text


def test_what_was_not_kept_is_marked_so_that_leaving_asks_first(web: Client) -> None:
    assert "data-unsaved" not in web.get("/campaigns/new").text
    assert "data-unsaved" in web.post("/campaigns/new", WRITTEN | {"name": ""}).text


@pytest.mark.parametrize(("state", "pill"), [("sent", "pill-good"), ("held", "pill-bad"), ("unknown", "pill-bad")])
def test_where_nothing_arrived_nothing_is_green(web: Client, noon: object, state: str, pill: str) -> None:
    campaign = Campaign.objects.create(name="Winter", rule={"did": "Order Completed"}, body="Hello")
    Launch.objects.create(campaign=campaign, at=noon, audience=1, asked_at=noon, at_seq=1)
    Message.objects.create(
        cause=f"campaign:{campaign.pk}",
        identity_id=1,
        channel="paper",
        campaign_id=campaign.pk,
        state=state,
        reason="",
        due_ms=1,
        asked_ms=1,
        settled_ms=2,
    )

    page = web.get("/campaigns").text

    assert [one for one in ("pill-good", "pill-bad") if one in page] == [pill]


def test_each_letter_stands_below_its_campaigns_name(web: Client, noon: object) -> None:
    campaign = Campaign.objects.create(name="Winter coffee", rule={"did": "Order Completed"}, body="Hello")
    PaperCopy.objects.create(
        key="1", campaign_id=campaign.pk, identity_id=1, address="devi@example.com", subject="Hi", text="Hello", at=noon
    )

    page = web.get("/paper").text

    assert page.index("Winter coffee") < page.index("devi@example.com")
