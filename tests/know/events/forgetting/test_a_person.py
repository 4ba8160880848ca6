"""Erasing one person, from asking to the numbers that are left."""

import json
from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection, transaction

from polku.flow import KEEPERS, READERS
from polku.kit import clock, ids
from polku.kit import columns as store
from polku.know.events.forgetting.work import Forgetter
from polku.know.events.models import LogBatch, Refusal
from polku.know.events.story import story
from polku.know.orders.models import Order
from polku.know.people import columns as people_columns
from polku.know.people import find
from polku.know.people.consent.introduce import introduce
from polku.know.people.consent.models import Consent, ConsentAsked
from polku.know.people.consent.record import GIVEN, Statement, record
from polku.know.people.erase import erase, going, stray
from polku.know.people.models import Identity, Merge, Profile
from polku.know.people.rebuild import rebuild
from polku.know.people.undo import undo_merge
from polku.know.teams import trail
from polku.know.teams.models import Member, TrailEntry
from polku.say.channels.paper.models import PaperCopy
from polku.say.outbox.ask import ask_many, put_into_words
from polku.say.outbox.claim import claim
from polku.say.outbox.models import Message
from tests.know.people.found import found

pytestmark = pytest.mark.django_db(transaction=True)
Log, CarryOn = Callable[..., None], Callable[[], None]

DEVI = ids.identity_id("user_id", "devi-4711")
EMILE = ids.identity_id("user_id", "emile")


@pytest.fixture
def shop(columns: None, noon: datetime, log_events: Log, carry_on: CarryOn) -> None:
    """Devi and Emile: one batch is theirs and his, and one of their events came twice."""
    devi = {"userId": "devi-4711", "timestamp": "2026-11-20T10:00:00Z"}
    bought = {"type": "track", "event": "Order Completed", **devi, "messageId": "o1"}
    bought["properties"] = {"order_id": "A-1", "revenue": 12}
    log_events(
        {
            "type": "identify",
            **devi,
            "messageId": "i1",
            "traits": {"email": "devi@kahvila.example", "name": "Devi Rao", "phone": "+358 40 123 4567"},
        },
        {"type": "track", "event": "Seen", "userId": "emile", "messageId": "e1"},
        bought,
    )
    log_events({"type": "identify", "anonymousId": "device-9", "userId": "devi-4711", "messageId": "i2"})
    log_events({"type": "track", "event": "Seen", "anonymousId": "device-9", "messageId": "s1"})
    log_events(bought, {"type": "track", "event": "Seen", "userId": "emile", "messageId": "e2"})
    carry_on()
    people_columns.sync()


def forget(now: datetime | None = None) -> int:
    return Forgetter(READERS, KEEPERS).tick()


def profile(number: int = DEVI) -> Profile:
    found = find.by_id(number)
    assert found is not None
    return found


@pytest.mark.usefixtures("shop")
def test_all_of_them_is_gone_and_he_is_as_he_was() -> None:
    asked = erase([profile()], by="Aino", reason="they asked for it")

    forget()

    asked.refresh_from_db()
    assert json.loads(asked.counts) == {"events": 5, "identities": 4, "orders": 1, "people": 1}
    assert (asked.state, asked.todo, asked.step, asked.by, asked.reason) == (
        "done",
        "",
        "",
        "Aino",
        "they asked for it",
    )
    assert [row.value for row in Identity.objects.all()] == ["emile"]
    assert Order.objects.count() == 0
    payloads = b" ".join(bytes(batch.payload) for batch in LogBatch.objects.all())
    assert [word for word in (b"devi", b"device-9", b"Devi", b"123") if word in payloads] == []
    assert [event.id for event in story([EMILE])] == ["e2", "e1"]
    for table in ("stories", "events", "people"):
        assert store.value(f"SELECT count() FROM {table}") == {"stories": 2, "events": 2, "people": 1}[table]


@pytest.mark.usefixtures("shop")
def test_what_is_left_is_what_a_rebuild_makes(carry_on: CarryOn) -> None:
    erase([profile()], by="Aino")
    forget()
    before = found()

    rebuild()
    carry_on()

    assert found() == before


