"""Saying yes to a request: what was asked for happens, in the same step, with both names. And saying no."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from polku.act.campaigns.approval import request
from polku.act.campaigns.approval.find import may_decide
from polku.act.campaigns.approval.models import Approval
from polku.act.campaigns.approval.problems import NotAsAsked, NotYours, TooLate
from polku.act.campaigns.fingerprint import fingerprint
from polku.act.campaigns.launch import send_off
from polku.act.campaigns.models import Campaign, Launch
from polku.act.campaigns.problems import NotReady
from polku.act.plan import how, schedule, series
from polku.act.plan.missing import missing
from polku.act.plan.models import OPEN, Planned
from polku.act.plan.problems import PlanError
from polku.know.teams.models import Member
from polku.know.teams.rights import key_may, may

State = Approval.State


def approve(row: Approval, *, by: Member, now: datetime) -> None:
    """It goes, or is planned, as it was asked for. Of two at once one has done it.

    Raises NotYours, TooLate, NotAsAsked, and NotReady where something has come to be missing: it then still waits.
    """
    if not may_decide(row, by):
        raise NotYours
    campaign = Campaign.objects.select_related("launch", "segment").get(pk=row.campaign_id)
    _check_asker(row)
    if found := missing(campaign):
        raise NotReady(found)
    with transaction.atomic():
        # Whoever writes the draft waits here, so that it goes as it was looked at.
        Campaign.objects.select_for_update().get(pk=campaign.pk)
        campaign.refresh_from_db()
        if fingerprint(campaign) != row.fingerprint:
            raise TooLate(_("It was changed since it was asked for: this request is over."))
        request.end(row, State.APPROVED, by=by, now=now)
        _carry_out(row, campaign, by=by, now=now)


def send_back(row: Approval, *, word: str, by: Member, now: datetime) -> None:
    """With a word to whoever asked; what was planned is a draft again. Raises NotYours, TooLate."""
    with transaction.atomic():
        request.send_back(row, word=word, by=by, now=now)
        _call_off(row, by=by, now=now)


def take_back(row: Approval, *, by: Member | None, now: datetime) -> None:
    """Raises TooLate."""
    with transaction.atomic():
        request.take_back(row, by=by, now=now)
        _call_off(row, by=by, now=now)


def _carry_out(row: Approval, campaign: Campaign, *, by: Member, now: datetime) -> None:
    wanted = how.read(row.how)
    asker = row.asked_by
    if wanted.when == "due":
        Planned.objects.filter(campaign=campaign, state__in=OPEN).update(look_at=now)
        return
    if Launch.objects.filter(campaign=campaign).exists():
        raise TooLate(_("It has been launched."))
    try:
        schedule.check_free(campaign)
        if wanted.rhythm is not None:
            series.put(
                campaign,
                wanted.rhythm,
                series.first_of(wanted.rhythm, now=now),
                late_hours=wanted.late_hours,
                by=asker,
                now=now,
                approved_by=by,
            )
        elif wanted.at is not None:
            if now - wanted.at > timedelta(hours=wanted.late_hours):
                raise NotAsAsked(_("The time that it was asked for is over. Send it back, so that it is planned anew."))
            schedule.put(
                campaign,
                at=wanted.at,
                late_hours=wanted.late_hours,
                is_early=wanted.is_early,
                by=asker,
                now=now,
                approved_by=by,
            )
        else:
            send_off(campaign, by=asker, now=now, approved_by=by)
    except PlanError as problem:
        raise NotAsAsked(str(problem)) from problem


def _check_asker(row: Approval) -> None:
    """With the right gone, nobody has asked: whoever says yes would be alone. Raises NotAsAsked."""
    key, member = row.asked_key, row.asked_by
    has_right = member is None or may(member, "campaigns.launch")
    if key is not None:
        has_right = key.ended_at is None and key_may(key, "campaigns.launch")
    if not has_right:
        raise NotAsAsked(_("Who asked may not send campaigns any more. Send it back; somebody else can ask."))


def _call_off(row: Approval, *, by: Member | None, now: datetime) -> None:
    """Of one that was planned already. While a process looks at it, it is in that process's hands for a moment."""
    if row.how != how.DUE:
        return
    planned = schedule.plan_of(row.campaign)
    if planned is not None:
        try:
            schedule.take_back(planned, by=by, now=now)
        except PlanError as problem:
            raise TooLate(_("It is just being looked at. Try again in a minute.")) from problem
