"""A campaign is copied, and the team keeps notes on it."""

import pytest
from django.test import Client

from polku.act.campaigns.models import Campaign
from polku.act.campaigns.write import create
from polku.act.plan.calendar_models import Copy, Note
from polku.know.teams.models import Member, TrailEntry

pytestmark = pytest.mark.django_db


def test_a_copy_says_the_same_to_the_same_and_knows_its_original(web: Client, aino: Member) -> None:
    original = create("Winter", subject="Tea", body="Hello", rule={"all": []}, by=aino)

    answer = web.post(f"/campaigns/{original.pk}/copy")

    made = Campaign.objects.exclude(pk=original.pk).get()
    assert answer["Location"] == f"/campaigns/{made.pk}/edit"
    assert (made.name, made.subject, made.body, made.rule) == ("Winter (copy)", "Tea", "Hello", {"all": []})
    assert Copy.objects.get().original == original
    assert web.get(f"/campaigns/{made.pk}/notes").context["original"] == original


def test_notes_are_kept_and_removed(web: Client, aino: Member) -> None:
    page = f"/campaigns/{create('Winter', body='Hello', rule={'all': []}, by=aino).pk}/notes"

    web.post(f"{page}/new", {"text": " Ask Bo first. "})
    web.post(f"{page}/new", {"text": " "})

    note = Note.objects.get()
    assert [one.text for one in web.get(page).context["notes"]] == ["Ask Bo first."]
    web.post(f"{page}/{note.pk}/removal")
    assert list(web.get(page).context["notes"]) == []
    actions = TrailEntry.objects.filter(action__contains="note").order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["campaign.noted", "campaign.note_removed"]