@pytest.mark.usefixtures("shop")
def test_they_are_going_from_the_moment_it_was_asked() -> None:
    asked = erase([profile()], by="Aino")

    assert going(DEVI) == asked
    assert going(EMILE) is None
    assert erase([profile()], by="Bo") == asked


@pytest.mark.usefixtures("shop")
def test_who_comes_again_is_somebody_new(log_events: Log, carry_on: CarryOn) -> None:
    erase([profile()], by="Aino")
    forget()

    log_events({"type": "track", "event": "Seen", "userId": "devi-4711", "messageId": "s1"})
    carry_on()
    people_columns.sync()

    assert (profile().email, profile().orders) == ("", 0)
    assert [event.name for event in story([DEVI])] == ["Seen"]


@pytest.mark.usefixtures("shop")
def test_who_merged_meanwhile_goes_with_them(log_events: Log, carry_on: CarryOn) -> None:
    erase([profile()], by="Aino")
    log_events({"type": "identify", "userId": "devi-4711", "anonymousId": "tablet-3", "messageId": "i3"})
    log_events({"type": "track", "event": "Seen", "anonymousId": "tablet-3", "messageId": "s3"})
    carry_on()

    forget()

    assert [row.value for row in Identity.objects.all()] == ["emile"]


@pytest.mark.usefixtures("shop")
def test_an_address_that_is_nobodys_goes_with_what_was_said_under_it(carry_on: CarryOn) -> None:
    record([Statement(("email", "eva@kahvila.example"), GIVEN, purpose="marketing", source="counter")])
    ConsentAsked.objects.create(email="eva@kahvila.example", sayings=[], asked_ms=1, expires_ms=2)
    carry_on()
    eva = stray("email", "Eva@Kahvila.example")

    asked = erase([], by="Aino", strays=[eva])
    again = erase([], by="Bo", strays=[eva])
    forget()

    assert list(eva.values()) == [("email", "eva@kahvila.example")]
    assert asked == again
    assert (Consent.objects.count(), ConsentAsked.objects.count()) == (0, 0)
    assert b"eva@" not in b" ".join(bytes(batch.payload) for batch in LogBatch.objects.all())
    assert (stray("email", "eva@kahvila.example"), stray("user_id", "devi-4711")) == ({}, {})
    assert sorted(row.value for row in Identity.objects.filter(kind="user_id")) == ["devi-4711", "emile"]


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize("is_read", [False, True])
def test_who_was_made_known_by_a_consent_goes_whether_the_log_was_read_or_not(
    carry_on: CarryOn, *, is_read: bool
) -> None:
    eva = ("email", "eva@kahvila.example")
    with transaction.atomic():
        introduce([eva], now_ms=clock.now_ms())
        record([Statement(eva, GIVEN, purpose="marketing", source="counter")])
    if is_read:
        carry_on()
        erase([profile(ids.identity_id(*eva))], by="Aino")
    else:
        erase([], by="Aino", strays=[stray(*eva)])
        carry_on()

    forget()

    assert Consent.objects.count() == 0
    assert b"eva@" not in b" ".join(bytes(batch.payload) for batch in LogBatch.objects.all())
    assert sorted(row.value for row in Identity.objects.filter(kind__in=["user_id", "email"])) == [
        "devi-4711", "devi@kahvila.example", "emile",
    ]  # fmt: skip


@pytest.mark.usefixtures("shop")
def test_what_they_are_called_is_masked_where_others_wrote_it_down() -> None:
    Refusal.objects.create(
        received_ms=1, source=1, reason="form", detail="", event='{"userId": "devi-4711", "timestamp": "x"}'
    )
    trail.note(None, "person.changed", subject=f"person:{ids.public(DEVI)}", after={"name": "Devi Rao"})
    trail.note(None, "segment.made", subject="segment:1", after={"people": ["devi@kahvila.example", "emile"]})
    erase([profile()], by="Aino")

    forget()

    assert Refusal.objects.count() == 0
    assert list(TrailEntry.objects.order_by("pk").values_list("kind", "number", "after")) == [
        ("person", "", None),
        ("segment", "1", {"people": ["…", "emile"]}),
    ]


