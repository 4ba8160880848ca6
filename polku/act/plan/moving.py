"""Moving whatever stands in the calendar to another moment."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from polku.act.plan import posts, schedule
from polku.act.plan.calendar_models import Post
from polku.act.plan.items import CAMPAIGN, LINE, POST
from polku.act.plan.models import Planned
from polku.act.plan.problems import PlanError, TooLate
from polku.kit import clock
from polku.know.teams import trail
from polku.know.teams.models import Member
from polku.say.channels.line.wide.models import LineWide


def when_of(kind: str, number: int) -> datetime | None:
    """When it is planned for; None where there is nothing that can be moved."""
    if kind == CAMPAIGN:
        row = Planned.objects.filter(campaign_id=number, over_at__isnull=True).first()
        return row.at if row else None
    if kind == LINE:
        wide = _waiting(number).first()
        return clock.from_ms(wide.starts_ms or 0) if wide else None
    post = Post.objects.filter(pk=number, done_at__isnull=True, removed_at__isnull=True).first()
    return post.at if post and kind == POST else None


def move(kind: str, number: int, *, at: datetime, by: Member | None, now: datetime) -> None:
    """Raises PlanError."""
    if kind == CAMPAIGN:
        row = Planned.objects.filter(campaign_id=number, over_at__isnull=True).first()
        if row is None:
            raise TooLate(_("It is too late to move it: it has gone, or it is over."))
        schedule.move(row, at=at, by=by, now=now)
    elif kind == LINE:
        _move_wide(number, at=at, by=by, now=now)
    elif kind == POST:
        posts.move(number, at=at, by=by)
    else:
        raise PlanError(_("This cannot be moved by itself."))


def _waiting(number: int) -> QuerySet[LineWide]:
    return LineWide.objects.filter(pk=number, state=LineWide.State.WAITING, removed_at__isnull=True)


def _move_wide(number: int, *, at: datetime, by: Member | None, now: datetime) -> None:
    if at <= now:
        raise PlanError(_("This moment is over."), field="at")
    ms = clock.to_ms(at)
    with transaction.atomic():
        # Whatever process has it in hand may be about to send it.
        free = _waiting(number).filter(held_until_ms__lte=clock.to_ms(now))
        if not free.update(starts_ms=ms, due_ms=ms):
            raise TooLate(_("It is too late to move it: it has gone, or it is over."))
        trail.note(by, "line_wide.moved", subject=f"line_wide:{number}", after={"starts_ms": ms})
