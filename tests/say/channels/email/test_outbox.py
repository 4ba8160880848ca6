"""E-mail through the outbox: from the asking to the row, the log and the next attempt."""

import json
from datetime import timedelta

import pytest
from django.test import Client

from polku.kit import clock
from polku.know.events.models import LogBatch
from polku.know.people.consent.record import GIVEN, Statement, record
from polku.say.channels.email.channel import CHANNEL
from polku.say.channels.email.models import Suppressed
from polku.say.channels.registry import channel
from polku.say.outbox import reasons
from polku.say.outbox.ask import ask_many, put_into_words
from polku.say.outbox.loop import tick_channel
from polku.say.outbox.models import Message
from polku.say.tracking.models import Reaction
from tests.say.channels.email.rogue import Rogue
from tests.say.channels.email.test_letter import part

pytestmark = pytest.mark.django_db


@pytest.fixture
def rogue():
    made = []

    def start(on=None):
        made.append(Rogue(on))
        return made[-1]

    yield start
    CHANNEL.close()
    for one in made:
        one.stop()


@pytest.fixture
def write(noon):
    """`write(devi, emile)`: an e-mail to each."""

    def run(*identity_ids, body="Hello {{ person.name }}", **words):
        said = {"subject": "Tea for {{ person.name }}", "body": body, "purpose": "service", **words}
        put_into_words("campaign:7", **said)
        return ask_many(
            "campaign:7", identity_ids=identity_ids, channel="email", campaign_id=7, due_ms=0, now=clock.now()
        )

    return run


@pytest.fixture
def consent_given(noon):
    """`consent_given("devi")`: they want news by e-mail."""

    def run(name):
        record([Statement(("user_id", name), GIVEN, "marketing", "email")])

    return run


def states():
    return dict(Message.objects.values_list("identity_id", "state"))


def told(name):
    events = [event for batch in LogBatch.objects.all() for event in json.loads(bytes(batch.payload))["batch"]]
    return [event["properties"] for event in events if event["event"] == name]


def test_email_is_a_channel():
    assert channel("email") is CHANNEL


def test_each_gets_their_own_letter_with_their_own_links(noon, office, serve, set_up, person, write):
    set_up(serve(office))
    devi, emile = person("devi"), person("emile")
    write(devi, emile, body="Hello {{ person.name }}, look: https://shop.example/tea")

    tick_channel(CHANNEL, now=noon)
    CHANNEL.close()

    assert states() == {devi: "sent", emile: "sent"}
    first, second = sorted(office.messages(), key=lambda message: message["To"])
    assert [first["Subject"], second["Subject"]] == ["Tea for devi", "Tea for emile"]
    assert "Hello devi" in part(first, "plain")
    assert "Hello devi" in part(first, "html")
    assert 'https://shop.example/tea"' not in part(first, "html")
    assert part(first, "html").count("/p/l/") == part(second, "html").count("/p/l/") > 0
    assert part(first, "html").count("/p/o/") == 1
    assert first["Message-ID"] != second["Message-ID"]


def test_nothing_is_tracked_where_the_team_does_not_want_it(noon, office, serve, set_up, person, write):
    set_up(serve(office), tracks_opens=False, tracks_clicks=False)
    write(person("devi"), body="Look: https://shop.example/tea")

    tick_channel(CHANNEL, now=noon)
    CHANNEL.close()

    [message] = office.messages()
    assert "/p/l/" not in part(message, "html") + part(message, "plain")
    assert "/p/o/" not in part(message, "html")


@pytest.mark.parametrize(("opens", "clicks"), [(True, False), (False, True)])
def test_a_campaign_can_do_without_either(opens, clicks, noon, office, serve, set_up, person, write):
    set_up(serve(office))
    words = {"tracks_opens": opens, "tracks_clicks": clicks}
    write(person("devi"), body="Look: https://shop.example/tea", **words)

    tick_channel(CHANNEL, now=noon)
    CHANNEL.close()

    html = part(office.messages()[0], "html")
    assert ("/p/o/" in html, "/p/l/" in html) == (opens, clicks)


