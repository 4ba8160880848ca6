"""Lines of consents become events at the time at which each was said."""

import pytest

from polku.know.events.imports.problems import MissingField
from polku.know.people.consent.may_send import may_send
from polku.know.people.consent.models import Consent
from polku.know.people.consent.record import WITHDRAWN, Statement, record
from polku.know.people.find import by_identity

pytestmark = pytest.mark.django_db

TEXT = (
    "Email,Opt-in,Opt-in time,Channel,Opt-in IP\n"
    "Devi@shop.example,yes,2026-03-01 10:00,email,192.0.2.7\n"
    "emile@shop.example,Unsubscribed,2026-03-02,,\n"
)


def test_each_line_is_said_at_its_own_time(consents, logged):
    outcome = consents(TEXT)

    assert (outcome.rows, outcome.written.new, len(outcome.refusals)) == (2, 2, 0)
    assert logged() == [
        {
            "type": "track",
            "event": "Consent Given",
            "identity": ["email", "devi@shop.example"],
            "timestamp": "2026-03-01T10:00:00+00:00",
            "properties": {"purpose": "marketing", "channel": "email", "proof": "192.0.2.7"},
        },
        {
            "type": "track",
            "event": "Consent Withdrawn",
            "identity": ["email", "emile@shop.example"],
            "timestamp": "2026-03-02T00:00:00+00:00",
            "properties": {"purpose": "marketing"},
        },
    ]


def test_they_hold_and_the_same_file_twice_changes_nothing(consents, carry_on):
    consents(TEXT)
    assert consents(TEXT).written.unchanged == 2
    carry_on()

    devi, emile = by_identity("email", "devi@shop.example"), by_identity("email", "emile@shop.example")
    why = may_send([devi.id, emile.id], purpose="marketing", channel="email")
    assert why == {devi.id: "", emile.id: "withdrawn"}
    row = Consent.objects.get(kind="given")
    assert (row.proof, row.by) == ('{"text":"192.0.2.7"}', "")


def test_an_old_list_does_not_undo_what_was_said_since(consents, carry_on, log_events):
    log_events({"type": "identify", "userId": "devi", "traits": {"email": "devi@shop.example"}})
    carry_on()
    record([Statement(("user_id", "devi"), WITHDRAWN, "marketing")])

    consents(TEXT)
    carry_on()

    devi = by_identity("user_id", "devi")
    assert may_send([devi.id], purpose="marketing", channel="email") == {devi.id: "withdrawn"}


def test_lines_that_tell_not_enough_are_refused_with_their_reason(consents, noon):
    outcome = consents(
        "email,consent,date\n"
        ",yes,2026-01-01\n"
        "a@shop.example,perhaps,2026-01-01\n"
        "b@shop.example,,2026-01-01\n"
        "c@shop.example,yes,\n"
        "d@shop.example,yes,2031-01-01\n"
        "no address,yes,2026-01-01\n"
        "e@shop.example,no,2026-01-01\n"
    )

    assert (outcome.rows, len(outcome.refusals)) == (1, 6)
    assert [outcome.refusals.reasons[line] for line in sorted(outcome.refusals.reasons)] == [
        "nothing tells who this is: email are empty",
        '"consent" is neither a yes nor a no: perhaps',
        "it does not tell yes or no",
        "it does not tell when",
        '"date" lies in the future: 2031-01-01',
        '"email" is not an e-mail address: no address',
    ]
    assert outcome.refused is not None
    assert outcome.refused.read_text("utf-8-sig").count("\n") == 7


def test_a_dry_run_writes_nothing(consents, logged):
    assert consents(TEXT, dry=True).written.new == 2
    assert logged() == []


@pytest.mark.parametrize("heading", ["name,consent,date", "email,date", "email,consent"])
def test_a_file_that_cannot_hold_consents_is_refused_whole(consents, heading):
    with pytest.raises(MissingField):
        consents(f"{heading}\nx,y,z\n")


def test_json_lines_with_true_and_false(consents, logged):
    consents(
        '{"user_id":"7","given":true,"at":"2026-01-01T00:00:00Z","purpose":"Profiling"}\n'
        '{"user_id":"7","given":false,"at":"2026-01-02T00:00:00Z","purpose":"Profiling"}\n',
        "consents.jsonl",
    )

    assert [(event["event"], event["properties"]) for event in logged()] == [
        ("Consent Given", {"purpose": "profiling"}),
        ("Consent Withdrawn", {"purpose": "profiling"}),
    ]
