"""LINE itself is asked before anybody gets anything; where it cannot be asked, it stops nothing."""

import pytest

from polku.act.campaigns.launch import launch
from polku.act.campaigns.problems import NotReady
from polku.act.campaigns.write import create
from polku.kit import clock
from polku.say.channels import chat as chats
from polku.say.content.chat.read import chat_of
from tests.say.channels.line.rogue import Say

pytestmark = pytest.mark.django_db
CHAT = chat_of({"blocks": [{"kind": "text", "text": "Hello {{ person.name }}"}]})
TOO_LONG = chat_of({"blocks": [{"kind": "text", "text": "🍎" * 2_501}]})
BOUGHT = {"did": "Order Completed", "within": "30d"}
WRONG = {"message": "The request body has 1 error(s)", "details": [{"message": "No", "property": "messages[0].text"}]}


@pytest.fixture
def draft(line):
    return lambda chat: create("News", channel="line:kahvila", mail=chat, rule=BOUGHT)


def refusing(rogue, say):
    rogue.fault = lambda asked: say if "/validate/" in asked.path else None


def test_what_line_refuses_is_told_in_its_words(line, rogue):
    refusing(rogue, Say(400, WRONG))

    (found,) = chats.refusals(line, CHAT, {"name": "Devi"})

    assert found.sentence.endswith("400 The request body has 1 error(s) messages[0].text: No")
    assert rogue.asked[-1].json == {"messages": [{"type": "text", "text": "Hello Devi"}]}


@pytest.mark.parametrize("say", [Say(500), Say(cut=True), Say(429), Say(200)])
def test_a_line_that_cannot_answer_refuses_nothing(line, rogue, say):
    refusing(rogue, say)

    assert chats.refusals(line, CHAT, {}) == []


def test_a_campaign_that_line_refuses_is_not_launched(draft, rogue):
    refusing(rogue, Say(400, WRONG))

    with pytest.raises(NotReady) as found:
        launch(draft(CHAT), by=None, now=clock.now())

    assert "messages[0].text: No" in str(found.value)


def test_a_campaign_that_we_know_to_be_too_long_is_not_even_shown_to_line(draft, rogue):
    with pytest.raises(NotReady) as found:
        launch(draft(TOO_LONG), by=None, now=clock.now())

    assert [one.field for one in found.value.problems] == ["blocks.1.text"]
    assert rogue.asked == []
