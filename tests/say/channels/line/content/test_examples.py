"""Every layout of the gallery is one that LINE takes, for whomever and in every language."""

import msgspec
import pytest
from django.utils import translation

from polku.lab.line.schema.requests import check_body
from polku.say.channels.line.content.check import hints
from polku.say.channels.line.content.native import tried
from polku.say.content.chat.check import problems, unfinished
from polku.say.content.chat.examples import begun, examples
from polku.say.content.chat.read import chat_of, plain

PEOPLE = ({}, {"first_name": "{{7*7}}", "stamps": 3}, {"first_name": '"{x}"', "stamps": "12"}, {"stamps": 10})


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("name", [one.name for one in examples()])
def test_a_layout_is_ready_to_be_sent(name, language):
    with translation.override(language):
        chat = begun(name)
    made, wrong = tried(chat)

    assert chat_of(plain(chat)) == chat
    assert (problems(chat), unfinished(chat), wrong, hints(chat)) == ([], [], [], [])
    for facts in PEOPLE:
        messages = msgspec.json.decode(made.fill(facts).chat)
        faults = check_body("POST /v2/bot/message/push", {"to": "U" + "0" * 32, "messages": messages})
        assert (faults.told(), faults.unknown) == ([], [])


def test_a_stamp_card_is_as_full_as_the_person_s():
    made, _problems = tried(begun("stamps"))

    assert [made.fill({"stamps": count}).chat.count("☕".encode()) for count in (None, 0, 3, "4", 12)] == [
        0,
        0,
        3,
        4,
        10,
    ]


def test_there_is_no_layout_of_another_name():
    assert begun("nothing") is None
