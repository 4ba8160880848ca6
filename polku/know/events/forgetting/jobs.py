"""The rows of what is to be forgotten: whom, in which parts, and what is left in the end."""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

import msgspec

from polku.know.events.forgetting.ask import Todo
from polku.know.events.forgetting.places import Places
from polku.know.events.forgetting.whom import Whom
from polku.know.events.models import Forgetting

BATCHES = 200  # of events to forget, in one transaction
EVENTS = 1_000  # … in fewer batches, where these are large

read_todo = msgspec.json.Decoder(Todo).decode
encode_todo = msgspec.json.Encoder().encode


def whom_of(jobs: Sequence[Forgetting]) -> Whom:
    todos = [read_todo(job.todo or "{}") for job in jobs]
    people = {next(iter(person)): person for todo in todos for person in todo.people if person}  # each but once
    return Whom(list(people.values()), frozenset(name for todo in todos for name in todo.names))


def parts_of(places: Places) -> Iterator[dict[int, Collection[int]]]:
    """Few enough at a time: the intake, and every page that writes, waits for each."""
    part: dict[int, Collection[int]] = {}
    events = 0
    for seq in sorted(places):
        if part and (len(part) == BATCHES or events + len(places[seq]) > EVENTS):
            yield part
            part, events = {}, 0
        part[seq] = places[seq]
        events += len(places[seq])
    if part:
        yield part


def leave_only_counts(jobs: Sequence[Forgetting], counts: Counter[str]) -> None:
    """In the first row of those that went together; every row keeps how many people it was about."""
    add_up(jobs[0], counts)
    Forgetting.objects.filter(pk__in=[job.pk for job in jobs]).update(todo="")


def add_up(job: Forgetting, counts: Counter[str]) -> None:
    job.counts = json.dumps(dict(sorted((Counter(json.loads(job.counts)) + counts).items())))
    Forgetting.objects.filter(pk=job.pk).update(counts=job.counts)
