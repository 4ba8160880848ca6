"""One message to one person over HTTP: once for each key, whatever channel, with its state to be asked for."""

import pytest

from polku.kit import ids
from polku.know.events.forgetting.whom import Whom
from polku.know.people.models import Identity, Profile
from polku.know.teams.models import create_api_key
from polku.say.channels.paper.models import PaperCopy
from polku.say.outbox import forget
from polku.say.outbox import loop as outbox
from polku.say.outbox.models import Message, Wording

pytestmark = pytest.mark.django_db
BLOCKS = [
    {"kind": "text", "text": "Hello {{ person.first_name }}, your order is on its way."},
    {"kind": "buttons", "text": "Order 1042", "actions": [
        {"kind": "uri", "label": "Where is it?", "url": "https://shop.example/1042"}]},
]  # fmt: skip


@pytest.fixture
def devi(noon, log_events, carry_on):
    log_events(
        {"type": "identify", "userId": "devi", "traits": {"first_name": "Devi {{7*7}}", "email": "devi@x.example"}}
    )
    carry_on()
    return ids.public(Profile.objects.get().pk)


@pytest.fixture
def ask(post, devi):
    """`ask("key", blocks=[…])`: what the API answers."""
    usual = {"person": devi, "channel": "paper", "blocks": BLOCKS}
    return lambda key="order-1042", **more: post("messages", usual | {"key": key} | more)


def test_asked_once_it_is_sent_once(ask, get, noon):
    made = ask()

    outbox.tick(noon)

    assert (made["state"], made["key"], made["settled_at"]) == ("asked", "order-1042", None)
    assert get("messages/order-1042") == made | {"state": "sent", "settled_at": "2026-11-21T12:00:00Z"}
    assert PaperCopy.objects.get().text == (
        "Hello Devi {{7*7}}, your order is on its way.\n\nOrder 1042\n[Where is it?] https://shop.example/1042"
    )


def test_the_same_key_again_is_the_same_message(ask, client, api_key, devi, noon):
    first = ask()

    answer = client.post(
        "/api/messages",
        {"person": devi, "channel": "paper", "blocks": BLOCKS, "key": "order-1042"},
        content_type="application/json",
        headers={"Authorization": f"Bearer {api_key}"},
    )

    assert (answer.status_code, answer.json()) == (200, first)
    assert Message.objects.count() == 1


@pytest.mark.parametrize(
    "other", [{"blocks": BLOCKS[:1]}, {"purpose": "marketing"}, {"channel": "email", "subject": "Hello"}]
)
def test_the_same_key_with_other_content_is_refused(ask, other):
    ask()

    status, error = ask(**other)

    assert (status, error["code"], error["field"]) == (409, "other_content", "key")


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"channel": "pigeon"}, "channel"),
        ({"purpose": "nothing"}, "purpose"),
        ({"purpose": "profiling"}, "purpose"),
        ({"blocks": [{"kind": "pigeon"}]}, "blocks.1.kind"),
        ({"blocks": [{"kind": "text", "text": "{{ person.name"}]}, "blocks"),
        ({"blocks": []}, "blocks"),
        ({"channel": "email"}, "subject"),
        ({"key": "a b"}, "key"),
        ({"is_silent": "yes"}, "is_silent"),
        ({"is_silent": 1}, "is_silent"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(ask, other, field):
    status, error = ask(**other)

    assert (status, error["field"]) == (422, field)
    assert not Message.objects.exists()
    assert not Wording.objects.filter(cause__startswith="api:").exists()


def test_whoever_is_not_known_is_not_found(ask, get):
    assert ask(person="0ab3k9w2c4x7m")[0] == 404
    assert get("messages/nothing")[0] == 404


def test_a_message_that_may_not_be_sent_is_held_and_says_why(ask, get, noon):
    ask("offer", channel="email", subject="An offer", purpose="marketing")

    outbox.tick(noon)

    assert get("messages/offer")["state"] == "held"
    assert get("messages/offer")["reason"] == "This person has not agreed to such messages."


def test_a_mail_is_made_of_the_same_blocks(ask, noon):
    ask(channel="email", subject="On its way")

    assert '"kind":"button"' in Wording.objects.get(cause="api:order-1042").mail


def test_what_was_written_to_somebody_alone_is_forgotten_with_them(ask, devi):
    ask()
    identity = Identity.objects.get(pk=Message.objects.get().identity_id)

    forget.call_off(Whom([{identity.pk: identity}]))

    assert not Wording.objects.exists()
    assert not Message.objects.exists()


def test_sending_needs_the_right_to_send(client, aino, devi):
    _row, key = create_api_key("Reader", by=aino, scopes=["campaigns.see"])

    answer = client.post(
        "/api/messages",
        {"person": devi, "channel": "paper", "blocks": BLOCKS, "key": "a"},
        content_type="application/json",
        headers={"Authorization": f"Bearer {key}"},
    )

    assert answer.status_code == 403
