"""A chat on its way: everybody gets their own, who cannot get it is held with the reason."""

import msgspec
import pytest

from polku.kit import clock
from polku.say.content.chat.read import chat_of, to_store
from polku.say.outbox import loop as outbox
from polku.say.outbox.ask import ask_many, put_into_words
from polku.say.outbox.models import Message, Wording
from polku.say.outbox.words import is_constant
from tests.say.channels.line.conftest import user

pytestmark = pytest.mark.django_db


def ask(line, friends, *blocks, is_silent=False, **more):
    mail = to_store(chat_of({"blocks": list(blocks), "is_silent": is_silent}))
    cause = more.pop("cause", "test")
    put_into_words(cause, subject="", body="", mail=mail, purpose="service", **more)
    ask_many(cause, identity_ids=friends, channel=line.name, campaign_id=None, due_ms=clock.now_ms(), now=clock.now())
    outbox.tick(clock.now())
    return Wording.objects.get(cause=cause)


def test_who_gets_a_text_that_is_too_long_is_held_and_all_others_get_theirs(line, rogue, friend):
    friends = [friend("devi"), friend("emile", traits='{"first_name": "%s"}' % ("🍎" * 2_600))]

    wording = ask(line, friends, {"kind": "text", "text": 'Hello {{ person.first_name | default: "you" }}'})

    held = Message.objects.get(state="held")
    assert held.reason == "template|The text is 206 too long: at most 5000. (blocks.1.text)"
    assert dict(rogue.got) == {user("devi"): 1}
    assert not is_constant(wording, line)


def test_what_says_the_same_to_all_goes_out_at_once(line, rogue, friend):
    wording = ask(line, [friend(name) for name in ("devi", "emile", "fumi")], {"kind": "text", "text": "Hello"})

    assert is_constant(wording, line)
    assert [one.path for one in rogue.asked if "/message/" in one.path] == ["/v2/bot/message/multicast"]


def test_what_is_silent_is_so_for_many_and_for_one(line, rogue, friend):
    friends = [friend(name) for name in ("devi", "emile")]

    ask(line, friends, {"kind": "text", "text": "Hello"}, is_silent=True)
    ask(line, friends, {"kind": "text", "text": "Hi {{ person.id }}"}, is_silent=True, cause="to one")
    ask(line, friends, {"kind": "text", "text": "Aloud"}, cause="aloud")

    sent = [(one.path[16:], one.json.get("notificationDisabled")) for one in rogue.asked if "/message/" in one.path]
    assert sent == [("multicast", True), ("push", True), ("push", True), ("multicast", None)]


def test_links_are_each_person_s_own_where_clicks_are_told(line, rogue, friend):
    friends = [friend("devi"), friend("emile")]

    wording = ask(line, friends, {"kind": "button", "label": "Go", "url": "https://example.com"})

    sent = [one.json["messages"] for one in rogue.asked if one.path.endswith("/push")]
    links = {one[0]["contents"]["footer"]["contents"][0]["action"]["uri"] for one in sent}
    assert len(links) == 2
    assert all("/p/l/" in link for link in links)
    assert not is_constant(wording, line)


def test_without_telling_clicks_one_body_is_for_all(line, rogue, friend):
    button = {"kind": "button", "label": "Go", "url": "https://example.com"}

    wording = ask(line, [friend("devi"), friend("emile")], button, tracks_clicks=False)

    assert is_constant(wording, line)
    (sent,) = [one.json for one in rogue.asked if one.path.endswith("/multicast")]
    assert msgspec.json.encode(sent["messages"]).count(b"https://example.com") == 1
