"""The page of a campaign that waits for approval: what was asked for, by whom, and what it says."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from polku.act.campaigns.approval.find import last_of, may_decide, others_who_may
from polku.act.campaigns.approval.gate import reach
from polku.act.campaigns.approval.models import Approval
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.natives.wordings import channels_of, in_use, label
from polku.act.plan import how
from polku.act.plan.series import team_zone
from polku.act.plan.words import in_words
from polku.doors.web.asked import Asked
from polku.doors.web.campaigns_words import audience_of
from polku.doors.web.channel_names import titles_of
from polku.doors.web.looked_at import looked_at
from polku.doors.web.plan.instants import Told, told
from polku.doors.web.policy import shows_pictures
from polku.doors.web.preview import preview
from polku.kit import clock
from polku.know.teams.rights import role_name


@dataclass(frozen=True)
class Wanted:
    """`when`: now, due, at or again; `told`: the instant; `said`: the rhythm."""

    when: str
    told: Told | None = None
    said: str = ""
    late_hours: int = 0


def page(request: Asked, row: Campaign, waits: Approval) -> HttpResponse:
    is_asker = waits.asked_by_id == request.user.pk
    said = in_use(row)
    given: dict[str, Any] = {
        "campaign": row,
        "waits": waits,
        "wanted": wanted(waits),
        "role": role_name(waits.asked_by.role) if waits.asked_by is not None else "",
        "count_now": reach(row, now=clock.now()),
        "may_decide": may_decide(waits, request.user),
        "is_asker": is_asker,
        "is_alone": is_asker and not others_who_may(request.user),
        "audience": audience_of(row),
        "channel": titles_of(channels_of(row)),
        "versions": [(label(one, said), _seen(request, one)) for one in said],
    }
    return shows_pictures(render(request, "approval/waiting.html", given))


def wanted(waits: Approval) -> Wanted:
    asked = how.read(waits.how)
    instant = told(asked.at, team_zone()) if asked.at is not None else None
    return Wanted(asked.when, instant, in_words(asked.rhythm) if asked.rhythm is not None else "", asked.late_hours)


def sent_back(row: Campaign | None) -> Approval | None:
    """What a draft's pages say of it, until it is asked for again."""
    last = last_of(row) if row is not None and row.launched is None else None
    return last if last is not None and last.state == Approval.State.SENT_BACK else None


def _seen(request: Asked, row: Campaign) -> str:
    """One version of its message, as somebody would read it."""
    written, currency = {"subject": row.subject, "body": row.body}, request.team.currency
    given = looked_at(row, as_id="", currency=currency) or preview(written, as_id="", query="", currency=currency)
    return render_to_string("approval/seen.html", {"campaign": row, **given}, request)
