"""Lists: segments whose people were named one by one."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction
from django.db.models import F

from polku.kit import clock
from polku.kit.bulk import write
from polku.know.people.find import profile_ids
from polku.know.segments import sql
from polku.know.segments.models import Segment
from polku.know.segments.segments import create, free, keep_version, name_for_copy, not_archived, people
from polku.know.teams import trail
from polku.know.teams.models import Member

PART = 20_000  # people in one transaction


def make_list(name: str, *, identities: Iterable[int] = (), by: Member | None = None) -> Segment:
    """A list of these people; each is one of their identities' numbers. Raises NameTaken."""
    with transaction.atomic():
        made = Segment.objects.create(name=free(name), kind=Segment.Kind.LIST, rule={}, created_by=by)
        made.rule = {"in_segment": made.pk}
        made.save(update_fields=["rule"])
        keep_version(made, by=by)
        trail.note(by, "segment.made", subject=f"segment:{made.pk}", after={"name": made.name, "kind": made.kind})
    _put(made, identities, action="segment.list_grew", by=by)
    made.refresh_from_db()
    return made


def add(segment: Segment, identities: Iterable[int], *, by: Member | None = None) -> int:
    """Put people on a list. Returns how many were not on it. Raises SegmentArchived, as all that change a list do."""
    not_archived(segment)
    return _put(segment, identities, action="segment.list_grew", by=by)


def take_off(segment: Segment, profiles: Iterable[int], *, by: Member | None = None) -> int:
    """Take people off a list, whatever identities they stand there by. Returns how many."""
    not_archived(segment)
    wanted = set(profiles)
    with transaction.atomic():
        listed = list(segment.listed_people.values_list("identity_id", flat=True))
        owners = profile_ids(listed)
        going = [number for number in listed if owners.get(number, number) in wanted]
        for part in _parts(going):
            segment.listed_people.filter(identity_id__in=part).delete()
        _count_up(segment)
        count = len({owners.get(number, number) for number in going})
        trail.note(by, "segment.list_shrank", subject=f"segment:{segment.pk}", after={"people": count})
    return count


def replace(segment: Segment, identities: Iterable[int], *, by: Member | None = None) -> int:
    """Exactly these stand on the list from now on. Returns how many."""
    not_archived(segment)
    segment.listed_people.all().delete()
    return _put(segment, identities, action="segment.list_replaced", by=by)


def snapshot(segment: Segment, *, name: str = "", by: Member | None, now: datetime) -> Segment:
    """Whoever is in it now, as a list that stays as it is. Raises NameTaken, RuleError, columns.ColumnsError."""
    return make_list(name or name_for_copy(segment), identities=people(segment, now), by=by)


def copy(segment: Segment, *, name: str = "", by: Member | None = None) -> Segment:
    """Another segment of the same rule, or a list of the same people. Raises NameTaken, RuleError."""
    name = name or name_for_copy(segment)
    if not segment.is_list:
        return create(name, rule=segment.rule, by=by)
    return make_list(name, identities=segment.listed_people.values_list("identity_id", flat=True), by=by)


def _put(segment: Segment, identities: Iterable[int], *, action: str, by: Member | None) -> int:
    """In parts, for others write too; rules see it when all of it is there."""
    now, before = connection.ops.adapt_datetimefield_value(clock.now()), segment.listed_people.count()
    for part in _parts(set(identities)):
        with transaction.atomic(), connection.cursor() as cursor:
            write(cursor, sql.PUT, [(segment.pk, number, now) for number in part], vendor=connection.vendor)
    with transaction.atomic():
        _count_up(segment)
        count = segment.listed_people.count() - before
        trail.note(by, action, subject=f"segment:{segment.pk}", after={"people": count})
    return count


def _count_up(segment: Segment) -> None:
    """The list has changed: its copy in the columns is made again."""
    Segment.objects.filter(pk=segment.pk).update(listed=F("listed") + 1, edited_at=clock.now())


def _parts(numbers: Iterable[int]) -> Iterable[list[int]]:
    wanted = sorted(numbers)
    return (wanted[start : start + PART] for start in range(0, len(wanted), PART))
