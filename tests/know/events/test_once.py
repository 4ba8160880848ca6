"""The same event id twice is one event."""

import pytest

from polku.know.events.append import INTERNAL
from polku.know.events.models import LogBatch
from polku.know.events.read import read_block
from polku.know.people.consent.models import Consent
from polku.know.teams.models import create_source
from polku.know.teams.public_keys import change

pytestmark = pytest.mark.django_db


def test_an_event_sent_twice_is_read_once(log_events, carry_on):
    log_events({"type": "track", "event": "A", "userId": "aino", "messageId": "m1"})
    log_events(
        {"type": "track", "event": "A", "userId": "aino", "messageId": "m1"},
        {"type": "track", "event": "B", "userId": "aino", "messageId": "m2"},
    )

    carry_on()

    first, last = LogBatch.objects.order_by("seq").values_list("seq", flat=True)
    block = read_block(first - 1, last)
    assert block is not None
    assert [(event.name, event.id) for event in block.events] == [("A", "m1"), ("B", "m2")]


def test_an_event_repeated_within_one_batch_is_read_once(log_events, carry_on):
    log_events(*[{"type": "track", "event": "A", "userId": "aino", "messageId": "m1"}] * 3)

    carry_on()

    seq = LogBatch.objects.get().seq
    block = read_block(seq - 1, seq)
    assert block is not None
    assert [event.index for event in block.events] == [0]


def test_events_without_an_id_are_all_different(log_events, carry_on):
    log_events(*[{"type": "track", "event": "A", "userId": "aino"}] * 3)

    carry_on()

    seq = LogBatch.objects.get().seq
    block = read_block(seq - 1, seq)
    assert block is not None
    assert [event.index for event in block.events] == [0, 1, 2]


def test_what_comes_by_a_public_key_hides_nothing_of_others(log_events, carry_on):
    """A page, the shop's server and polku itself say something under one id: each is told once."""
    page, other = create_source("Page"), create_source("Another page")
    for source in (page, other):
        change(source, is_public=True)
    server = create_source("Server").pk
    for source in (page.pk, page.pk, other.pk, server, server, INTERNAL):
        log_events({"type": "track", "event": "A", "userId": "aino", "messageId": "m1"}, source=source)
    carry_on()

    first, last = LogBatch.objects.order_by("seq").values_list("seq", flat=True)[0:6:5]
    block = read_block(first - 1, last)
    assert block is not None
    assert [event.source for event in block.events] == [page.pk, other.pk, server]


def test_an_id_of_polku_itself_cannot_be_used_up_by_a_page(log_events, carry_on):
    page = create_source("Page")
    change(page, is_public=True)
    log_events({"type": "track", "event": "Anything", "userId": "mallory", "messageId": "draw-4-won"}, source=page.pk)
    log_events({"type": "track", "event": "Draw Won", "userId": "aino", "messageId": "draw-4-won"}, source=INTERNAL)
    carry_on()

    first, last = LogBatch.objects.order_by("seq").values_list("seq", flat=True)
    block = read_block(first - 1, last)
    assert block is not None
    assert [event.name for event in block.events] == ["Anything", "Draw Won"]


def test_a_page_hides_no_withdrawal_that_the_shop_tells(log_events, carry_on):
    page, server = create_source("Page"), create_source("Server").pk
    change(page, is_public=True)
    said = {"type": "track", "userId": "aino", "messageId": "m1", "properties": {"purpose": "marketing"}}
    log_events(said | {"event": "Messages Resumed"}, source=page.pk)
    log_events(said | {"event": "Consent Withdrawn"}, source=server)

    carry_on()

    assert sorted(Consent.objects.values_list("kind", "event_id")) == [("resumed", "m1"), ("withdrawn", "m1")]
