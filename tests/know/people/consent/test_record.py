"""What is said on our own pages holds at once, and the log and its fold agree with it."""

import pytest
from django.db import transaction

from polku.kit import clock, ids
from polku.know.events.forgetting.rest import Rest
from polku.know.events.forgetting.whom import Whom
from polku.know.events.models import LogBatch
from polku.know.events.read import read_block
from polku.know.people.consent.fold import fold
from polku.know.people.consent.forget import forget, tell, without
from polku.know.people.consent.history import history, standings
from polku.know.people.consent.may_send import may_send
from polku.know.people.consent.models import Consent, ConsentAsked, ConsentPurpose
from polku.know.people.consent.record import GIVEN, PAUSED, WITHDRAWN, Statement, record
from polku.know.people.find import by_identity
from polku.know.people.models import Merge
from polku.know.people.undo import undo_merge
from polku.know.teams.models import Member

pytestmark = pytest.mark.django_db(transaction=True)

DEVI = ("user_id", "devi")


@pytest.fixture
def devi(log_events, carry_on):
    log_events({"type": "identify", "userId": "devi", "traits": {"name": "Devi"}})
    carry_on()
    found = by_identity(*DEVI)
    assert found is not None
    return found


def why(profile, channel="email", **given):
    return may_send([profile.id], purpose="marketing", channel=channel, **given)[profile.id]


def test_a_withdrawal_holds_before_any_reader_has_run(devi):
    assert why(devi) == "none"

    record([Statement(DEVI, GIVEN, "marketing")])
    assert why(devi) == ""

    record([Statement(DEVI, WITHDRAWN, "marketing", channel="email")], now_ms=clock.now_ms() + 1)
    assert (why(devi), why(devi, "line")) == ("withdrawn", "")


def test_the_fold_finds_what_was_recorded_and_adds_nothing(devi, carry_on):
    record(
        [
            Statement(
                DEVI,
                GIVEN,
                "marketing",
                source="till",
                wording="marketing/en/1#ab",
                proof={"ip": "192.0.2.0"},
                by="aino",
            )
        ]
    )
    before = list(Consent.objects.values())

    carry_on()

    assert list(Consent.objects.values()) == before
    Consent.objects.all().delete()
    fold(read_block(0, LogBatch.objects.latest("seq").seq))
    assert list(Consent.objects.values()) == before


def test_neither_the_event_nor_the_row_stands_without_the_other(devi):
    batches = LogBatch.objects.count()

    with transaction.atomic():
        record([Statement(DEVI, WITHDRAWN, "marketing")])
        transaction.set_rollback(True)

    assert (LogBatch.objects.count(), Consent.objects.count()) == (batches, 0)


def test_nobody_gives_consent_to_everything_at_once(devi):
    with pytest.raises(ValueError, match="without a purpose"):
        record([Statement(DEVI, GIVEN)])

    assert Consent.objects.count() == 0


def test_a_clock_that_is_ahead_outlives_no_withdrawal(devi, log_events, carry_on):
    tomorrow = clock.from_ms(clock.now_ms() + clock.DAY_MS).isoformat()
    log_events(
        {
            "type": "track",
            "event": "Consent Given",
            "userId": "devi",
            "properties": {"purpose": "marketing", "at": tomorrow},
        }
    )
    carry_on()
    assert why(devi) == ""

    record([Statement(DEVI, WITHDRAWN, "marketing")], now_ms=clock.now_ms() + 1)

    assert why(devi) == "withdrawn"


def test_a_member_who_notes_it_is_believed_only_from_ourselves(devi, log_events, carry_on):
    log_events(
        {
            "type": "track",
            "event": "Consent Given",
            "userId": "devi",
            "properties": {"purpose": "marketing", "by": "aino"},
        }
    )
    carry_on()

    assert [one.by for one in history(devi.id)] == [""]


