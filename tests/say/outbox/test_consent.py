"""No consent, no message: asked at the last moment before sending."""

from datetime import timedelta

import pytest

from polku.kit import clock
from polku.know.people.consent.record import GIVEN, PAUSED, WITHDRAWN, Statement, record
from polku.say.outbox import claim as claiming
from polku.say.outbox.ask import ask_many, put_into_words
from polku.say.outbox.loop import tick
from polku.say.outbox.reasons import sentence

pytestmark = pytest.mark.django_db


@pytest.fixture
def strict(pigeon):
    """A channel by which only those are written to who have agreed."""
    pigeon.is_opt_out = False
    return pigeon


def says(name, kind, *, at=0, **given):
    purpose = {} if kind == PAUSED else {"purpose": "marketing"}
    record([Statement(("user_id", name), kind, **purpose, **given)], now_ms=clock.now_ms() + at)


def test_only_who_has_agreed_is_written_to(noon, person, strict, ask, states):
    devi, emile, fumi = person("devi"), person("emile"), person("fumi")
    says("devi", GIVEN)
    says("fumi", GIVEN, channel="line")
    ask(devi, emile, fumi)

    tick(noon)

    assert states() == {devi: ("sent", ""), emile: ("held", "consent|none"), fumi: ("held", "consent|none")}
    assert strict.arrived == {"devi@shop.example": 1}


def test_who_withdraws_in_the_middle_of_a_campaign_is_skipped(noon, person, strict, ask, states, monkeypatch):
    monkeypatch.setattr(strict, "batch", 1)
    devi, emile = person("devi"), person("emile")
    says("devi", GIVEN)
    says("emile", GIVEN)
    ask(devi)
    ask(emile)
    tick(noon)
    assert sorted(states().values()) == [("asked", ""), ("sent", "")]
    left = next(name for name, number in (("devi", devi), ("emile", emile)) if states()[number][0] == "asked")

    says(left, WITHDRAWN, at=1)
    tick(noon)

    assert sorted(states().values()) == [("held", "consent|withdrawn"), ("sent", "")]
    assert strict.arrived.total() == 1


def test_a_message_that_waits_for_another_attempt_asks_again(noon, person, strict, ask, states):
    from polku.say.channels.channel import Failed

    devi = person("devi")
    says("devi", GIVEN)
    ask(devi)
    strict.next_outcomes = [Failed("busy", is_temporary=True)]
    tick(noon)
    says("devi", WITHDRAWN, at=1)

    tick(noon + timedelta(minutes=5))

    assert states() == {devi: ("held", "consent|withdrawn")}


def test_a_withdrawal_under_another_of_their_identities_counts(noon, person, strict, ask, merge, states):
    devi, at_work = person("devi"), person("devi at work")
    says("devi", GIVEN)
    says("devi at work", WITHDRAWN, at=1)
    merge(devi, at_work)
    ask(devi)

    tick(noon)

    assert states() == {devi: ("held", "consent|withdrawn")}


def test_paper_goes_to_everybody_who_has_not_objected(noon, person, ask, states):
    devi, emile = person("devi"), person("emile")
    says("emile", WITHDRAWN)
    ask(devi, emile, channel="paper")

    tick(noon)

    assert states() == {devi: ("sent", ""), emile: ("held", "consent|withdrawn")}


def test_what_belongs_to_the_service_asks_no_consent_and_no_pause_stops_it(noon, person, strict, states):
    devi = person("devi")
    says("devi", PAUSED, until_ms=clock.now_ms() + clock.DAY_MS)
    put_into_words("order:1", subject="", body="Your order is ready", purpose="service")
    ask_many("order:1", identity_ids=[devi], channel="pigeon", campaign_id=None, due_ms=0, now=noon)

    tick(noon)

    assert states() == {devi: ("sent", "")}


def test_a_topic_that_they_do_not_want_is_held_and_a_pause_too(noon, person, strict, states):
    devi, emile = person("devi"), person("emile")
    for name in ("devi", "emile"):
        says(name, GIVEN)
    says("devi", WITHDRAWN, at=1, topic="offers")
    says("emile", PAUSED, until_ms=clock.now_ms() + clock.DAY_MS)
    put_into_words("campaign:8", subject="", body="Half price", topic="offers")
    now = clock.now()
    ask_many("campaign:8", identity_ids=[devi, emile], channel="pigeon", campaign_id=8, due_ms=0, now=now)

    tick(noon)

    assert states() == {devi: ("held", "consent|topic"), emile: ("held", "consent|paused")}


def test_every_reason_has_a_sentence_of_its_own():
    told = {sentence(f"consent|{why}") for why in ("none", "withdrawn", "paused", "topic")}

    assert len(told) == 4
    assert not any("|" in one for one in told)


def test_asking_for_consents_costs_the_same_for_many(noon, person, strict, ask, django_assert_num_queries):
    from polku.say.outbox.consents import refusals
    from polku.say.outbox.models import Wording
    from polku.say.outbox.people import addressees

    ask(*(person(f"p{n}") for n in range(60)))
    block = claiming.claim(strict, now=noon)
    people, wordings = addressees(block, currency="EUR"), Wording.objects.in_bulk()

    with django_assert_num_queries(2):
        assert len(refusals(block, strict, people=people, wordings=wordings)) == 60
