"""The first message to new friends: one text at once, or composed; a draft is nobody told, what was said is kept."""

import json
from typing import Any

import pytest
from django.test import Client

from polku.act.greetings.models import Greeting, GreetingDraft, GreetingFormer
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.sources.make import make
from tests.doors.web.line.conftest import Office
from tests.say.channels.line.rogue import RogueLine, Say

PAGE = "/settings/channels/line/kahvila/greeting"
SOURCES = "/settings/channels/line/kahvila/sources"
VALIDATE = "/v2/bot/message/validate/push"


def said(text: str, **more: str) -> dict[str, Any]:
    """The form with one text in it, as both pages send it."""
    return {"block": ["b1"], "b1.kind": "text", "b1.where": "", "b1.text": text, **more}


def standing() -> list[tuple[str | None, list[str]]]:
    rows = Greeting.objects.filter(ended_at__isnull=True).order_by("pk")
    return [
        (one.source.title if one.source else None, [block["kind"] for block in json.loads(one.chat)["blocks"]])
        for one in rows
    ]


def test_one_text_is_enough_and_a_place_has_words_of_its_own(web: Client, account: LineAccount) -> None:
    till = make(account, title="Till 3", kind="till")
    place = f"{SOURCES}/{till.pk}"

    web.post(f"{place}/greeting", said("A coffee for you, {{ person.first_name }}", use="1"))
    shown = web.get(place).text
    wrong = web.post(PAGE, said("Hello {{ person.first", use="1"))
    web.post(PAGE, said("Welcome", use="1"))
    assert standing() == [("Till 3", ["text"]), (None, ["text"])]
    web.post(f"{place}/greeting/end")

    assert "A coffee for you, {{ person.first_name }}</textarea>" in shown
    assert [one.level_tag for one in wrong.context["messages"]] == ["error"]
    assert standing() == [(None, ["text"])]


def test_a_draft_is_nobody_told_until_it_is_taken_for_the_greeting(
    web: Client, account: LineAccount, office: Office, rogue: RogueLine
) -> None:
    web.post(PAGE, said("Welcome", use="1"))
    card = said("Hi", **{"b2.kind": "coupon", "b2.where": "", "b2.coupon_id": "01J"}) | {"block": ["b1", "b2"]}

    web.post(PAGE, card | {"keep": "1"})
    assert (standing(), GreetingDraft.objects.count()) == ([(None, ["text"])], 1)
    assert [one.kind for one in web.get(PAGE).context["chat"].items] == ["text", "coupon"]
    assert "A draft is being written" in web.get(SOURCES).text

    office.said[VALIDATE] = Say(400, {"message": "The coupon is not there"})
    refused = web.post(PAGE, card | {"use": "1"})
    assert "The coupon is not there" in refused.text
    office.said[VALIDATE] = Say(200, {})
    assert web.post(PAGE, card | {"use": "1"}).status_code == 302
    assert (standing(), GreetingDraft.objects.count()) == ([(None, ["text", "coupon"])], 0)
    assert 'data-island="chat"' in web.get(SOURCES).text
    assert sum(VALIDATE in one.path for one in rogue.asked) == 3

    # What was said before can be taken up again; a draft can be thrown away.
    [former] = GreetingFormer.objects.all()
    again = web.get(PAGE, {"again": former.pk})
    assert ([one.kind for one in again.context["chat"].items], again.context["is_unsaved"]) == (["text"], True)
    web.post(PAGE, said("", keep="1"))
    web.post(f"{PAGE}/draft/end")
    assert (GreetingDraft.objects.count(), standing()) == (0, [(None, ["text", "coupon"])])


def test_it_is_composed_and_looked_at_as_campaigns_are(web: Client, account: LineAccount) -> None:
    added = web.post(PAGE, said("Hi", do="add:buttons:"), headers={"HX-Request": "true"})
    seen = web.post(PAGE, said("Hi", show="preview"), headers={"HX-Request": "true"})
    fresh = said("", **{"b1.fresh": "1", "b2.fresh": "1", "b2.kind": "coupon", "b2.where": ""}) | {
        "block": ["b1", "b2"]
    }
    calm, refused = web.post(PAGE, fresh | {"do": "look"}), web.post(PAGE, fresh | {"use": "1"})
    assert [[card.has_problem for card in one.context["cards"]] for one in (calm, refused)] == [[False] * 2, [True] * 2]

    assert [one.kind.name for one in added.context["cards"]] == ["text", "buttons"]
    assert (json.loads(seen.context["chat_native"]), "<html" in seen.text) == ([{"type": "text", "text": "Hi"}], False)
    assert Greeting.objects.count() == 0


@pytest.mark.parametrize("where", [f"{SOURCES}/99/greeting", "/settings/channels/line/nobody/greeting"])
def test_what_is_not_there_has_no_greeting(web: Client, account: LineAccount, where: str) -> None:
    assert web.get(where).status_code == 404
