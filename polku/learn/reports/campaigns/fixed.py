"""What a campaign costs beside its messages, entered by hand: design, printing."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from polku.act.campaigns.models import Campaign
from polku.kit import clock, money
from polku.know.teams import trail
from polku.know.teams.begin import the_team
from polku.know.teams.models import Member
from polku.learn.reports.campaigns.problems import BadAmount, ReportError
from polku.learn.reports.models import FixedCost, ReportKept

MOST, LONGEST = 30, 120


def fixed_of(campaign: Campaign) -> list[FixedCost]:
    return list(FixedCost.objects.filter(campaign=campaign).order_by("pk"))


def add(campaign: Campaign, *, what: str, amount: object, by: Member | None, currency: str = "") -> FixedCost:
    """In the team's currency where none is named. Raises ReportError."""
    what, currency = " ".join(what.replace("\0", " ").split()), (currency or the_team().currency).upper()
    minor = money.to_minor(amount, currency)
    if not what or len(what) > LONGEST:
        raise ReportError(_("Say what it is for, in up to {most} letters.").format(most=LONGEST), field="what")
    if minor is None or minor < 0:
        raise BadAmount
    if FixedCost.objects.filter(campaign=campaign).count() >= MOST:
        raise ReportError(_("There are {most} already: add some of them up.").format(most=MOST))
    with transaction.atomic():
        row = FixedCost.objects.create(campaign=campaign, what=what, minor=minor, currency=currency, by=by)
        _note(campaign, by, after=_shown(row))
    return row


def remove(row: FixedCost, *, by: Member | None) -> None:
    with transaction.atomic():
        _note(row.campaign, by, before=_shown(row))
        row.delete()


def replace(campaign: Campaign, given: Sequence[tuple[str, object, str]], *, by: Member | None) -> None:
    """All of them at once: (what, amount, currency). Nothing changes where they are the same. Raises ReportError."""
    team = the_team().currency
    wanted = [
        (" ".join(what.split()), money.to_minor(amount, c or team), (c or team).upper()) for what, amount, c in given
    ]
    if [(row.what, row.minor, row.currency) for row in fixed_of(campaign)] == wanted:
        return
    with transaction.atomic():
        for row in fixed_of(campaign):
            remove(row, by=by)
        for what, amount, currency in given:
            add(campaign, what=what, amount=amount, currency=currency, by=by)


def _shown(row: FixedCost) -> dict[str, object]:
    return {"what": row.what, "amount": money.to_major(row.minor, row.currency), "currency": row.currency}


def _note(campaign: Campaign, by: Member | None, **states: dict[str, object]) -> None:
    before, after = states.get("before"), states.get("after")
    trail.note(by, "campaign.cost_changed", subject=f"campaign:{campaign.pk}", before=before, after=after)
    ReportKept.objects.filter(campaign=campaign).update(again_at=clock.now())
