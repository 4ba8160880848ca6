"""Readers: their place, their order, and what happens when a fold fails."""

import pytest

from polku.know.events.lag import lags
from polku.know.events.models import Cursor
from polku.know.events.read import Block, Reader, advance, last_seq, place, read_block, stand_still

pytestmark = pytest.mark.django_db

TRACK = {"type": "track", "event": "A", "userId": "devi"}


def names(block: Block | None) -> list[str]:
    return [event.name for event in block.events] if block else []


def test_a_block_and_its_place_move_together(log_events):
    log_events(TRACK)
    log_events({**TRACK, "event": "B"})
    seen: list[str] = []
    reader = Reader("eyes", lambda block: seen.extend(names(block)))

    assert advance(reader) == 2
    assert advance(reader) == 0
    assert (seen, place("eyes")) == (["A", "B"], last_seq())


def test_a_fold_that_fails_leaves_the_reader_where_it_stood(log_events):
    log_events(TRACK)

    def fail(block: Block) -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        advance(Reader("eyes", fail))
    assert place("eyes") == 0


def test_a_reader_never_passes_those_before_it(log_events):
    log_events(TRACK)
    first, second = Reader("first", lambda block: None), Reader("second", lambda block: None, after=("first",))

    assert advance(second) == 0
    advance(first)
    assert advance(second) == 1


def test_a_reader_that_does_not_heed_moves_on_without_reading(log_events):
    log_events(TRACK)
    log_events({**TRACK, "event": "B"})
    blocks: list[Block] = []
    reader = Reader("eyes", blocks.append, heeds=lambda: False)

    assert advance(reader)
    assert [(block.events, block.last) for block in blocks] == [([], last_seq())]
    assert (advance(reader), place("eyes")) == (0, last_seq())


def test_blocks_hold_about_as_many_events_as_asked(log_events):
    for _ in range(5):
        log_events(*[TRACK] * 10)

    block = read_block(0, last_seq(), events=25)

    assert block is not None
    assert (len(block.events), block.batches) == (30, 3)


def test_the_context_of_a_batch_is_its_events_context(db):
    from polku.know.events.event import read_batch

    payload = b'{"context": {"ip": "::1"}, "batch": [{"type": "track", "event": "A", "userId": "x"}]}'

    (event,) = read_batch(1, received_ms=0, source=1, payload=payload)

    assert bytes(event.context) == b'{"ip": "::1"}'


def test_why_a_reader_stands_still_is_told_until_it_moves(log_events, noon):
    reader = Reader("eyes", lambda block: None)
    log_events(TRACK)
    place("eyes")

    stand_still("eyes", "the disk is full")
    (lag,) = lags([reader], now_ms=Cursor.objects.get(reader="eyes").moved_ms + 5_000)
    assert (lag.batches, lag.seconds, lag.trouble) == (1, 5.0, "the disk is full")

    advance(reader)
    (lag,) = lags([reader], now_ms=0)
    assert (lag.batches, lag.seconds, lag.trouble) == (0, 0.0, "")
