"""A message is looked at over HTTP, as one person would get it on one channel, before anything is sent."""

import pytest

from polku.kit import ids
from polku.know.people.models import Profile
from polku.know.teams.models import create_api_key
from polku.say.channels.line.models import LineAccount
from polku.say.outbox.models import Message

pytestmark = pytest.mark.django_db
BLOCKS = [{"kind": "text", "text": "Hello {{ person.first_name }}"}]


@pytest.fixture
def kahvila(db):
    return LineAccount.objects.create(name="kahvila", title="Kahvila", channel_id="1", sealed_secret="")


@pytest.fixture
def devi(noon, log_events, carry_on):
    log_events({"type": "identify", "userId": "devi", "traits": {"first_name": "{{7*7}}"}})
    carry_on()
    return ids.public(Profile.objects.get().pk)


def test_line_s_own_messages_as_one_person_would_get_them(post, kahvila, devi):
    found = post("content/preview", {"channel": "line:kahvila", "blocks": BLOCKS, "person": devi})

    assert found == {
        "messages": [{"type": "text", "text": "Hello {{7*7}}"}],
        "subject": "",
        "html": "",
        "text": "Hello {{7*7}}",
        "problems": [],
        "hints": [],
        "lengths": [{"field": "blocks.1.text", "units": 13, "graphemes": 13, "most": 5_000, "counts": "units"}],
    }
    assert not Message.objects.exists()


def test_blocks_for_others_are_not_shown(post, kahvila, columns, devi):
    rule = {"trait": "first_name", "op": "is", "value": "Devi"}
    blocks = [*BLOCKS, {"kind": "text", "text": "Not for her", "only_if": rule}]
    given = {"channel": "line:kahvila", "blocks": blocks}

    found = post("content/preview", given | {"person": devi})

    assert (found["text"], len(found["lengths"])) == ("Hello {{7*7}}", 2)
    assert len(post("content/preview", given)["messages"]) == 2


def test_what_is_not_finished_is_drawn_and_told(post, kahvila):
    blocks = [{"kind": "buttons", "text": "Order", "actions": [{"kind": "uri", "label": "あ" * 21, "url": ""}]}]

    found = post("content/preview", {"channel": "line:kahvila", "blocks": blocks})

    assert found["messages"][0]["template"]["actions"][0]["label"] == "あ" * 21
    assert [one["field"] for one in found["problems"]] == ["blocks.1.actions.1.label", "blocks.1.actions.1.url"]


def test_a_mail_is_made_of_the_same_blocks(post, devi):
    blocks = [*BLOCKS, {"kind": "sticker", "package_id": "1", "sticker_id": "2", "alt": "A wave"}]

    found = post("content/preview", {"channel": "email", "subject": "Hi", "blocks": blocks, "person": devi})

    assert (found["subject"], found["messages"], found["problems"]) == ("Hi", [], [])
    assert "A wave" in found["html"]
    assert found["text"].startswith("Hello {{7*7}}")


def test_words_are_all_that_paper_has(post):
    found = post(
        "content/preview", {"channel": "paper", "blocks": [{"kind": "location", "title": "Us", "address": "Katu 1"}]}
    )

    assert found["text"].startswith("Us\nKatu 1\nhttps://www.openstreetmap.org/")


def test_seeing_it_as_somebody_needs_the_right_to_see_people(client, aino, devi):
    _row, key = create_api_key("Writer", by=aino, scopes=["campaigns.edit"])

    answer = client.post(
        "/api/content/preview",
        {"channel": "paper", "blocks": BLOCKS, "person": devi},
        content_type="application/json",
        headers={"Authorization": f"Bearer {key}"},
    )

    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("given", "field"),
    [({"channel": "x", "blocks": []}, "channel"), ({"channel": "paper", "blocks": [{"kind": "x"}]}, "blocks.1.kind"),
     ({"channel": "paper", "blocks": [{"kind": "flex", "contents": {"a": [[[[]]] * 2]}}], "other": 1}, "other")],
)  # fmt: skip
def test_what_cannot_be_read_is_said_at_its_field(post, given, field):
    status, error = post("content/preview", given)

    assert (status, error["field"]) == (422, field)


def test_what_is_nested_too_deeply_is_refused(post):
    deep = {"type": "bubble"}
    for _level in range(150):
        deep = {"type": "box", "contents": [deep]}

    status, error = post("content/preview", {"channel": "paper", "blocks": [{"kind": "flex", "contents": deep}]})

    assert (status, error["field"]) == (422, "blocks.1.contents")


def test_a_campaign_on_line_is_written_in_blocks_and_read_back(post, get, kahvila):
    given = {
        "name": "News",
        "channel": "line:kahvila",
        "blocks": [*BLOCKS, {"kind": "confirm", "text": "Coming?", "actions": []}],
        "quick_replies": [{"action": {"kind": "camera", "label": "Photo"}}],
        "sender": {"name": "Bo"},
        "alt": "News",
        "is_silent": True,
        "audience": {"rule": {"did": "Order Completed", "within": "30d"}},
    }

    made = post("campaigns", given)

    assert made == get(f"campaigns/{made['id']}")
    confirm = {"kind": "confirm", "text": "Coming?"}
    assert {name: made[name] for name in given} == given | {"blocks": [*BLOCKS, confirm]}
    status, error = post(f"campaigns/{made['id']}/launch")
    assert (status, error["field"]) == (422, "blocks.2.actions")
    assert post("campaigns", given | {"channel": "paper", "blocks": None})[1]["field"] == "quick_replies"


def test_what_may_keep_it_from_being_read_is_found_without_sending_it(post):
    blocks = [{"kind": "text", "text": "See [shop.example](https://elsewhere.example/)."}]
    given = {"channel": "email", "subject": "Coffee", "preheader": "Two cups", "blocks": blocks}

    found = post("content/check", given)["findings"]

    assert [(one["code"], one["about"], one["field"]) for one in found] == [
        ("other_host", "spam", "blocks.1.text"),
        ("no_address", "spam", "blocks.2"),
    ]
