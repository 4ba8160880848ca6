"""Forgetting some events and folding: the same as folding the rest."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from polku.flow import KEEPERS, READERS
from polku.kit import ids
from polku.know.events.forgetting.take_out import take_out
from polku.know.events.forgetting.work import Forgetter
from polku.know.events.models import LogBatch
from polku.know.events.read import advance, forget_cache, last_seq
from polku.know.orders.models import Order
from polku.know.people.models import Identity, Profile
from tests.examples import examples
from tests.know.orders import test_any_order as orders
from tests.know.people import test_any_order as people
from tests.know.people.found import found
from tests.know.people.oracle import answer
from tests.know.people.stream import RolledBack, Said, events_of

pytestmark = pytest.mark.django_db
ROOMS = [reader for reader in READERS if reader.name in ("once", "people", "orders")]
Log = Callable[..., None]

often = settings(
    max_examples=examples(150),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@often
@given(data=st.data())
def test_people_without_some_events_are_those_of_the_rest(db: None, log_events: Log, data: st.DataObject) -> None:
    life = [event for event in data.draw(people.a_life()) if "_source" not in event]
    gone = data.draw(st.sets(st.sampled_from(range(len(life))))) if life else set()
    expected = answer(events_of([event for number, event in enumerate(life) if number not in gone]))

    with RolledBack():
        lived(life, log_events, data)
        forget(gone, whole=frozenset())
        result = found()

    assert result == expected


@often
@given(data=st.data())
def test_orders_without_some_events_are_those_of_the_rest(db: None, log_events: Log, data: st.DataObject) -> None:
    life = data.draw(orders.a_life())
    gone = data.draw(st.sets(st.sampled_from(range(len(life)))))
    rest = [event for number, event in enumerate(life) if number not in gone]

    with RolledBack():
        lived(rest, log_events, data)
        expected = bought()
    with RolledBack():
        lived(life, log_events, data)
        forget(gone, whole=frozenset())
        result = bought()

    assert result == expected


@often
@given(data=st.data())
def test_who_is_erased_leaves_the_others_as_if_they_had_never_come(
    db: None, log_events: Log, data: st.DataObject
) -> None:
    life = [event for event in data.draw(people.a_life()) if "_source" not in event]
    with RolledBack():
        lived(life, log_events, data)
        everybody = list(Profile.objects.order_by("id").values_list("id", flat=True))
        erased = data.draw(st.sampled_from(everybody)) if everybody else 0
        theirs = frozenset(Identity.objects.filter(profile_id=erased).values_list("id", flat=True))
        events = events_of(life)
        gone = {number for number, event in enumerate(events) if event.identity_id in theirs}
        expected = answer(events_of([event for number, event in enumerate(life) if number not in gone]))

        forget(gone, whole=theirs)
        result = found()

    assert result == expected


def lived(life: Sequence[Said], log_events: Log, data: st.DataObject) -> None:
    """Each event a batch of its own: its number is its place."""
    if connection.vendor == "postgresql":  # where a roll-back takes no number back, and a gap is waited for
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE log_batch RESTART IDENTITY")
    forget_cache()  # numbers of batches come again after a roll-back
    for event in life:
        log_events({key: value for key, value in event.items() if key != "_source"}, received_ms=1_900_000_000_000)
    while any([advance(reader) for reader in ROOMS]):  # noqa: C419 - all of them, each time
        pass


def forget(gone: set[int], *, whole: frozenset[int]) -> None:
    seqs = list(LogBatch.objects.filter(source=1).order_by("seq").values_list("seq", flat=True))
    places = {seqs[number]: {0} for number in gone}
    with transaction.atomic():
        Forgetter(READERS, KEEPERS)._without(take_out(places), end=last_seq(), whole=whole)
    assert take_out(places) == []  # a second time there is nothing left


def bought() -> dict[str, Any]:
    owners = {row.id: (row.kind, row.value) for row in Identity.objects.all()}
    return {
        "orders": {
            order.order_id: (
                owners.get(order.identity_id or 0),
                order.at_ms,
                order.is_cancelled,
                order.currency,
                order.revenue_minor,
                order.refunded_minor,
                order.refunds,
                order.items,
            )
            for order in Order.objects.all()
        },
        "totals": {ids.public(row.id): (row.orders, row.revenue_minor) for row in Profile.objects.all()},
        "identities": {owners[row.id]: (row.orders, row.revenue_minor) for row in Identity.objects.all()},
    }