def test_one_press_in_the_mail_program_is_enough_to_leave(
    noon, office, serve, set_up, person, write, carry_on, consent_given
):
    set_up(serve(office))
    devi = person("devi")
    consent_given("devi")
    write(devi, purpose="marketing")
    tick_channel(CHANNEL, now=noon)
    CHANNEL.close()
    [message] = office.messages()
    address = message["List-Unsubscribe"].strip("<>").partition("/p/")[2]

    # As a mail provider presses: no cookies, no page before it (RFC 8058).
    answer = Client(enforce_csrf_checks=True).post(f"/p/{address}", {"List-Unsubscribe": "One-Click"})
    carry_on()

    assert answer.status_code == 200
    assert Reaction.objects.get().unsubscribed_ms is not None
    put_into_words("campaign:8", subject="Again", body="Hello", purpose="marketing")
    ask_many("campaign:8", identity_ids=[devi], channel="email", campaign_id=8, due_ms=0, now=clock.now())
    tick_channel(CHANNEL, now=noon)
    assert Message.objects.get(cause="campaign:8").state == "held"
    assert office.arrived == {"devi@shop.example": 1}


def test_greylisting_is_outwaited(noon, rogue, set_up, person, write):
    answers = ["451 come back", "451 come back"]
    server = rogue(lambda step, who: answers.pop(0) if step == "RCPT" and answers else "")
    set_up(server.port)
    devi = person("devi")
    write(devi)

    for wait_s in (0, 31, 121):
        noon += timedelta(seconds=wait_s)
        tick_channel(CHANNEL, now=noon)

    assert states() == {devi: "sent"}
    assert server.taken == {"devi@shop.example": 1}


def test_an_address_that_does_not_exist_is_told_and_not_written_to_again(noon, rogue, set_up, person, write, carry_on):
    server = rogue(lambda step, who: "550 5.1.1 nobody" if step == "RCPT" else "")
    set_up(server.port)
    devi = person("devi")
    write(devi)

    tick_channel(CHANNEL, now=noon)
    carry_on()

    assert states() == {devi: "failed"}
    [bounce] = told("Message Bounced")
    assert (bounce["address"], bounce["is_hard"], bounce["campaign_id"]) == ("devi@shop.example", True, 7)
    assert Suppressed.objects.values_list("address", "why", "sentence").get() == (
        "devi@shop.example",
        "bounced",
        "550 5.1.1 nobody",
    )
    assert Reaction.objects.get().bounced_ms is not None


def test_what_nobody_knows_is_never_sent_again(noon, rogue, set_up, person, write):
    server = rogue(lambda step, who: "hang up" if step == "END" else "")
    set_up(server.port)
    devi = person("devi")
    write(devi)

    for hours in range(5):
        tick_channel(CHANNEL, now=noon + timedelta(hours=hours))

    assert states() == {devi: "unknown"}
    assert server.taken == {"devi@shop.example": 1}


def test_a_server_that_stays_down_is_given_up_and_the_reason_reads_well(noon, set_up, person, write):
    set_up(1)
    devi = person("devi")
    write(devi)

    for hours in range(8):
        tick_channel(CHANNEL, now=noon + timedelta(hours=hours * 5))

    assert states() == {devi: "failed"}
    assert reasons.sentence(Message.objects.get().reason) == (
        "Given up after many attempts: 127.0.0.1:1 refuses connections. Is the port right, and does the server run?"
    )


def test_letters_given_back_for_lack_of_time_lose_no_attempt(noon, rogue, set_up, person, write, monkeypatch):
    monkeypatch.setattr("polku.say.channels.email.pool.BLOCK_S", 0.05)
    server = rogue()
    set_up(server.port, connections=1, per_second=5)
    write(*(person(f"customer{number}") for number in range(4)))

    ticks = 0
    while "asked" in states().values():
        ticks += tick_channel(CHANNEL, now=noon) > 0

    assert ticks >= 4
    assert set(states().values()) == {"sent"}
    assert set(Message.objects.values_list("attempts", flat=True)) == {1}
    assert set(server.taken.values()) == {1}
