"""Whom people have brought, on the program's page; and what is said of those who are held."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Count, Sum
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.referrals import board, judge, review
from polku.act.rewards.referrals.models import Referral, Referrer
from polku.act.rewards.referrals.words import REASONS, STATES
from polku.doors.web import shown
from polku.doors.web.asked import Asked
from polku.doors.web.programs.stats import Stat
from polku.kit import clock
from polku.kit.amounts import money, number, percent
from polku.know.teams.rights import may

SHOWN = 50
SAID = {"approve": review.APPROVED, "refuse": review.REFUSED, "undo": review.OPENED}


@dataclass(frozen=True)
class Friend:
    row: Referral
    friend: shown.Person | None
    referrer: shown.Person | None
    state: str | Promise
    why: str | Promise
    came: datetime
    amount: str

    @property
    def can_be_undone(self) -> bool:
        """What somebody has said, as long as nothing was given."""
        if self.row.state == Referral.State.REFUSED:
            return self.row.why == judge.DECIDED
        return bool(self.row.decided) and self.row.state != Referral.State.REWARDED


def facts(request: Asked, program: Program) -> Mapping[str, Any]:
    """Whoever may not see people sees none."""
    rows = Referral.objects.filter(program_id=program.pk).exclude(state=Referral.State.HELD)
    newest = list(rows.select_related("referrer").order_by("-at_ms", "-pk")[:SHOWN])
    sees = may(request.user, "people.see")
    return {
        "stats": _stats(program),
        "is_apart": True,  # what is given stands in the programs of the prizes
        "held": _friends(review.held(program), program.currency, sees=sees),
        "friends": _friends(newest, program.currency, sees=sees),
        "best": board.best(program.pk) if sees else [],
    }


@require_POST
def decide(request: Asked, program_id: int, referral_id: int) -> HttpResponse:
    said = SAID.get(request.POST.get("say", ""))
    if said is None:
        raise Http404
    row = get_object_or_404(Referral, pk=referral_id, program_id=program_id)
    try:
        review.decide(row.pk, said, by=request.user, now=clock.now())
    except review.Done:
        messages.error(request, _("This friend has been rewarded, or cannot count."))
    else:
        told = {
            review.APPROVED: _("Approved. Both get theirs when the waiting time is over."),
            review.REFUSED: _("Refused. Nobody gets anything for this friend."),
            review.OPENED: _("Taken back. The friend is held again."),
        }
        messages.success(request, told[said])
    return redirect("program", program_id)


def _friends(rows: Sequence[Referral], currency: str, *, sees: bool) -> list[Friend]:
    names = {number for row in rows for number in (row.identity_id, row.referrer.identity_id)}
    people = shown.people_of(names) if sees else {}
    return [
        Friend(
            row,
            people.get(row.identity_id),
            people.get(row.referrer.identity_id),
            STATES[row.state],
            REASONS.get(row.why, ""),
            clock.from_ms(row.came_ms),
            money(row.bought_minor, currency) if row.bought_minor is not None else "",
        )
        for row in rows
    ]


def _stats(program: Program) -> list[Stat]:
    rows = Referral.objects.filter(program_id=program.pk)
    counts = dict(rows.values_list("state").annotate(count=Count("pk")).order_by())
    brought, done = sum(counts.values()), counts.get(Referral.State.REWARDED, 0)
    links = Referrer.objects.filter(program_id=program.pk)
    opened = links.aggregate(sum=Sum("opened"))["sum"] or 0
    told = ngettext("opened {count} time", "opened {count} times", opened)
    spent = rows.filter(state=Referral.State.REWARDED).aggregate(sum=Sum("bought_minor"))["sum"] or 0
    return [
        Stat(_("People with a link"), number(links.count()), told.format(count=number(opened))),
        Stat(_("Friends who came"), number(brought)),
        Stat(
            _("Rewarded"), number(done),
            _("{share} of those who came").format(share=percent(done, brought)) if brought else "",
        ),
        Stat(_("First purchases"), money(spent, program.currency)),
    ]  # fmt: skip
