"""The people behind a campaign's numbers over HTTP, what is decided of their messages, and the numbers in parts."""

import pytest

from polku.act.campaigns.cause import cause_of
from polku.act.campaigns.models import Campaign, Launch
from polku.kit import clock, ids
from polku.know.people.models import Identity, Profile
from polku.know.people.stores.models import StoreVisit
from polku.say.outbox.ask import put_into_words
from polku.say.outbox.models import Message

pytestmark = pytest.mark.django_db
STANDINGS = {
    "Devi": ("sent", ""),
    "Emile": ("failed", "gave_up|x"),
    "Fumi": ("unknown", "worker_died"),
    "Gita": ("sent", ""),
}


@pytest.fixture
def campaign(noon):
    row = Campaign.objects.create(name="Tea", rule={"all": []}, body="Hello")
    Launch.objects.create(campaign=row, at=noon, asked_at=noon, audience=len(STANDINGS))
    put_into_words(cause_of(row), subject="Tea", body="Hello")
    for name, (state, reason) in STANDINGS.items():
        number = ids.identity_id("user_id", name)
        Profile.objects.create(id=number, name=name, first_seen_ms=0, last_seen_ms=0)
        Identity.objects.create(
            id=number, kind="user_id", value=name, profile_id=number, first_seen_ms=0, last_seen_ms=0
        )
        Message.objects.create(
            cause=cause_of(row), identity_id=number, channel="paper", campaign_id=row.pk, state=state, reason=reason,
            due_ms=0, asked_ms=0, settled_ms=clock.to_ms(noon),
        )  # fmt: skip
    StoreVisit.objects.create(identity_id=ids.identity_id("user_id", "Devi"), store="North", day=1)
    return row


def names(page):
    return [one["name"] for one in page["people"]]


def test_each_number_has_its_people_page_by_page(get, campaign):
    path = f"campaigns/{campaign.pk}/people"

    first = get(f"{path}?who=sent&limit=1")
    rest = get(f"{path}?who=sent&limit=1&cursor={first['next_cursor']}")
    assert (sorted(names(first) + names(rest)), rest["next_cursor"]) == (["Devi", "Gita"], None)
    (failed,) = get(f"{path}?who=failed")["people"]
    assert (failed["code"], failed["reason"].startswith("Given up")) == ("gave_up|x", True)
    assert names(get(f"{path}?who=unknown&reason=worker_died")) == ["Fumi"]
    assert names(get(f"{path}?who=sent&by=store&of=North")) == ["Devi"]
    assert (get(f"{path}?who=moon")[0], get(f"{path}?who=held-out&by=store")[1]["field"]) == (422, "who")


def test_numbers_by_store_and_channel(get, campaign):
    by_store = get(f"campaigns/{campaign.pk}/numbers?by=store")

    assert (by_store["is_whole"], by_store["goal"], by_store["days"]) == (True, "Order Completed", 7)
    assert [(one["key"], one["asked"], one["sent"]) for one in by_store["parts"]] == [("North", 1, 1), ("", 3, 1)]
    (paper,) = get(f"campaigns/{campaign.pk}/numbers")["parts"]
    assert (paper["key"], paper["asked"], paper["failed"], paper["opened"]) == ("paper", 4, 1, None)


def test_failed_ones_are_tried_again_and_unknown_ones_decided(get, post, campaign):
    path = f"campaigns/{campaign.pk}"

    assert get(f"{path}/again") == {"can_try": 1, "can_decide": 1}
    assert (post(f"{path}/again"), post(f"{path}/again")) == ({"messages": 1}, {"messages": 0})
    assert post(f"{path}/decision", {"how": "sent"}) == {"messages": 1}
    assert get(f"{path}/again") == {"can_try": 0, "can_decide": 0}
    assert names(get(f"{path}/people?who=asked")) == ["Emile"]
    assert get(f"{path}/best-hour")[0] == 404


def test_the_sunset_rule_is_said_and_ended(get, send, aino):
    nothing = {"messages": None, "days": None, "people": 0, "looked_up_at": None}

    assert get("limits/sunset") == nothing
    assert send("put", "limits/sunset", {"messages": 10, "days": 180}) == nothing | {"messages": 10, "days": 180}
    assert send("put", "limits/sunset", {"messages": 10, "days": 3})[1]["field"] == "days"
    assert send("delete", "limits/sunset") == nothing
