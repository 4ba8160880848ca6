"""Two real workers at once, on a real database: nothing is sent twice, nothing is left."""

from collections import Counter
from threading import Thread

import pytest
from django.db import connection

from polku.kit import clock
from polku.say.channels.paper.models import PaperCopy
from polku.say.outbox.loop import tick
from polku.say.outbox.packed.models import MessageCounted
from tests.say.outbox.ways import in_both_ways

PEOPLE = 120


@pytest.mark.django_db(transaction=True)
@in_both_ways
@pytest.mark.parametrize("has_idempotency_key", [True, False])
def test_two_workers_share_the_work(person, ask, request, has_idempotency_key):
    channel = request.getfixturevalue("pigeon" if has_idempotency_key else "plain_pigeon")
    channel.batch = 7
    ask(*[person(f"p{number}") for number in range(PEOPLE)])
    taken: Counter[str] = Counter()

    def work(name: str) -> None:
        while did := tick(clock.now()):
            taken[name] += did
        connection.close()

    workers = [Thread(target=work, args=(name,)) for name in ("one", "two")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert channel.arrived == {f"p{number}@shop.example": 1 for number in range(PEOPLE)}
    assert taken.total() == PEOPLE
    assert set(MessageCounted.objects.values_list("state", flat=True)) == {"sent"}
    assert sum(MessageCounted.objects.values_list("count", flat=True)) == PEOPLE
    assert PaperCopy.objects.count() == 0
