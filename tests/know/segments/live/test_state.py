"""How things stand with people, followed: consent, addresses, campaigns."""

import pytest

from polku.kit import clock, ids
from polku.know.events.append import News, tell
from polku.know.people import columns as people_columns
from polku.know.people.consent.record import GIVEN, PAUSED, WITHDRAWN, Statement, record
from polku.know.segments import segments
from tests.know.segments.live.conftest import steps

pytestmark = pytest.mark.django_db
MAIL = {"purpose": "marketing", "channel": "email"}
SHARED = "family@mail.example"


def knows(name: str, **traits: object) -> dict[str, object]:
    return {"type": "identify", "userId": name, "traits": traits}


def says(kind: str, name: str, **more: object) -> None:
    record([Statement(("user_id", name), kind, **MAIL, **more)])


def reached_columns() -> None:
    while people_columns.sync():
        pass


def test_who_gives_consent_joins_and_who_withdraws_leaves(log_events, follow, should_be, members):
    log_events(knows("devi"), knows("fumi"))
    may = segments.create("May be written to", rule={"consent": MAIL})
    follow()
    says(GIVEN, "devi")
    follow()
    says(WITHDRAWN, "devi")

    follow()

    assert steps(may) == [
        ("devi", "joined", "event", "Consent Given"),
        ("devi", "left", "event", "Consent Withdrawn"),
    ]
    assert members(may) == should_be(may) == []


def test_a_pause_ends_by_time_alone(log_events, follow, at, should_be, members):
    log_events(knows("devi"))
    says(GIVEN, "devi")
    may = segments.create("May be written to", rule={"consent": MAIL})
    follow()
    record([Statement(("user_id", "devi"), PAUSED, until_ms=clock.now_ms() + clock.DAY_MS)])
    follow()
    reached_columns()
    assert members(may) == []
    at(days=1)

    follow()

    assert steps(may)[-1] == ("devi", "joined", "time", "")
    assert members(may) == should_be(may) == ["devi"]


def test_what_is_said_in_a_shared_mailbox_counts_for_all_who_read_it(log_events, follow, should_be, members):
    log_events(*(knows(name, email=SHARED) for name in ("devi", "emile", "fumi")))
    log_events({"type": "track", "event": "Order Completed", "identity": ["email", SHARED]})
    for name in ("devi", "emile", "fumi"):
        says(GIVEN, name)
    may = segments.create("May be written to", rule={"consent": MAIL})
    follow()
    joined = members(may)
    record([Statement(("email", SHARED), WITHDRAWN, channel="email")])
    follow()
    reached_columns()

    follow()

    assert set(joined) >= {"devi", "emile", "fumi"}
    assert members(may) == should_be(may) == []


def test_who_got_a_campaign_joins_and_leaves_again_with_time(log_events, follow, at, should_be, members):
    log_events(knows("devi"))
    got = segments.create("Got it lately", rule={"got_campaign": 7, "within": "1d"})
    follow()
    facts = {"campaign_id": 7, "channel": "paper", "message_id": 1}
    tell([News("Message Sent", ("user_id", "devi"), ids.new_id(), facts, clock.now_ms())])
    follow()
    assert members(got) == should_be(got) == ["devi"]
    at(days=1, seconds=1)

    follow()

    assert members(got) == should_be(got) == []


def test_an_address_that_comes_back_is_reached_no_more(log_events, follow, should_be, members):
    log_events(knows("devi", email="devi@mail.example"))
    says(GIVEN, "devi")
    reached = segments.create("Reached by mail", rule={"reachable": "email"})
    follow()
    assert members(reached) == ["devi"]
    facts = {"address": "devi@mail.example", "is_hard": True, "message_id": 1}
    tell([News("Message Bounced", ("user_id", "devi"), ids.new_id(), facts, clock.now_ms())])

    follow()

    assert members(reached) == should_be(reached) == []


def test_a_mailbox_that_comes_back_comes_back_for_all_who_share_it(log_events, follow, should_be, members):
    log_events(*(knows(name, email=SHARED.title() if name == "emile" else SHARED) for name in ("devi", "emile")))
    log_events(knows("fumi", email="fumi@mail.example"))
    for name in ("devi", "emile", "fumi"):
        says(GIVEN, name)
    reached = segments.create("Reached by mail", rule={"reachable": "email"})
    follow()
    before = members(reached)
    told = {"channel": "email", "message_id": 1, "address": SHARED, "is_hard": True}

    tell([News("Message Bounced", ("user_id", "devi"), ids.new_id(), told, clock.now_ms())])
    follow()

    assert before == ["devi", "emile", "fumi"]
    assert members(reached) == should_be(reached) == ["fumi"]

    tell([News("Address Released", ("user_id", "emile"), ids.new_id(), {"address": SHARED}, clock.now_ms())])
    follow()

    assert members(reached) == should_be(reached) == ["devi", "emile", "fumi"]
