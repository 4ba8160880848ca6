"""How segments read the log: whom a block concerns is asked about, and who joined or left is told."""

from collections.abc import Callable

from django.db import transaction

from polku.kit import clock
from polku.know.events import columns as event_columns
from polku.know.events.read import Block
from polku.know.people import columns as people_columns
from polku.know.people.models import Changed, Regrouped
from polku.know.rules.live_ahead import ahead_of_columns
from polku.know.segments.live import recent
from polku.know.segments.live.block import asked, regroup, touched
from polku.know.segments.live.followed import followed
from polku.know.segments.live.judge import judge
from polku.know.segments.live.memory import memory
from polku.know.segments.live.tell import tell

PATIENCE = 20  # blocks of people that are written before those who were merged are asked about


def fold(block: Block) -> Callable[[], None] | None:
    """Ask before the transaction, tell within it. Raises columns.ColumnsError when the store is not there."""
    if event_columns.prepare():
        raise event_columns.GoingBack
    now, index = clock.now(), followed()
    recent.begin(index.all, memory().mark)
    found = touched(block, index)
    regrouped = regroup(found)
    if regrouped:
        _let_the_columns_know([row.id for row in regrouped])
    questions = [(segments, people) for segments, people in asked(found, index) if segments and people]
    ahead = ahead_of_columns(block.last) if questions else None
    changes = [
        change
        for segments, people in questions
        for change in judge(segments, people, now, found.why, ahead=ahead, is_learnt=True)
    ]

    def settle() -> None:
        tell(changes, now)
        transaction.on_commit(recent.moved)
        for row in regrouped:
            Regrouped.objects.filter(id=row.id, at_seq=row.at_seq).delete()

    return settle if changes or regrouped else None


def _let_the_columns_know(people: list[int]) -> None:
    """Tables that are asked as they are (lists) tell who somebody is by the columns."""
    for _ in range(PATIENCE):
        if not Changed.objects.filter(id__in=people[:1_000]).exists() or not people_columns.sync():
            return
