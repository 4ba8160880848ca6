"""Who is never written to, over the API."""

import pytest

from polku.kit import ids
from polku.know.people.models import Identity, Profile
from polku.know.teams.models import TrailEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def devi(db):
    number = ids.identity_id("user_id", "devi")
    seen = {"first_seen_ms": 0, "last_seen_ms": 0}
    Profile.objects.create(id=number, name="Devi", email="devi@shop.example", **seen)
    Identity.objects.create(id=number, kind="user_id", value="devi", profile_id=number, **seen)
    return ids.public(number)


def test_people_and_addresses_are_put_on_searched_and_taken_off(noon, get, post, send, devi):
    body = {"emails": [" Emile@shop.example"], "people": [devi], "reason": "asked by phone"}
    assert (post("limits/never", body), post("limits/never", body)) == ({"added": 2}, {"added": 0})

    first = get("limits/never?limit=1")
    rest = get(f"limits/never?limit=1&before={first['next']}")
    assert [(one["kind"], one["value"]) for one in first["entries"] + rest["entries"]] == [
        ("person", "devi"),
        ("email", "emile@shop.example"),
    ]
    assert rest["next"] is None
    send("delete", f"limits/never/{get('limits/never?search=EMILE')['entries'][0]['id']}")

    assert [one["value"] for one in get("limits/never")["entries"]] == ["devi"]
    assert send("delete", "limits/never/0")[0] == 404
    actions = [row.action for row in TrailEntry.objects.order_by("pk")]
    assert actions == ["never_to.added", "never_to.added", "never_to.removed"]


@pytest.mark.parametrize(("wrong", "field"), [({"emails": ["a"]}, "emails.0"), ({"people": ["nobody"]}, "people.0")])
def test_all_of_them_or_none(get, post, devi, wrong, field):
    status, error = post("limits/never", {"emails": ["a@x.example"], "people": [devi]} | wrong)

    assert (status, error["field"], get("limits/never")["entries"]) == (422, field, [])
