"""What stands in the files: understood, checked against each other, and every line that is passed over counted."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Any

import msgspec

from polku.act.rewards.history.files import Opened
from polku.kit import clock
from polku.know.events.imports.dates import instant_reader
from polku.know.events.imports.reading import begin, text_reader
from polku.know.events.imports.refusals import EMPTY, Refusals
from polku.know.events.imports.table import read_table

KEY, TEXT = 60, 200
TWICE, NO_PROGRAM, NO_COUPON, OUTSIDE = "twice", "no_program", "no_coupon", "outside"


class Campaign(msgspec.Struct):
    """What becomes a program. `used`: by person, when and with which coupon."""

    key: str
    name: str
    begins_ms: int
    until_ms: int
    given: dict[str, None] = {}  # people, in their order
    used: dict[str, list[tuple[int, str]]] = {}
    goods: dict[str, set[str]] = {}  # coupon → products


class History(msgspec.Struct):
    """`lines`: read, by kind of file. `passed`: lines that change nothing, by reason."""

    campaigns: list[Campaign]
    lines: dict[str, int]
    passed: dict[tuple[str, str], int]
    refusals: list[Refusals]


def read(files: Mapping[str, Opened], *, zone: tzinfo, form: str | None) -> History:
    """Raises ImportProblem."""
    lines: dict[str, int] = {}
    refusals: list[Refusals] = []

    def rows(kind: str, needed: Sequence[str], more: Sequence[str] = ()) -> list[tuple[Any, ...]]:
        if kind not in files:
            return []
        found, count, refused = _rows(files[kind], needed, more, zone=zone, form=form)
        lines[kind] = count
        refusals.append(refused)
        return found

    campaigns: dict[str, Campaign] = {}
    passed: Counter[tuple[str, str]] = Counter()
    for key, begins, ends, name in rows("programs", ("program", "begins", "ends"), ("name",)):
        passed["programs", TWICE] += key in campaigns
        campaigns.setdefault(key, Campaign(key, _name(key, name), begins, _until(ends, zone)))
    for key, code, product in rows("goods", ("program", "code", "product")):
        if (campaign := campaigns.get(key)) is None:
            passed["goods", NO_PROGRAM] += 1
            continue
        products = campaign.goods.setdefault(code, set())
        passed["goods", TWICE] += product in products
        products.add(product)
    for person, key in rows("given", ("person", "program")):
        if (campaign := campaigns.get(key)) is None:
            passed["given", NO_PROGRAM] += 1
            continue
        passed["given", TWICE] += person in campaign.given
        campaign.given[person] = None
    for row in rows("used", ("person", "program", "code", "used")):
        why = _used(campaigns.get(row[1]), *row)
        if why:
            passed["used", why] += 1
    return History(list(campaigns.values()), lines, {key: count for key, count in passed.items() if count}, refusals)


def _used(campaign: Campaign | None, person: str, _key: str, code: str, at_ms: int) -> str:
    """Why this use changes nothing; empty where it counts."""
    if campaign is None:
        return NO_PROGRAM
    if campaign.goods and code not in campaign.goods:
        return NO_COUPON
    if not campaign.begins_ms <= at_ms < campaign.until_ms:
        return OUTSIDE
    theirs = campaign.used.setdefault(person, [])
    if (at_ms, code) in theirs:
        return TWICE
    theirs.append((at_ms, code))
    campaign.given.setdefault(person)  # who used one had one, whether a list says so or not
    return ""


def _rows(
    file: Opened, needed: Sequence[str], more: Sequence[str], *, zone: tzinfo, form: str | None
) -> tuple[list[tuple[Any, ...]], int, Refusals]:
    """The fields of each line that has all that are needed."""
    chosen = {field: file.fields[field] for field in (*needed, *more) if field in file.fields}
    refused, steps = Refusals(file.path.name), None
    steps = read_table(file.sheet, chosen, refusals=refused)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            table = end.value
            break
    reading, columns = begin(table, refused), []
    for field in (*needed, *more):
        reader: Callable[[object], Any] = text_reader(TEXT if field in more else KEY)
        if field in ("begins", "ends", "used"):
            column = table.columns[field]
            reader = instant_reader(column.values, zone=zone, form=form, column=column.name)
        understood = reading.understand(field, reader)
        if understood is None:
            columns.append([None] * len(table))
            continue
        if field in needed:
            reading.refuse(understood.codes < 0, f'"{chosen[field]}" is empty', code=EMPTY)
        values = [*understood.values, None]
        columns.append([values[code] for code in understood.codes.tolist()])
    alive = reading.alive.tolist()
    return [row for row, is_good in zip(zip(*columns, strict=True), alive, strict=True) if is_good], len(table), refused


def _name(key: str, given: str | None) -> str:
    return f"{given} ({key})" if given else key


def _until(ends_ms: int, zone: tzinfo) -> int:
    """A last day belongs to it; an instant of a day is itself."""
    end = clock.from_ms(ends_ms).astimezone(zone)
    if (end.hour, end.minute, end.second) != (0, 0, 0):
        return ends_ms
    day = (end + timedelta(days=1)).date()
    return clock.to_ms(datetime(day.year, day.month, day.day, tzinfo=zone))
