"""Finding an audience early, and keeping it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from polku.act.campaigns.cause import cause_of
from polku.act.campaigns.early.models import EarlyAudience
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.settled import has_settled, has_waited
from polku.act.campaigns.whom import rule_of
from polku.kit.arrays import Numbers
from polku.kit.columns import ColumnsError
from polku.know.events.read import last_seq
from polku.know.rules.condition import RuleError
from polku.know.rules.marked import marked
from polku.say.arms import packed, team
from polku.say.arms.models import Arm


def wish(campaign: Campaign, *, now: datetime) -> None:
    """It is to go to whom its audience finds now. Within the caller's transaction."""
    drop(campaign)
    EarlyAudience.objects.create(campaign=campaign, at=now, at_seq=last_seq())


def drop(campaign: Campaign) -> None:
    """Whoever was found early is forgotten. Within the caller's transaction."""
    EarlyAudience.objects.filter(campaign=campaign).delete()
    packed.drop(cause_of(campaign), Arm.Name.EARLY)


def early_of(campaign: Campaign) -> EarlyAudience | None:
    return EarlyAudience.objects.filter(campaign=campaign).first()


def is_found(campaign: Campaign) -> bool:
    early = early_of(campaign)
    return early is not None and early.people is not None


def people_of(campaign: Campaign) -> Numbers | None:
    """The people who were found early, as they are numbered now, ascending; None where it is not taken early."""
    if early_of(campaign) is None:
        return None
    return team.people_of(packed.read(cause_of(campaign), Arm.Name.EARLY))


def tick(now: datetime) -> int:
    """Find what is wished for. Returns how many audiences were found."""
    waiting = EarlyAudience.objects.filter(people__isnull=True).select_related("campaign__segment").order_by("pk")
    return sum(_find(row, now=now) for row in waiting)


def _find(row: EarlyAudience, *, now: datetime) -> int:
    if not has_settled(at=row.at, at_seq=row.at_seq, now=now):
        if has_waited(row.at, now=now):
            _say(row, _("The audience waits until the newest events have been read."))
        return 0
    try:
        people, _marks = marked(rule_of(row.campaign), [], row.at)
    except (ColumnsError, RuleError) as problem:
        _say(row, _("The audience cannot be found at the moment: {reason}").format(reason=problem))
        return 0
    with transaction.atomic():
        # Of two workers, and beside somebody who takes it back, one keeps it, or none.
        ours = EarlyAudience.objects.filter(pk=row.pk, people__isnull=True)
        if not ours.update(people=len(people), trouble=""):
            return 0
        packed.keep(cause_of(row.campaign), Arm.Name.EARLY, people)
    return 1


def _say(row: EarlyAudience, trouble: str) -> None:
    if row.trouble != trouble:
        EarlyAudience.objects.filter(pk=row.pk).update(trouble=trouble)