def test_consents_of_both_count_while_two_are_one_and_part_with_them(devi, log_events, carry_on):
    aino = Member.objects.create_user("aino@kahvila.example")
    log_events({"type": "track", "event": "Seen", "anonymousId": "phone"})
    log_events(
        {"type": "track", "event": "Consent Withdrawn", "anonymousId": "phone", "properties": {"purpose": "marketing"}}
    )
    record([Statement(DEVI, GIVEN, "marketing", at_ms=1_000)])
    carry_on()
    assert why(devi) == ""

    log_events({"type": "identify", "userId": "devi", "anonymousId": "phone"})
    carry_on()
    assert why(devi) == "withdrawn"
    assert len(history(devi.id)) == 2

    undo_merge(Merge.objects.get(), by=aino)
    carry_on()
    assert why(devi) == ""
    assert why(by_identity("anonymous_id", "phone")) == "withdrawn"


def test_what_somebody_said_before_we_knew_them_counts_when_they_come(log_events, carry_on):
    record([Statement(("email", "fumi@shop.example"), GIVEN, "marketing")])

    log_events({"type": "identify", "userId": "fumi", "traits": {"email": "Fumi@Shop.example"}})
    carry_on()

    assert why(by_identity("user_id", "fumi")) == ""


def test_the_team_decides_what_a_purpose_stands_on_and_a_channel_may_soften_it(devi):
    assert why(devi, is_opt_out=True) == ""
    ConsentPurpose.objects.create(key="marketing", basis="opt_out")
    assert why(devi) == ""
    ConsentPurpose.objects.filter(key="marketing").update(basis="opt_in")

    record([Statement(DEVI, WITHDRAWN)])

    assert (why(devi), why(devi, is_opt_out=True)) == ("withdrawn", "withdrawn")


def test_the_page_shows_each_channel_of_which_something_was_said(devi):
    now_ms = clock.now_ms()
    record([Statement(DEVI, GIVEN, "marketing")], now_ms=now_ms)
    record([Statement(DEVI, WITHDRAWN, "marketing", channel="line")], now_ms=now_ms + 1)

    shown = standings(history(devi.id), now_ms=now_ms)

    assert [(one.purpose.key, one.channel, one.why_not) for one in shown] == [
        ("service", "", ""),
        ("marketing", "", ""),
        ("marketing", "line", "withdrawn"),
        ("profiling", "", "none"),
        ("location", "", "none"),
    ]
    assert [one.by.source if one.by else None for one in shown] == [None, "", "", None, None]


def test_may_send_asks_the_same_number_of_questions_for_many(devi, log_events, carry_on, django_assert_num_queries):
    log_events(*({"type": "identify", "userId": f"u{n}"} for n in range(200)))
    carry_on()
    everybody = [ids.identity_id("user_id", f"u{n}") for n in range(200)]

    with django_assert_num_queries(3):
        may_send([devi.id], purpose="marketing", channel="email")
    with django_assert_num_queries(3):
        may_send(everybody, purpose="marketing", channel="email")


def test_an_erased_persons_sayings_are_gone(devi):
    record([Statement(DEVI, GIVEN, "marketing"), Statement(DEVI, PAUSED, until_ms=clock.now_ms() + 5)])

    ConsentAsked.objects.create(email="devi@shop.example", sayings=[], asked_ms=0, expires_ms=0)
    whom = Whom(({devi.id: DEVI},), frozenset({"Devi@shop.example"}))

    assert forget(whom) == 3
    assert (Consent.objects.count(), ConsentAsked.objects.count()) == (0, 0)


def test_what_was_undone_takes_its_sayings_along(devi, log_events, carry_on):
    given = {"type": "track", "event": "Consent Given", "userId": "devi", "properties": {"purpose": "marketing"}}
    log_events(given)
    carry_on()
    assert why(devi) == ""
    block = read_block(0, LogBatch.objects.latest("seq").seq)
    gone = [event for event in block.events if event.name == "Consent Given"]

    assert without(gone, Rest(end=0), frozenset()) == 1
    assert why(devi) == "none"


def test_a_person_can_be_told_what_they_said(devi):
    record([Statement(DEVI, GIVEN, "marketing", source="till", proof={"receipt": 7})], now_ms=1_700_000_000_000)

    [told] = tell([devi.id])["consents"]

    assert (told["said"], told["purpose"], told["at"], told["proof"]) == (
        "given",
        "marketing",
        "2023-11-14T22:13:20+00:00",
        {"receipt": 7},
    )
