"""A test of a chat goes to testers, marked, and no campaign counts it."""

import json
from typing import Any

import pytest
from django.test import Client

from polku.kit import ids
from polku.know.people.models import Profile
from polku.know.teams.models import Member
from polku.say.channels.line.models import LineAccount
from polku.say.outbox.models import Message, Wording
from polku.say.outbox.testers.testers import is_tester
from polku.say.outbox.testers.testers import testers as all_of_them
from tests.doors.web.chat.conftest import Post

pytestmark = pytest.mark.django_db
IDENTIFY = {"type": "identify", "userId": "devi", "traits": {"first_name": "Devi", "line_kahvila": "friend"}}


@pytest.fixture
def devi(come_by: Any, log_events: Any, carry_on: Any, follow: Any) -> Profile:
    """A friend of the account, as far as rules know."""
    profile: Profile = come_by("Devi")[0]
    log_events(IDENTIFY)
    carry_on()
    follow()
    return profile


def test_somebody_is_made_a_tester_on_their_page(web: Client, devi: Profile) -> None:
    page = f"/people/{ids.public(devi.id)}"
    web.post(f"{page}/tester", {"is": "yes"})
    assert all_of_them() == [devi]
    assert web.get(page).context["is_tester"] is True

    web.post(f"{page}/tester", {"is": "no"})
    assert all_of_them() == []


def test_who_may_not_send_makes_nobody_a_tester(web: Client, aino: Member, post: Post, devi: Profile) -> None:
    aino.role = "editor"
    aino.save()

    assert web.post(f"/people/{ids.public(devi.id)}/tester", {"is": "yes"}).status_code == 403
    post(do="add:text:")
    post(tester=ids.public(devi.id))
    assert not is_tester(devi)


def test_a_test_leaves_through_the_outbox_marked_and_belongs_to_no_campaign(post: Post, devi: Profile) -> None:
    given = post(do="add:text:").context["chat"]
    text, number = given.inside("")[0], ids.public(devi.id)
    post(tester=number, **{f"{text.id}.text": "Hello {{ person.first_name }}"})

    answer = post(**{"try": "1"}, to_tester=[number], testers_shown="1", **{f"{text.id}.text": "Hello"})

    message, wording = Message.objects.get(), Wording.objects.get()
    assert "on its way to" in answer.context["tried"]
    assert (message.channel, message.identity_id, message.campaign_id) == ("line:kahvila", devi.id, None)
    assert message.cause == wording.cause
    assert message.cause.startswith("test:")
    kept = json.loads(wording.mail)
    assert (kept["blocks"][0]["text"], kept["sender"]["name"]) == ("[TEST] Hello", "TEST")
    assert (wording.tracks_clicks, wording.purpose) == (False, "marketing")


def test_who_is_no_friend_of_the_account_is_named_and_not_asked(post: Post, come_by: Any, follow: Any) -> None:
    [emile] = come_by("Emile")
    follow()
    given = post(do="add:text:").context["chat"]
    number = ids.public(emile.id)
    post(tester=number)

    words = {f"{given.inside('')[0].id}.text": "Hello"}
    answer = post(**{"try": "1"}, to_tester=[number], testers_shown="1", **words)

    assert (answer.context["tried_well"], "Emile" in answer.context["tried"]) == (False, True)
    assert not Message.objects.exists()


def test_what_line_would_not_take_is_not_tried(post: Post, devi: Profile, account: LineAccount) -> None:
    post(do="add:buttons:")
    number = ids.public(devi.id)
    post(tester=number)

    answer = post(**{"try": "1"}, to_tester=[number], testers_shown="1")

    assert (answer.context["tried_well"], Message.objects.count()) == (False, 0)
