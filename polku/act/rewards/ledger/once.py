"""What is asked for with a key happens once; whoever asks again gets the first answer."""

import json
from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b
from typing import Any

import msgspec
from django.db import connection, transaction

from polku.act.rewards.ledger import sql
from polku.act.rewards.ledger.models import Act
from polku.kit import bulk

Answer = dict[str, Any]


class OtherRequest(Exception):
    """The key was used for something else before."""


class Asked(msgspec.Struct, frozen=True):
    """`request`: whatever tells it from others, as JSON."""

    key: str
    request: object

    @property
    def fingerprint(self) -> str:
        return blake2b(json.dumps(self.request, sort_keys=True).encode(), digest_size=16).hexdigest()


class Answered(msgspec.Struct, frozen=True):
    answer: Answer
    is_new: bool  # it happened just now


def once(key: str, asked: object, do: Callable[[], Answer], *, now_ms: int) -> tuple[Answer, bool]:
    """Its answer, and whether it happened just now.

    It happens within one transaction with its key: killed anywhere, both are there or neither. What `do` raises goes
    on, and leaves nothing: then the key is free again. Raises OtherRequest.
    """
    [found] = once_each([Asked(key, asked)], lambda _asked: [do()], now_ms=now_ms)
    if isinstance(found, Exception):
        raise found
    return found.answer, found.is_new


@transaction.atomic
def once_each(
    asked: Sequence[Asked], do: Callable[[Sequence[int]], Sequence[Answer | Exception]], *, now_ms: int
) -> list[Answered | Exception]:
    """The same of many at once, each with a key of its own.

    `do` is told which of them are new, by their places; whoever gets an exception keeps nothing, and may ask again.
    """
    places = {one.key: place for place, one in reversed(list(enumerate(asked)))}  # where each key stands first
    # In one order, so that two never wait for each other.
    rows = [(key, asked[places[key]].fingerprint, now_ms) for key in sorted(places)]
    with connection.cursor() as cursor:
        first = {key for (key,) in bulk.change(cursor, sql.ASK, rows, vendor=connection.vendor)}
    before = _before([key for key in places if key not in first])
    new = [place for place, one in enumerate(asked) if one.key in first and places[one.key] == place]
    found = dict(zip(new, do(new) if new else (), strict=True))
    _keep({asked[place].key: answer for place, answer in found.items()})
    return [
        _told(found[place])
        if place in found
        else _again(before.get(one.key), asked[places[one.key]], found.get(places[one.key]), one)
        for place, one in enumerate(asked)
    ]


def _before(keys: Sequence[str]) -> dict[str, Act]:
    return {row.key: row for row in Act.objects.filter(key__in=keys)} if keys else {}


def _keep(came: Mapping[str, Answer | Exception]) -> None:
    answers = [(key, json.dumps(answer)) for key, answer in came.items() if not isinstance(answer, Exception)]
    if answers:
        with connection.cursor() as cursor:
            bulk.write(cursor, sql.ANSWER[connection.vendor], answers, vendor=connection.vendor)
    refused = [key for key, answer in came.items() if isinstance(answer, Exception)]
    if refused:
        Act.objects.filter(key__in=refused).delete()


def _told(answer: Answer | Exception) -> Answered | Exception:
    return answer if isinstance(answer, Exception) else Answered(answer, is_new=True)


def _again(row: Act | None, first: Asked, came: Answer | Exception | None, ours: Asked) -> Answered | Exception:
    """Asked before, or a second time within these."""
    if ours.fingerprint != (row.fingerprint if row is not None else first.fingerprint):
        return OtherRequest()
    if isinstance(came, Exception):
        return came
    answer = row.answer if row is not None else came
    assert answer is not None  # they are written together
    return Answered(dict(answer), is_new=False)
