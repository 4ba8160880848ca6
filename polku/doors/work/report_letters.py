"""Reports by e-mail: one letter at a time, written down before it leaves."""

import logging
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.html import linebreaks, urlize
from django.utils.text import slugify
from django.utils.translation import gettext as _

from polku.know.teams import trail
from polku.know.teams.begin import the_team
from polku.learn.reports.campaigns import letters, shown
from polku.learn.reports.campaigns.due import make_due
from polku.learn.reports.campaigns.report import Report, report
from polku.learn.reports.campaigns.subscriptions import may_get
from polku.learn.reports.models import ReportLetter, Subscription
from polku.say.channels.email import system
from polku.say.channels.email.attached import Attachment

log = logging.getLogger(__name__)
State = ReportLetter.State
UNSURE = "email_cut_after_data"


def tick(now: datetime) -> int:
    """Write down what is due, then the letter that is due first. 0 when none is."""
    make_due(now)
    for lost in letters.give_up_lost(now):
        _note(lost, "report.unknown")
    row = letters.claim(now)
    if row is None:
        return 0
    with translation.override(row.subscription.language), timezone.override(ZoneInfo(the_team().time_zone)):
        _write(row, now=now)
    return 1


def _write(row: ReportLetter, *, now: datetime) -> None:
    subscription = row.subscription
    if subscription.ended_at is not None or not may_get(subscription.member):
        letters.settle(row, State.EMPTY, now=now)
        return
    found = [one for one in (report(campaign, now=now) for campaign in letters.campaigns_of(row)) if one is not None]
    if not found:
        letters.settle(row, State.EMPTY, now=now)
        return
    if row.tries <= len(letters.WAITS) and not all(one.numbers.said for one in found):
        letters.fail(row, _("The column store cannot be asked right now."), now=now, is_over=False)
        return
    subject, text, file = _subject(row, found), _text(found), _file(row, found)
    if not letters.begin(row, now=now):
        return
    try:
        system.send_now(subscription.member.email, subject, text, _html(text), files=[file])
    except system.NotSetUp as problem:
        letters.fail(row, str(problem), now=now, is_over=True)
    except system.NotSent as problem:
        log.warning("a report was not sent: %s", problem)
        if problem.trouble.code == UNSURE:
            letters.settle(row, State.UNKNOWN, now=now, trouble=str(problem))
            _note(row, "report.unknown")
        else:
            letters.fail(row, str(problem), now=now, is_over=not problem.trouble.is_temporary)
    else:
        with transaction.atomic():
            letters.settle(row, State.SENT, now=now)
            _note(row, "report.sent", campaigns=[one.campaign.name for one in found])


def _subject(row: ReportLetter, found: list[Report]) -> str:
    if row.subscription.kind == Subscription.Kind.AFTER:
        return _("Report: {campaign}").format(campaign=found[0].campaign.name)
    return _week(row)


def _week(row: ReportLetter) -> str:
    day = date_format(timezone.localtime(row.of), "DATE_FORMAT")
    return _("{team}: campaigns of the week until {day}").format(team=the_team().name, day=day)


def _text(found: list[Report]) -> str:
    """The headline numbers; all of them are in the file, and on the pages."""
    parts = []
    for one in found:
        told = [f"{tile.label}: {tile.cell.value}" for group in shown.tiles(one) for tile in group]
        address = settings.BASE_URL + reverse("campaign report", args=[one.campaign.pk])
        parts.append(f"{one.campaign.name}\n{' · '.join(told)}\n{address}\n")
    leave = settings.BASE_URL + reverse("settings reports")
    why = _("You get this letter because you, or somebody of your team, asked for it. End it here:")
    parts.append(f"{why}\n{leave}\n")
    return "\n".join(parts)


def _file(row: ReportLetter, found: list[Report]) -> Attachment:
    from polku.learn.reports.campaigns.pdf.printed import printed  # with what makes PDFs, which few ask for

    is_one = row.subscription.kind == Subscription.Kind.AFTER
    title = "" if is_one else _week(row)
    name = (slugify(found[0].campaign.name) or f"campaign-{found[0].campaign.pk}") if is_one else f"{row.of:%Y-%m-%d}"
    return Attachment(f"report-{name}.pdf", "application/pdf", printed(found, team=the_team().name, title=title))


def _html(text: str) -> str:
    return f"<!doctype html><meta charset=utf-8>{linebreaks(urlize(text, autoescape=True), autoescape=False)}"


def _note(row: ReportLetter, action: str, **more: object) -> None:
    to = str(row.subscription.member)
    trail.note(None, action, subject=f"report:{row.subscription_id}", after={"member": to, "key": row.key, **more})
