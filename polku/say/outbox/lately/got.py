"""What the people of a block got lately, and what is on its way to them."""

from collections.abc import Collection, Sequence

from django.db import connection

from polku.kit.arrays import np
from polku.say.limits.capped import Got
from polku.say.outbox.lately.blocks import Part, of_blocks
from polku.say.outbox.lately.directory import directory
from polku.say.outbox.lately.persons import Persons
from polku.say.outbox.lately.rows import of_rows
from polku.say.outbox.models import Wording

# Answers to what somebody has just done themselves, and tests: neither limited nor counted.
FREE = ("greeting:", "test:")


def got(persons: Persons, *, besides: Collection[int], exempt: Collection[str], since_ms: int, now_ms: int) -> Got:
    """Since then. `besides`: messages in our own hands; `exempt`: purposes that do not count."""
    with connection.cursor() as cursor:
        blocks = directory(cursor, now_ms=now_ms).around(persons.names)
        parts = of_blocks(cursor, blocks, persons.names, since_ms=since_ms, now_ms=now_ms)
        alone = of_rows(cursor, persons.names, since_ms=since_ms, now_ms=now_ms)
    senders = [blocks.senders[part.sender] for part in parts] + [sender for sender, _part in alone]
    scopes = _scopes(senders, exempt)
    among: dict[tuple[str, str], int] = {}
    counted: list[tuple[Part, int]] = []
    for sender, part in zip(senders, [*parts, *(part for _sender, part in alone)], strict=True):
        scope = scopes.get(sender)
        if scope is not None:
            counted.append((part, among.setdefault(scope, len(among))))
    return _joined(counted, list(among), persons, besides)


def _scopes(senders: Sequence[tuple[str, str]], exempt: Collection[str]) -> dict[tuple[str, str], tuple[str, str]]:
    """(cause, channel) → (channel, purpose), of those that count."""
    wordings = Wording.objects.only("purpose").in_bulk({cause for cause, _channel in senders})
    return {
        (cause, channel): (channel, wordings[cause].purpose)
        for cause, channel in senders
        if cause in wordings and wordings[cause].purpose not in exempt and not cause.startswith(FREE)
    }


def _joined(
    counted: Sequence[tuple[Part, int]], scopes: Sequence[tuple[str, str]], persons: Persons, besides: Collection[int]
) -> Got:
    none = np.zeros(0, np.int64)
    place, at_ms, number = (
        np.concatenate([none, *(getattr(part, name) for part, _scope in counted)])
        for name in ("place", "at_ms", "number")
    )
    under_way = np.concatenate([none.astype(bool), *(part.is_under_way for part, _scope in counted)])
    scope = np.repeat(np.array([one for _part, one in counted], np.int64), [len(part.place) for part, _one in counted])
    theirs = ~np.isin(number, np.fromiter(besides, np.int64, len(besides)))
    return Got(persons.whose[place[theirs]], at_ms[theirs], scope[theirs], under_way[theirs], number[theirs], scopes)
