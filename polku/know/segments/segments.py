"""Segments: making and changing them, and asking who is in them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from polku.kit import clock
from polku.know.people.find import profile_ids
from polku.know.rules import ask
from polku.know.rules.tree import read
from polku.know.segments.errors import NameTaken, NoRule, SegmentArchived, SegmentInUse
from polku.know.segments.leaf import reading
from polku.know.segments.made_of import built_on, by_number, nothing_archived
from polku.know.segments.models import Segment, SegmentVersion
from polku.know.segments.uses import Users, uses
from polku.know.teams import trail
from polku.know.teams.models import Member

LONGEST = 200


def create(name: str, *, rule: object, by: Member | None = None) -> Segment:
    """Name a rule. Raises RuleError, and NameTaken: two of one name cannot be told apart where one is chosen."""
    read(rule)
    nothing_archived(rule)
    with transaction.atomic():
        made = Segment.objects.create(name=free(name), rule=by_number(rule), created_by=by)
        keep_version(made, by=by)
        trail.note(by, "segment.made", subject=f"segment:{made.pk}", after={"name": made.name, "rule": made.rule})
    return made


def edit(
    segment: Segment,
    *,
    by: Member | None,
    name: str | None = None,
    rule: object = None,
    is_live: bool | None = None,
) -> Segment:
    """Change what is given. Another name or rule is a new version, and all versions stay.

    Another rule calls for asking everybody anew, here and in all segments that are built on this one.
    Raises RuleError, NameTaken, NoRule, SegmentArchived.
    """
    with transaction.atomic():
        row = Segment.objects.select_for_update().get(pk=segment.pk)
        not_archived(row)
        was = _state(row)
        if rule is not None:
            row.rule = _read(row, rule)
        row.name = row.name if name is None else free(name, but=row)
        row.is_live = row.is_live if is_live is None else is_live
        before, after = trail.changed(was, _state(row))
        if after:
            _keep(row, after, by=by)
            trail.note(by, "segment.changed", subject=f"segment:{row.pk}", before=before, after=after)
    segment.refresh_from_db()
    return segment


def restore(segment: Segment, number: int, *, by: Member | None) -> Segment:
    """Have the rule of a version of before again, as a new version; the name stays.

    Raises SegmentVersion.DoesNotExist, and what `edit` does.
    """
    return edit(segment, by=by, rule=SegmentVersion.objects.get(segment=segment, number=number).rule)


def remove(segment: Segment, *, by: Member | None, users: Iterable[Users]) -> None:
    """Take a segment away. `users`: flow.USES. Raises SegmentInUse."""
    with transaction.atomic():
        if used_by := uses(segment, users):
            raise SegmentInUse(used_by)
        was = {"name": segment.name, "rule": segment.rule}
        trail.note(by, "segment.removed", subject=f"segment:{segment.pk}", before=was)
        segment.delete()


def ask_anew(segment: Segment) -> None:
    """Everybody has to be asked again: here, and in all segments that are built on this one."""
    numbers = [segment.pk, *(other.pk for other in built_on(segment))]
    Segment.objects.filter(pk__in=numbers).update(edits=F("edits") + 1)


def ask_all_anew() -> None:
    """The same of all: no event tells of a change of the team's clock or of a purpose's basis, and rules mean them."""
    Segment.objects.update(edits=F("edits") + 1)


def free(name: str, *, but: Segment | None = None) -> str:
    """The name as it is kept. Raises NameTaken."""
    name = name.strip()[:LONGEST]
    others = Segment.objects.exclude(pk=but.pk) if but is not None else Segment.objects.all()
    taken = {other.name.casefold(): other for other in others.only("name", "archived_at")}
    if other := taken.get(name.casefold()):
        raise NameTaken(by_archived=other.is_archived)
    return name


def not_archived(segment: Segment) -> None:
    """Raises SegmentArchived."""
    if segment.is_archived:
        raise SegmentArchived(segment.name)


def current_segments() -> QuerySet[Segment]:
    """All that are not in the archive, by name."""
    return Segment.objects.filter(archived_at=None).order_by("name", "pk")


def unused(name: str) -> str:
    """ "Regulars", or with the first number that nobody has."""
    taken = {other.casefold() for other in Segment.objects.values_list("name", flat=True)}
    found, number = name, 1
    while found.casefold() in taken:
        number += 1
        found = f"{name} {number}"
    return found


def name_for_copy(segment: Segment) -> str:
    """ "VIP (copy)", or with the first number that nobody has."""
    taken = {name.casefold() for name in Segment.objects.values_list("name", flat=True)}
    short = segment.name[: LONGEST - 20]
    name, number = _("%(name)s (copy)") % {"name": short}, 1
    while name.casefold() in taken:
        number += 1
        name = _("%(name)s (copy %(number)d)") % {"name": short, "number": number}
    return name


def keep_version(segment: Segment, *, by: Member | None) -> None:
    SegmentVersion.objects.create(
        segment=segment, number=segment.version, name=segment.name, rule=segment.rule, at=clock.now(), by=by
    )


def archived_segments() -> QuerySet[Segment]:
    return Segment.objects.filter(archived_at__isnull=False).order_by("name", "pk")


def count(segment: Segment, now: datetime) -> int:
    return ask.count(segment.rule, now)


def people(segment: Segment, now: datetime) -> list[int]:
    """Profile numbers, in their order. Of a list it is asked of the state: no columns, and no delay."""
    return sorted(people_on(segment)) if segment.is_list else ask.people(segment.rule, now)


def people_on(segment: Segment) -> set[int]:
    """The profile numbers of those who stand on a list."""
    listed = segment.listed_people.values_list("identity_id", flat=True)
    return set(profile_ids(listed.iterator()).values())


def _read(segment: Segment, rule: object) -> Any:
    if segment.is_list:
        raise NoRule
    with reading(segment):
        read(rule)
    nothing_archived(rule)
    return by_number(rule)


def _keep(row: Segment, changed: dict[str, Any], *, by: Member | None) -> None:
    row.edited_at = clock.now()
    if "name" in changed or "rule" in changed:
        row.version += 1
        keep_version(row, by=by)
    row.save(update_fields=["name", "rule", "is_live", "version", "edited_at"])
    if "rule" in changed or "is_live" in changed:
        ask_anew(row)


def _state(segment: Segment) -> dict[str, Any]:
    return {"name": segment.name, "rule": segment.rule, "is_live": segment.is_live}
