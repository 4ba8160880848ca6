"""The link into somebody's own pages, for messages of others and of ours."""

import pytest

from polku.kit import ids
from polku.know.people.consent import links
from polku.know.people.find import by_identity
from polku.know.teams.models import Team
from polku.say.content.fields import merge_fields
from polku.say.content.render import render

pytestmark = pytest.mark.django_db


@pytest.fixture
def devi(noon, log_events, carry_on):
    Team.objects.create(name="Kahvila", time_zone="Europe/Helsinki", currency="EUR")
    log_events({"type": "identify", "userId": "devi", "traits": {"first_name": "Devi"}})
    carry_on()
    return by_identity("user_id", "devi")


def test_a_program_gets_the_link_of_a_person(devi, post):
    url = post(f"people/{ids.public(devi.id)}/wallet/link", {})["url"]

    assert links.read_wallet(url.rpartition("/")[2]) == devi.id


def test_messages_have_it_as_a_merge_field(devi):
    filled = render("Yours: {{ person.wallet }}", merge_fields(devi))

    assert filled == f"Yours: {links.wallet_url(devi.id)}"


def test_the_link_opens_nothing_else(devi):
    token = links.wallet_url(devi.id).rpartition("/")[2]
    for read in (links.read_preferences, links.read_unsubscribe, links.read_confirm):
        with pytest.raises(ValueError, match="not made here"):
            read(token)
