"""What is kept for a time only is forgotten when it is over, and nothing else."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from polku.flow import KEEPERS, KEPT, READERS
from polku.kit import clock, ids
from polku.know.events import retention
from polku.know.events.forgetting.ask import forget_events
from polku.know.events.forgetting.work import Forgetter
from polku.know.events.models import KeepFor, LogBatch, Refusal
from polku.know.events.story import story
from polku.know.people import columns as people_columns
from polku.know.people.models import Identity, Profile
from polku.know.teams.models import Member, TrailEntry
from polku.know.teams.trail import note
from polku.say.channels.paper.models import PaperCopy

pytestmark = pytest.mark.django_db(transaction=True)
Log, CarryOn = Callable[..., None], Callable[[], None]
DEVI = ids.identity_id("user_id", "devi")


@pytest.fixture
def aino(db: None) -> Member:
    return Member.objects.create_user("aino@kahvila.example", "secret", name="Aino")


@pytest.fixture
def shop(columns: None, noon: datetime, log_events: Log, carry_on: CarryOn) -> datetime:
    """Devi said who they are, bought and looked, long ago; they looked again yesterday. A visitor was here once."""
    log_events(
        {"type": "identify", "userId": "devi", "messageId": "i", "timestamp": "2024-01-01T00:00:00Z"}
        | {"traits": {"email": "devi@kahvila.example"}},
        {"type": "track", "event": "Product Viewed", "userId": "devi", "messageId": "v1"}
        | {"timestamp": "2024-02-01T00:00:00Z", "properties": {"secret": "old-look"}},
        {"type": "track", "event": "Order Completed", "userId": "devi", "messageId": "o"}
        | {"timestamp": "2024-03-01T00:00:00Z", "properties": {"order_id": "A-1", "revenue": 5}},
        {"type": "track", "event": "Product Viewed", "userId": "devi", "messageId": "v2"}
        | {"timestamp": "2026-11-20T00:00:00Z"},
        {"type": "page", "anonymousId": "visitor", "messageId": "p", "timestamp": "2024-05-01T00:00:00Z", "name": "A"},
    )
    log_events(
        {"type": "track", "event": "Product Viewed", "userId": "devi", "messageId": "v1"}
        | {"timestamp": "2024-02-01T00:00:00Z", "properties": {"secret": "old-look"}}
    )
    carry_on()
    people_columns.sync()
    return noon


def carried_out(now: datetime) -> int:
    """As the clock does it, until there is nothing left."""
    forgotten = 0
    for _ in range(20):
        forgotten += (some := retention.tick(now, KEPT))
        if not some and not Forgetter(READERS, KEEPERS).tick():
            return forgotten
    raise AssertionError("it never ends")


def test_nothing_is_forgotten_until_somebody_decides_so(shop: datetime) -> None:
    assert carried_out(shop + timedelta(days=10_000)) == 0


def test_old_events_go_and_what_is_known_of_them_stays(shop: datetime, aino: Member) -> None:
    retention.decide("events", days=365, by=aino, now=shop)

    forgotten = carried_out(shop)

    assert forgotten == 2
    assert [event.id for event in story([DEVI])] == ["v2", "o", "i"]
    assert [row.value for row in Identity.objects.order_by("value")] == ["devi", "devi@kahvila.example"]
    assert Profile.objects.get().orders == 1
    assert b"old-look" not in b"".join(bytes(batch.payload) for batch in LogBatch.objects.all())
    assert list(TrailEntry.objects.order_by("pk").values_list("action", "number", "after")) == [
        ("retention.changed", "events", {"days": 365}),
        ("retention.forgot", "events", {"days": 365, "forgotten": 2}),
    ]


def test_one_name_may_be_kept_for_a_shorter_time_than_the_others(shop: datetime, aino: Member) -> None:
    retention.decide("events", name="Product Viewed", days=1, by=aino, now=shop)
    retention.decide("events", days=3_650, by=aino, now=shop)

    assert [one.count(retention.before_ms(1, shop), "Product Viewed") for one in KEPT[:1]] == [2]
    carried_out(shop)

    assert [event.id for event in story([DEVI])] == ["o", "i"]
    assert Identity.objects.filter(value="visitor").count() == 1


def test_it_is_forgotten_when_its_time_has_come_and_not_before(shop: datetime, aino: Member) -> None:
    retention.decide("events", name="Product Viewed", days=2, by=aino, now=shop)
    carried_out(shop)
    before = [event.id for event in story([DEVI])]

    with clock.fixed(shop + timedelta(days=1)):
        carried_out(shop + timedelta(days=1))

    assert before == ["v2", "o", "i"]
    assert [event.id for event in story([DEVI])] == ["o", "i"]


def test_visitors_who_never_came_back_go_and_customers_stay(shop: datetime, aino: Member) -> None:
    retention.decide("anonymous", days=365, by=aino, now=shop)

    assert carried_out(shop) == 1
    assert [row.value for row in Identity.objects.order_by("value")] == ["devi", "devi@kahvila.example"]


def test_people_who_were_not_seen_for_long_go_as_if_erased(shop: datetime, aino: Member) -> None:
    retention.decide("people", days=365, by=aino, now=shop)

    assert carried_out(shop + timedelta(days=300)) == 1
    assert [row.value for row in Identity.objects.order_by("value")] == ["devi", "devi@kahvila.example"]
    assert carried_out(shop + timedelta(days=400)) == 1
    assert Identity.objects.count() == 0


def test_texts_refused_events_and_the_trail_go_by_their_age(shop: datetime, aino: Member) -> None:
    for days in (10, 100):
        at = shop - timedelta(days=days)
        given = {"campaign_id": 1, "identity_id": DEVI, "address": "", "subject": "", "text": ""}
        PaperCopy.objects.create(key=str(days), at=at, **given)
        Refusal.objects.create(received_ms=clock.to_ms(at), source=1, reason="form", detail="", event="")
        with clock.fixed(at):
            note(aino, "segment.made", subject=f"segment:{days}")
    for kind in ("texts", "refusals", "trail"):
        retention.decide(kind, days=30, by=aino, now=shop)

    assert carried_out(shop) == 3

    assert [copy.key for copy in PaperCopy.objects.all()] == ["10"]
    assert Refusal.objects.count() == 1
    assert list(TrailEntry.objects.filter(action="segment.made").values_list("number", flat=True)) == ["10"]


def test_deciding_twice_changes_nothing_and_for_ever_takes_it_back(shop: datetime, aino: Member) -> None:
    assert retention.decide("people", days=365, by=aino, now=shop) is True
    assert retention.decide("people", days=365, by=aino, now=shop) is False
    assert retention.decide("people", days=None, by=aino, now=shop) is True
    assert KeepFor.objects.count() == 0


def test_events_named_by_their_places_go_with_all_that_followed(shop: datetime) -> None:
    """As the undo of an import asks for it."""
    seq = LogBatch.objects.order_by("seq").values_list("seq", flat=True)[0]
    asked = forget_events({seq: [0, 2]}, by="Aino", reason="import 1")

    Forgetter(READERS, KEEPERS).tick()

    asked.refresh_from_db()
    assert (asked.state, asked.todo) == ("done", "")
    assert [event.id for event in story([DEVI])] == ["v2", "v1"]
    assert [(row.email, row.orders) for row in Profile.objects.filter(id=DEVI)] == [("", 0)]
