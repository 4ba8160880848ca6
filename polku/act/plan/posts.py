"""The content plan: what is published by hand elsewhere."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from polku.act.plan.calendar_models import Post
from polku.act.plan.problems import PlanError, TooLate
from polku.know.teams import trail
from polku.know.teams.models import Member
from polku.say.content.models import Picture


@transaction.atomic
def write(
    row: Post | None,
    *,
    place: str,
    title: str,
    text: str,
    at: datetime,
    picture: Picture | None = None,
    reminded: Member | None = None,
    by: Member | None,
) -> Post:
    """A new one, or a change; `picture` None leaves the one there is. Raises PlanError."""
    if place not in Post.Place.values:
        raise PlanError(_("Say where it is published."), field="place")
    if not title.strip():
        raise PlanError(_("Give it a name."), field="title")
    values: dict[str, Any] = {"place": place, "title": title.strip()[:200], "text": text, "at": at}
    values |= {"reminded": reminded} | ({"picture": picture} if picture else {})
    if row is None:
        made = Post.objects.create(made_by=by, **values)
        trail.note(by, "post.made", subject=f"post:{made.pk}", after=shown(made))
        return made
    before = shown(row)
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))
    was, became = trail.changed(before, shown(row))
    if became:
        trail.note(by, "post.changed", subject=f"post:{row.pk}", before=was, after=became)
    return row


@transaction.atomic
def move(number: int, *, at: datetime, by: Member | None) -> None:
    """Raises TooLate."""
    if not Post.objects.filter(pk=number, done_at__isnull=True, removed_at__isnull=True).update(at=at):
        raise TooLate(_("It is done, or it was removed."))
    trail.note(by, "post.moved", subject=f"post:{number}", after={"at": at.isoformat()})


@transaction.atomic
def tick_off(row: Post, *, by: Member | None, now: datetime, is_done: bool) -> None:
    """It is published; or it is not, after all."""
    values = {"done_at": now, "done_by": by} if is_done else {"done_at": None, "done_by": None}
    if Post.objects.filter(pk=row.pk, done_at__isnull=is_done, removed_at__isnull=True).update(**values):
        trail.note(by, "post.done" if is_done else "post.undone", subject=f"post:{row.pk}")
    row.refresh_from_db()


@transaction.atomic
def remove(row: Post, *, by: Member | None, now: datetime) -> None:
    if Post.objects.filter(pk=row.pk, removed_at__isnull=True).update(removed_at=now):
        trail.note(by, "post.removed", subject=f"post:{row.pk}", before=shown(row))


def due(member: Member, *, until: datetime) -> QuerySet[Post]:
    """What this member is reminded of: due until then, and not done."""
    whose = Q(reminded=member) | Q(reminded__isnull=True)
    return Post.objects.filter(whose, at__lte=until, done_at__isnull=True, removed_at__isnull=True).order_by("at")


def shown(row: Post) -> dict[str, object]:
    """For the trail."""
    picture = row.picture.name if row.picture else ""
    who = row.reminded.email if row.reminded else ""
    return {
        "place": row.place, "title": row.title, "text": row.text, "picture": picture, "at": row.at.isoformat(),
        "reminded": who,
    }  # fmt: skip
