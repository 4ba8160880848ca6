"""What is asked for is sent, once, and everybody's outcome is told."""

from datetime import timedelta

import msgspec
import pytest

from polku.kit import clock
from polku.know.events.models import LogBatch
from polku.know.events.read import read_block
from polku.know.people.models import Identity
from polku.say.channels.channel import Failed, Sent, Unknown
from polku.say.channels.paper.models import PaperCopy
from polku.say.outbox import find
from polku.say.outbox.loop import tick
from polku.say.outbox.models import Message
from polku.say.outbox.packed.models import MessageBlock
from polku.say.outbox.reasons import sentence
from tests.say.outbox.ways import in_both_ways

pytestmark = [pytest.mark.django_db, in_both_ways]


def told():
    """polku's own events so far: name, identity, properties."""
    block = read_block(0, LogBatch.objects.order_by("-seq").values_list("seq", flat=True).first() or 0)
    return [(event.name, event.identity, event.properties) for event in block.events] if block else []


def test_a_message_asked_for_is_sent_with_the_persons_own_words(noon, person, ask, pigeon, states):
    devi = person("devi", traits='{"first_name": "Devi"}')
    ask(devi, body="Hello {{ person.first_name }}")

    assert tick(noon) == 1
    assert tick(noon) == 0

    assert [(letter.address, letter.subject, letter.text) for letter in pigeon.letters] == [
        ("devi@shop.example", "Tea", "Hello Devi")
    ]
    assert states() == {devi: ("sent", "")}


def test_what_a_cause_says_does_not_change_on_the_way(noon, person, ask, pigeon):
    ask(person("devi"), body="first")
    ask(person("emile"), body="second")

    tick(noon)

    assert [letter.text for letter in pigeon.letters] == ["first", "first"]


def test_every_outcome_is_an_event_on_the_persons_story(noon, person, ask, pigeon):
    devi, nobody = person("devi"), person("nobody", email="")
    ask(devi, nobody)
    numbers = {one.identity_id: one.id for one in find.of_people([devi, nobody])}

    tick(noon)

    common = {"campaign_id": 7, "channel": "pigeon", "cause": "campaign:7"}
    assert sorted(told(), key=lambda event: event[0]) == [
        ("Message Held", ("user_id", "nobody"), {**common, "message_id": numbers[nobody], "reason": "no_address"}),
        ("Message Sent", ("user_id", "devi"), {**common, "message_id": numbers[devi]}),
    ]


def test_one_person_whose_template_fails_does_not_stop_the_others(noon, person, ask, pigeon, states):
    devi, emile = person("devi", traits='{"age": 5}'), person("emile", traits='{"age": 0}')
    ask(devi, emile, body="{{ 10 | divided_by: person.age }}")

    tick(noon)

    assert [letter.text for letter in pigeon.letters] == ["2"]
    assert {number: state for number, (state, _) in states().items()} == {devi: "sent", emile: "held"}
    told = "The template could not be filled in: “{{ 10 | divided_by: person.age }}” cannot be filled in "
    assert sentence(states()[emile][1]) == f"{told}(divided_by: can't divide by 0)."


def test_who_is_not_known_any_more_is_held(noon, person, ask, pigeon, states):
    devi = person("devi")
    ask(devi)
    Identity.objects.filter(id=devi).delete()

    tick(noon)

    assert states() == {devi: ("held", "no_person")}
    assert pigeon.letters == []


def test_who_is_not_known_is_not_asked_for(ask, states):
    ask(4711)

    assert states() == {}


def test_a_refusal_is_final_and_keeps_the_channels_reason(noon, person, ask, pigeon, states):
    devi, emile = sorted((person("devi"), person("emile")))
    ask(devi, emile)
    pigeon.next_outcomes = [Failed("no such nest")]

    tick(noon)

    assert states() == {devi: ("failed", "no such nest"), emile: ("sent", "")}
    assert tick(noon + timedelta(days=1)) == 0


def test_what_fails_for_now_is_tried_again_after_growing_waits_and_then_given_up(noon, person, ask, pigeon, states):
    devi = person("devi")
    ask(devi)
    pigeon.next_outcomes = [Failed("rain", is_temporary=True)] * 6
    waits, now = [], noon

    while states()[devi][0] != "failed":
        tick(now)
        due_ms = Message.objects.get().due_ms
        waits.append((due_ms - clock.to_ms(now)) / 1_000)
        now = clock.from_ms(due_ms)

    longest = [30, 120, 600, 3_600, 14_400, 0]
    assert [most * 3 / 4 <= wait <= most for wait, most in zip(waits, longest, strict=True)] == [True] * 6
    assert states()[devi] == ("failed", "gave_up|rain")


@pytest.mark.parametrize("answer", [Unknown("no answer"), ConnectionResetError])
def test_without_an_answer_a_channel_that_drops_repeated_keys_is_asked_again(noon, person, ask, pigeon, states, answer):
    devi = person("devi")
    ask(devi)
    pigeon.breaks = answer is ConnectionResetError
    pigeon.next_outcomes = [] if pigeon.breaks else [answer]

    tick(noon)
    first = states()[devi][0]
    pigeon.breaks = False
    tick(noon + timedelta(seconds=30))

    assert (first, states()[devi]) == ("asked", ("sent", ""))
    assert pigeon.arrived == {"devi@shop.example": 1}


def test_without_an_answer_any_other_channel_leaves_it_unknown_for_good(noon, person, ask, plain_pigeon, states):
    devi = person("devi")
    ask(devi)
    plain_pigeon.breaks = True

    tick(noon)
    plain_pigeon.breaks = False

    assert tick(noon + timedelta(days=1)) == 0
    assert states()[devi] == ("unknown", "channel_broke|ConnectionResetError")


def test_a_channel_that_loses_count_of_its_outcomes_leaves_them_unknown(noon, person, ask, plain_pigeon, states):
    devi = person("devi")
    ask(devi)
    plain_pigeon.send = lambda letters: [Sent()] * (len(letters) + 1)

    tick(noon)

    assert states()[devi] == ("unknown", "channel_broke|ChannelError")


def test_a_message_waits_until_it_is_due(noon, person, ask, pigeon):
    ask(person("devi"))
    for table in (Message, MessageBlock):
        table.objects.update(due_ms=int(noon.timestamp() * 1000) + 1)

    assert tick(noon) == 0
    assert tick(noon + timedelta(seconds=1)) == 1


def test_paper_keeps_what_each_would_have_got(noon, person, ask):
    ask(
        person("devi", traits='{"first_name": "{{ 1 | plus: 1 }}"}'), channel="paper", body="Hi {{ person.first_name }}"
    )

    tick(noon)

    copy = PaperCopy.objects.get()
    assert (copy.key, copy.campaign_id, copy.text, copy.at) == (copy.key, 7, "Hi {{ 1 | plus: 1 }}", noon)


def test_the_log_hears_of_a_message_once_however_often_it_is_settled(noon, person, ask, pigeon, carry_on):
    ask(person("devi"))
    tick(noon)
    carry_on()

    assert msgspec.json.encode(told()).count(b"Message Sent") == 1
