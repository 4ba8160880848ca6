"""What a page says of people by a key that anybody can read: who visits, and not who else somebody is."""

import json

import pytest

from polku.know.people.find import by_identity
from polku.know.people.models import Identity, Link
from polku.know.people.own_pages.mailbox import whose
from polku.know.teams.models import create_source
from polku.know.teams.public_keys import change

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    row = create_source("Page")
    change(row, is_public=True)
    return row.pk


@pytest.fixture
def server(log_events):
    """Devi, as the shop's server knows her; and Mallory, a customer too."""
    number = create_source("Server").pk
    for user in ("devi", "mallory"):
        log_events({"type": "identify", "userId": user, "traits": {"email": f"{user}@shop.example"}}, source=number)
    return number


def person_of(address):
    number = whose(address)
    return Identity.objects.get(id=number).profile_id if number is not None else None


@pytest.mark.parametrize(
    "said",
    [
        {"type": "identify", "userId": "devi", "traits": {"email": "mallory@evil.example", "phone": "+358 40 1234567"}},
        {"type": "identify", "identity": ["email", "mallory@evil.example"], "userId": "devi"},
        {"type": "identify", "identity": ["email", "mallory@evil.example"], "anonymousId": "a1"},
        {"type": "identify", "userId": "devi", "context": {"externalIds": [{"type": "line", "id": "U666"}]}},
        {"type": "identify", "userId": "devi", "context": {"traits": {"email": "mallory@evil.example"}}},
        {"type": "alias", "userId": "devi", "previousId": "mallory"},
        {"type": "alias", "identity": ["email", "mallory@evil.example"], "previousId": "devi"},
    ],
)
def test_nobody_comes_to_what_is_another_s(server, page, said, log_events, carry_on):
    carry_on()
    devi = by_identity("user_id", "devi")
    log_events({"type": "identify", "userId": "devi", "anonymousId": "a1"}, source=page)

    log_events(said, source=page)
    carry_on()

    after = by_identity("user_id", "devi")
    assert devi is not None
    assert after is not None
    assert (after.id, after.email, after.phone) == (devi.id, "devi@shop.example", "")
    theirs = set(Identity.objects.filter(profile_id=devi.id).values_list("kind", "value"))
    assert theirs - {("anonymous_id", "mallory")} == {
        ("user_id", "devi"),
        ("email", "devi@shop.example"),
        ("anonymous_id", "a1"),
    }
    assert person_of("mallory@evil.example") != devi.id
    assert person_of("mallory@shop.example") not in (None, devi.id)


def test_visitors_users_and_fields_are_heard_as_before(server, page, log_events, carry_on):
    log_events({"type": "page", "anonymousId": "a1"}, source=page)
    log_events({"type": "identify", "userId": "devi", "anonymousId": "a1", "traits": {"size": "M"}}, source=page)
    log_events({"type": "alias", "userId": "devi", "previousId": "a0"}, source=page)
    carry_on()

    devi = by_identity("user_id", "devi")
    assert devi is not None
    assert json.loads(devi.traits) == {"email": "devi@shop.example", "size": "M"}
    theirs = Identity.objects.filter(profile_id=devi.id, kind="anonymous_id").values_list("value", flat=True)
    assert "a1" in theirs
    assert Link.objects.count() == 4


def test_a_source_that_is_not_public_is_believed_as_before(server, log_events, carry_on):
    log_events({"type": "identify", "userId": "devi", "traits": {"email": "devi@home.example"}}, source=server)
    carry_on()

    devi = by_identity("user_id", "devi")
    assert devi is not None
    assert person_of("devi@home.example") == devi.id
