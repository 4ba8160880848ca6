"""Blocks for some people, in single messages: asked in the moment in which they leave, and nobody sees more."""

from collections.abc import Callable
from typing import Any

import pytest

from polku.kit import clock
from polku.kit import columns as engine
from polku.say.channels.channel import Held, Later, Letter
from polku.say.channels.line.wide.content import personal
from polku.say.channels.registry import channel
from polku.say.channels.written import written
from polku.say.content.blocks.read import mail_of, to_store
from polku.say.content.chat.read import chat_of
from polku.say.content.problem import BrokenTemplate
from polku.say.outbox import find
from polku.say.outbox.ask import ask_many, put_into_words
from polku.say.outbox.claimed import Claimed
from polku.say.outbox.prepare import prepare

TOKYO = {"trait": "city", "op": "is", "value": "Tokyo"}
BLOCKS = {"blocks": [{"kind": "text", "text": "For Tokyo", "only_if": TOKYO}]}


@pytest.mark.django_db
def test_a_single_message_asks_when_it_leaves(noon: Any, columns: None, person: Callable[..., int]) -> None:
    devi, emile = person("devi", traits='{"city": "Tokyo"}'), person("emile")
    put_into_words("api:1", subject="Hei", body="", mail=to_store(mail_of(BLOCKS)), purpose="service")
    asked = {"channel": "email", "campaign_id": None, "due_ms": clock.to_ms(noon), "now": noon}
    ask_many("api:1", identity_ids=[devi, emile], **asked)
    block = [
        Claimed(one.id, one.cause, one.identity_id, "email", None, 1) for one in find.of_people(sorted((devi, emile)))
    ]
    whose = {one.id: one.identity_id for one in block}

    found = prepare(block, channel("email")).verdicts
    engine.close()
    later = prepare(block, channel("email")).verdicts

    by_person = {whose[number]: verdict for number, verdict in found.items()}
    assert isinstance(by_person[devi], Letter)
    assert "For Tokyo" in by_person[devi].text
    assert by_person[emile] == Held("nothing")
    assert [type(verdict) for verdict in later.values()] == [Later, Later]


def test_what_goes_to_everybody_alike_has_no_conditions() -> None:
    assert [problem.field for problem in personal(chat_of(BLOCKS))] == ["blocks.1"]
    with pytest.raises(BrokenTemplate, match="take the conditions away"):
        written(BLOCKS, subject="", channel=channel("paper"))
