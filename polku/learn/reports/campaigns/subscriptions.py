"""Who gets reports by e-mail: every week, or so many days after each campaign."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from polku.know.teams import trail
from polku.know.teams.models import Member
from polku.know.teams.rights import may
from polku.learn.reports.campaigns.problems import BadDays, ReportError
from polku.learn.reports.conversions import MOST_DAYS
from polku.learn.reports.models import Subscription

MOST = 20  # a member
Kind = Subscription.Kind


def subscribe(
    member: Member,
    *,
    kind: str,
    weekday: int = 0,
    hour: int = 8,
    days: int = 7,
    language: str,
    by: Member | None,
    now: datetime,
) -> Subscription:
    """From now on; the same a second time is the one that there is. Raises ReportError."""
    _check(member, kind=kind, weekday=weekday, hour=hour, days=days)
    is_weekly = kind == Kind.WEEKLY
    when = {"weekday": weekday, "hour": hour} if is_weekly else {"days": days}
    with transaction.atomic():
        among = Subscription.objects.filter(member=member, ended_at__isnull=True)
        if same := among.filter(kind=kind, **when).first():
            return same
        if among.count() >= MOST:
            raise ReportError(_("There are too many: end one of them first."))
        row = Subscription.objects.create(member=member, kind=kind, language=language, since=now, by=by, **when)
        trail.note(by, "report.subscribed", subject=_subject(row), after=_shown(row))
    return row


def end(row: Subscription, *, by: Member | None, now: datetime) -> None:
    """Nothing more is sent for it, not even what is waiting."""
    with transaction.atomic():
        if Subscription.objects.filter(pk=row.pk, ended_at__isnull=True).update(ended_at=now, ended_by=by):
            trail.note(by, "report.unsubscribed", subject=_subject(row), before=_shown(row))


def may_get(member: Member) -> bool:
    """Whoever may not look at campaigns any more gets no report either."""
    return member.is_active and may(member, "campaigns.see")


def _check(member: Member, *, kind: str, weekday: int, hour: int, days: int) -> None:
    if kind not in Kind.values:
        raise ReportError(_("Choose when it is to come."), field="kind")
    if kind == Kind.WEEKLY and not (0 <= weekday <= 6 and 0 <= hour <= 23):
        raise ReportError(_("Choose a day of the week and an hour."), field="weekday")
    if kind == Kind.AFTER and not 1 <= days <= MOST_DAYS:
        raise BadDays(MOST_DAYS)
    if not may_get(member):
        raise ReportError(_("{member} may not see campaigns.").format(member=member), field="members")


def _subject(row: Subscription) -> str:
    return f"report:{row.pk}"


def _shown(row: Subscription) -> dict[str, object]:
    when = {"weekday": row.weekday + 1, "hour": row.hour} if row.kind == Kind.WEEKLY else {"days": row.days}
    return {"member": str(row.member), "kind": row.kind, **when}
