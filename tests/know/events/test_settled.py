"""No reader steps over a batch that is still being written."""

import random

import pytest
from django.db import connection

from polku.kit.sql import Raw
from polku.know.events.append import Batch, append
from polku.know.events.given import seal
from polku.know.events.read import Block, Reader, advance, place
from tests.databases import database_url

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has one writer at a time"),
]


class Writer:
    """One of several processes that append at the same time."""

    def __init__(self) -> None:
        self.raw = Raw(database_url())
        self.written: list[str] = []

    def begin(self, name: str) -> None:
        self.raw.begin()
        payload = seal([b'{"type": "track", "event": "%s", "userId": "devi"}' % name.encode()])
        append(self.raw, [Batch(1_800_000_000_000, 1, 1, payload)], vendor="postgresql")
        self.written.append(name)

    def commit(self) -> None:
        self.raw.commit()

    def rollback(self) -> None:
        self.raw.rollback()


@pytest.fixture
def writers():
    both = [Writer(), Writer(), Writer()]
    yield both
    for writer in both:
        writer.raw.close()


class Eyes:
    """A reader that notes what it saw."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.reader = Reader("eyes", self.fold)

    def fold(self, block: Block) -> None:
        self.seen += [event.name for event in block.events]

    def look(self) -> None:
        while advance(self.reader):
            pass


def test_a_reader_waits_for_a_batch_that_began_earlier(writers):
    first, second, _ = writers
    eyes = Eyes()
    first.begin("early")
    second.begin("late")
    second.commit()

    eyes.look()
    assert eyes.seen == []

    first.commit()
    eyes.look()
    assert eyes.seen == ["early", "late"]


def test_a_reader_goes_on_when_the_earlier_writer_gave_up(writers):
    first, second, _ = writers
    eyes = Eyes()
    first.begin("never")
    second.begin("late")
    second.commit()
    eyes.look()

    first.rollback()
    eyes.look()
    eyes.look()

    assert eyes.seen == ["late"]


@pytest.mark.parametrize("seed", range(25))
def test_every_committed_batch_is_read_once_and_in_order(writers, seed):
    dice = random.Random(seed)
    eyes = Eyes()
    busy: list[Writer] = []
    idle = list(writers)
    committed: list[str] = []
    for number in range(60):
        deed = dice.choice(("begin", "end", "look", "look"))
        if deed == "begin" and idle:
            writer = idle.pop(dice.randrange(len(idle)))
            writer.begin(f"event {number}")
            busy.append(writer)
        elif deed == "end" and busy:
            writer = busy.pop(dice.randrange(len(busy)))
            idle.append(writer)
            if dice.random() < 0.7:
                writer.commit()
                committed.append(writer.written[-1])
            else:
                writer.rollback()
        else:
            eyes.look()
    for writer in busy:
        writer.rollback()
    eyes.look()
    eyes.look()

    assert sorted(eyes.seen) == sorted(committed)
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(MAX(seq), 0) FROM log_batch")
        assert place("eyes") == cursor.fetchone()[0]