@pytest.mark.usefixtures("shop")
def test_messages_are_called_off_and_those_on_their_way_are_waited_for(noon: datetime) -> None:
    put_into_words("campaign:1", subject="Hi", body="Hi")
    put_into_words("campaign:2", subject="Hi", body="Hi")
    later = clock.to_ms(noon) + 60_000
    ask_many("campaign:1", identity_ids=[DEVI, EMILE], channel="paper", campaign_id=1, due_ms=0, now=noon)
    ask_many("campaign:2", identity_ids=[DEVI, EMILE], channel="paper", campaign_id=2, due_ms=later, now=noon)
    from polku.say.channels.registry import channel

    held = claim(channel("paper"), now=noon)
    erase([profile()], by="Aino")

    assert forget() == 0
    assert sorted(Message.objects.values_list("identity_id", "cause", "state")) == sorted(
        [
            (DEVI, "campaign:1", "claimed"),
            (EMILE, "campaign:1", "claimed"),
            (EMILE, "campaign:2", "asked"),
        ]
    )
    Message.objects.filter(pk__in=[one.id for one in held]).update(state="sent")
    PaperCopy.objects.create(
        key="k", campaign_id=1, identity_id=DEVI, address="devi@kahvila.example", subject="", text="", at=noon
    )
    assert forget() == 1
    assert sorted(Message.objects.values_list("identity_id", "state")) == [(EMILE, "asked"), (EMILE, "sent")]
    assert PaperCopy.objects.count() == 0


@pytest.mark.usefixtures("shop")
def test_a_second_time_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed before the columns: the next process begins anew."""
    asked = erase([profile()], by="Aino")
    from polku.know.events.forgetting import columns as going_columns

    with monkeypatch.context() as patch:
        patch.setattr(going_columns, "remove_people", lambda *_args, **_named: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            forget()
    asked.refresh_from_db()
    assert (asked.state, asked.step) == ("working", "columns")

    forget()

    asked.refresh_from_db()
    assert asked.state == "done"
    assert [row.value for row in Identity.objects.all()] == ["emile"]
    assert store.value("SELECT count() FROM stories") == 2


@pytest.mark.usefixtures("shop")
def test_their_neighbour_at_the_same_address_keeps_it(log_events: Log, carry_on: CarryOn) -> None:
    """Both said that it is theirs; it led to them, who came first. What he said stays his."""
    log_events({"type": "identify", "userId": "emile", "messageId": "i9", "traits": {"email": "devi@kahvila.example"}})
    carry_on()
    assert profile(EMILE).id == EMILE

    erase([profile()], by="Aino")
    forget()

    mine = Identity.objects.filter(profile_id=EMILE).values_list("kind", "value")
    assert sorted(mine) == [("email", "devi@kahvila.example"), ("user_id", "emile")]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM profile")
        assert cursor.fetchone() == (1,)


@pytest.mark.usefixtures("shop")
def test_a_merge_that_was_undone_names_them_nowhere_and_stays_undone_for_the_others(
    log_events: Log, carry_on: CarryOn
) -> None:
    """Three were one by mistake, and were parted again; then one of them is erased."""
    aino = Member.objects.create_user("aino@kahvila.example", "secret")
    log_events(
        {"type": "track", "event": "Seen", "anonymousId": "lent-1", "messageId": "l1"},
        {"type": "alias", "userId": "emile", "previousId": "lent-1", "messageId": "a1"},
        {"type": "alias", "userId": "devi-4711", "previousId": "emile", "messageId": "a2"},
    )
    carry_on()
    for merge in Merge.objects.filter(profile_id=profile(EMILE).id).order_by("-at_ms"):
        if {merge.low_id, merge.high_id} == {DEVI, EMILE}:
            undo_merge(merge, by=aino)
    carry_on()
    people_columns.sync()
    assert profile(EMILE).id == EMILE

    erase([profile()], by="Aino")
    forget()
    carry_on()

    payloads = b" ".join(bytes(batch.payload) for batch in LogBatch.objects.all())
    assert ids.public(DEVI).encode() not in payloads
    assert Merge.objects.filter(undone_at_ms__isnull=False).count() == 0
    mine = Identity.objects.filter(profile_id=EMILE, is_named=True).values_list("kind", "value")
    assert sorted(mine) == [("anonymous_id", "lent-1"), ("user_id", "emile")]
    assert store.value("SELECT count() FROM stories WHERE name LIKE 'Merge%'") == 0
