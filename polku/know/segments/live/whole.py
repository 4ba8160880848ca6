"""Asking everybody: after a segment was made or edited, and once a night to see that nothing is wrong."""

from datetime import datetime

from django.db import connection, transaction

from polku.kit import bulk, clock, columns
from polku.know.events.read import place
from polku.know.people import columns as people_columns
from polku.know.people.models import Changed
from polku.know.rules.compile import written
from polku.know.rules.condition import RuleError
from polku.know.rules.live_ahead import ahead_of_columns
from polku.know.segments.live import recent, sizes, sql, told
from polku.know.segments.live.followed import Followed, as_followed
from polku.know.segments.live.judge import NOT_THE_RULE, Cause, Change, judge
from polku.know.segments.live.memory import READER
from polku.know.segments.live.tell import tell
from polku.know.segments.live.trouble import is_over, stop
from polku.know.segments.made_of import mentioned
from polku.know.segments.models import Segment

TIME_LIMIT_S = 15
PART = 5_000  # of those who join or leave, in one transaction
AT_ONCE = 200_000  # of them in one go; the others come when the columns hold these
NOTED = 20_000  # people whose rows in the columns are old: more must be written first


def ask_everybody(row: Segment, now: datetime) -> int:
    """By who holds the reader, when the columns hold what was told before. How many joined and left.

    Without an edit since the last time it is a check: whoever was wrong is counted (`drift`) and put right.
    """
    begun = clock.monotonic()
    is_check = row.is_settled
    try:
        segment = as_followed(row)
        # The place of the columns first: what they hold beyond it by now is asked of twice, and that does no harm.
        ahead = ahead_of_columns(place(READER))
        steps = set(told.of(row.pk))
        late = _late() | steps | (_people(list(ahead.events)) if ahead else set())
        if len(late) >= NOTED or len(steps) >= PART:
            return 0
        wrong = _wrong(segment, now)
    except NOT_THE_RULE:
        raise
    except (columns.ColumnsError, RuleError) as problem:
        stop(row.pk, problem)
        return 0
    cause = Cause("check" if is_check else why(row))
    changes = [Change(segment, person, is_in, after, cause) for person, is_in, after in wrong if person not in late]
    changes += judge([segment], late, now, lambda _segment, _person: cause, ahead=ahead)
    if is_check and changes:
        coming = _coming()
        changes = [change for change in changes if change.person not in coming]
    _tell(row, changes, now)
    if len(wrong) < AT_ONCE:
        took_ms = round((clock.monotonic() - begun) * 1000)
        _settle(row, drift=len(changes) if is_check else None, took_ms=took_ms, now=now)
    return len(changes)


def why(row: Segment) -> str:
    """What has called for asking everybody."""
    if row.checked_at is None:
        return "made"
    if row.is_list:
        return "list"
    numbers, edited = {row.pk}, [row.edited_at]
    parts = mentioned(row.rule)
    while parts - numbers:
        numbers |= parts
        inner = list(Segment.objects.filter(pk__in=parts))
        edited += [one.edited_at for one in inner]
        parts = set().union(*(mentioned(one.rule) for one in inner))
    return "edit" if max(edited) >= row.checked_at else "time"  # such as the scores of a new day


def _late() -> set[int]:
    """Whose rows in the columns are older than the state: they are asked by small copies."""
    for _ in range(3):
        if not people_columns.sync():
            break
    noted = list(Changed.objects.values_list("id", flat=True)[:NOTED])
    return set(noted) | _people(noted)


def _wrong(segment: Followed, now: datetime) -> list[tuple[int, bool, tuple[int, int]]]:
    asked = written(segment.condition)
    values = asked.params | {"now": clock.to_ms(now), "segment": segment.id, "limit": AT_ONCE}
    rows = columns.query(sql.WRONG.format(wanted=asked.sql), values, time_limit_s=TIME_LIMIT_S)
    return [(person, bool(wanted), (seq, nth)) for person, wanted, seq, nth in rows]


def _coming() -> set[int]:
    """Of whom something came that the reader has still to look at: then nothing is wrong yet."""
    identities = [number for (number,) in columns.query(sql.AHEAD, {"place": place(READER)})]
    return set(identities) | _people(identities)


def _people(identities: list[int]) -> set[int]:
    with connection.cursor() as cursor:
        source = "identity i WHERE i.id {among}"
        rows = bulk.ask(cursor, "i.id, i.profile_id", source, keys=sorted(identities), vendor=connection.vendor)
    return {profile for _identity, profile in rows}


def _tell(row: Segment, changes: list[Change], now: datetime) -> None:
    if row.size is None:
        sizes.begin(row.pk, int(columns.value(sql.SIZE, {"segment": row.pk})), now)
    recent.forget(change.person for change in changes)
    for start in range(0, len(changes), PART):
        with transaction.atomic():
            tell(changes[start : start + PART], now)


def _settle(row: Segment, *, drift: int | None, took_ms: int, now: datetime) -> None:
    """What was edited meanwhile has `edits` beyond those that were there when this began."""
    facts = {"checked_edits": row.edits, "checked_at": now, "took_ms": took_ms, "trouble": ""}
    if not row.is_settled:
        facts["looked_ms"] = clock.to_ms(now)
    Segment.objects.filter(pk=row.pk).update(**facts, **({"drift": drift} if drift is not None else {}))
    is_over(row.pk)
