"""Writing a block's calls down, those apart that were written down before."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec
from django.db import connection

from polku.kit import bulk
from polku.kit.sql import marks
from polku.say.channels.channel import Letter
from polku.say.channels.line.calls import call, sql
from polku.say.channels.line.calls.call import Call, unpacked
from polku.say.channels.line.limits import limits
from polku.say.channels.line.units import names

Take = Callable[[Sequence[str]], Mapping[str, str]]


class Written(msgspec.Struct):
    """What a block asks of LINE, and what its letters were."""

    letters: Sequence[Letter]
    calls: list[Call]


def write_down(account: int, letters: Sequence[Letter], *, take: Take, now_ms: int) -> Written:
    """Within the caller's transaction. `take`: the fresh reply tokens of some people, by user id."""
    found = open_calls(account, [letter.message_id for letter in letters])
    carried = {number for one in found for number in one.messages}
    new = [letter for letter in letters if letter.message_id not in carried]
    tokens = take([letter.address for letter in new]) if new else {}
    units = names.of(account, {letter.campaign_id for letter in new}, now_ms=now_ms)
    made = list(new_calls(new, tokens=dict(tokens), units=units, now_ms=now_ms))
    insert(account, made)
    return Written(letters, [*found, *made])


def open_calls(account: int, message_ids: Sequence[int]) -> list[Call]:
    """Those that carry some of these messages: they may have been made."""
    wanted = set(message_ids)
    with connection.cursor() as cursor:
        alone = bulk.ask(cursor, sql.NUMBER, sql.OF_ONE_FROM, keys=message_ids, vendor=connection.vendor)
    found = [number for (number,) in alone]
    found += [least for least, kept in _rows(sql.OF_SEVERAL, [account]) if not wanted.isdisjoint(unpacked(kept))]
    rows = _rows(sql.WHOLE.format(marks=marks(len(found))), found) if found else []
    return [
        Call(key, endpoint, bytes(body), unpacked(kept) or (least,), first_ms, attempts, is_doubtful=True)
        for key, endpoint, body, least, kept, first_ms, attempts in rows
    ]


def new_calls(
    letters: Sequence[Letter], *, tokens: dict[str, str], units: Mapping[int, str], now_ms: int
) -> Iterable[Call]:
    """Who gets the same as others goes with them, so many at a time; who has just written is answered.

    `units`: by campaign, the name under which LINE counts opens and clicks.
    """
    alike: defaultdict[tuple[bytes, str, bool], list[Letter]] = defaultdict(list)
    for letter in letters:
        if letter.address in tokens:  # each answers once
            said: dict[str, Any] = {"message_id": letter.message_id, "now_ms": now_ms, "is_silent": letter.is_silent}
            yield call.reply(tokens.pop(letter.address), letter.chat, **said)
        else:
            unit = units.get(letter.campaign_id, "") if letter.campaign_id is not None else ""
            alike[letter.chat, unit, letter.is_silent].append(letter)
    for (chat, unit, _is_silent), theirs in alike.items():
        for part in _parts(theirs):
            yield of_letters(part, chat, unit=unit, now_ms=now_ms)


def of_letters(letters: Sequence[Letter], chat: bytes, *, unit: str, now_ms: int) -> Call:
    """All of them with a sound, or none."""
    numbers, to = [letter.message_id for letter in letters], [letter.address for letter in letters]
    said: dict[str, Any] = {"unit": unit, "now_ms": now_ms, "is_silent": letters[0].is_silent}
    if len(letters) == 1:
        return call.push(to[0], chat, message_id=numbers[0], **said)
    return call.multicast(to, chat, message_ids=numbers, **said)


def insert(account: int, calls: Sequence[Call]) -> None:
    if not calls:
        return
    values: list[Any] = []
    for one in calls:
        values += one.values(account)
    row = "(%s, %s, %s, %s, %s, %s, %s, %s, %s)"
    with connection.cursor() as cursor:
        cursor.execute(sql.WRITE.format(rows=", ".join([row] * len(calls))), values)


def _parts(letters: Sequence[Letter]) -> Iterable[list[Letter]]:
    """As many as one request takes, and nobody twice in one: what comes second to somebody is no repetition."""
    most = limits()["request"]["multicast_users"]
    left = sorted(letters, key=lambda letter: letter.message_id)
    if len({letter.address for letter in left}) == len(left):  # nearly always
        yield from (left[start : start + most] for start in range(0, len(left), most))
        return
    while left:
        part: dict[str, Letter] = {}
        rest: list[Letter] = []
        for letter in left:
            if len(part) < most and letter.address not in part:
                part[letter.address] = letter
            else:
                rest.append(letter)
        yield list(part.values())
        left = rest


def _rows(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
