"""Asking for approval, and every way in which a request ends but one: saying yes is plan/approve.py."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from polku.act.campaigns.approval import told
from polku.act.campaigns.approval.find import may_decide, waiting_of
from polku.act.campaigns.approval.gate import Need
from polku.act.campaigns.approval.models import Approval
from polku.act.campaigns.approval.problems import NotYours, TooLate, WaitsAlready
from polku.act.campaigns.fingerprint import fingerprint
from polku.act.campaigns.models import Campaign
from polku.know.teams.models import ApiKey, Member

State = Approval.State
WORD_CHARACTERS = 2_000


def ask(
    campaign: Campaign, how: dict[str, Any], need: Need, *, by: Member | None, key: ApiKey | None = None, now: datetime
) -> Approval:
    """A request; the same asked for twice is one. Raises WaitsAlready where it waits for something else."""
    said = fingerprint(campaign)
    try:
        with transaction.atomic():
            row = Approval.objects.create(
                campaign=campaign,
                how=how,
                fingerprint=said,
                why=need.why,
                above=need.above,
                count=need.count,
                asked_at=now,
                asked_by=by,
                asked_key=key,
            )
            told.asked(row, now=now)
    except IntegrityError:
        waiting = waiting_of(campaign)
        if waiting is None or (waiting.how, waiting.fingerprint) != (how, said):
            raise WaitsAlready from None
        return waiting
    return row


def send_back(row: Approval, *, word: str, by: Member, now: datetime) -> None:
    """Raises NotYours, TooLate."""
    if not may_decide(row, by):
        raise NotYours
    with transaction.atomic():
        end(row, State.SENT_BACK, by=by, now=now, word=word.replace("\0", "").strip()[:WORD_CHARACTERS])


def take_back(row: Approval, *, by: Member | None, now: datetime) -> None:
    """Raises TooLate."""
    with transaction.atomic():
        end(row, State.TAKEN_BACK, by=by, now=now)


def changed(campaign: Campaign, *, by: Member | None, now: datetime) -> None:
    """The draft was written anew: what waits is not what it says any more. In the caller's transaction."""
    row = waiting_of(campaign)
    if row is not None and row.fingerprint != fingerprint(campaign):
        end(row, State.CHANGED, by=by, now=now)


def lapse(campaign: Campaign, *, now: datetime) -> None:
    """It goes without, or not at all. In the caller's transaction."""
    row = waiting_of(campaign)
    if row is not None:
        end(row, State.LAPSED, by=None, now=now)


def end(row: Approval, state: Approval.State, *, by: Member | None, now: datetime, word: str = "") -> None:
    """Of two at once the second finds nothing to end. In the caller's transaction. Raises TooLate."""
    values = {"state": state, "over_at": now, "over_by": by, "word": word}
    if not Approval.objects.filter(pk=row.pk, over_at__isnull=True).update(**values):
        raise TooLate(_("Somebody was faster: this request is over."))
    row.state, row.over_at, row.over_by, row.word = state, now, by, word
    told.ended(row, now=now)


def call_off(campaign: Campaign, *, now: datetime) -> None:
    """What somebody said yes to does not go any more: sent off later, it needs another yes."""
    among = Approval.objects.filter(campaign=campaign, state=State.APPROVED, spent_at__isnull=True)
    among.update(spent_at=now)
