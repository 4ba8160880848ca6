"""When people's rows follow into the columns: at once, in peace, and rarely while events come first."""

import pytest

from polku.kit import clock
from polku.know.people.loop import LATE_REST_S, REST_S, Follower
from polku.know.people.models import Changed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("columns")]


class Watch:
    """A clock that goes on when it is told to, and who was written when."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now_s = 1_000.0
        monkeypatch.setattr(clock, "monotonic", lambda: self.now_s)
        self.follower = Follower(limit=2)

    def written_after(self, seconds: float) -> int:
        self.now_s += seconds
        return self.follower.tick(clock.now())


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    return Watch(monkeypatch)


def note(*people: int) -> None:
    Changed.objects.bulk_create([Changed(id=person, at_seq=7) for person in people])


def test_many_are_written_one_block_after_the_other_then_there_is_rest(watch):
    note(1, 2, 3)

    assert [watch.written_after(0.0), watch.written_after(0.01)] == [2, 1]
    note(4)
    assert [watch.written_after(REST_S / 2), watch.written_after(REST_S)] == [0, 1]


def test_while_events_wait_for_long_they_come_first(watch, log_events):
    log_events({"type": "track", "event": "A", "userId": "devi"}, received_ms=clock.now_ms() - 60_000)
    note(1, 2, 3, 4, 5)

    assert [watch.written_after(0.0), watch.written_after(REST_S)] == [2, 0]
    assert watch.written_after(LATE_REST_S) == 2
