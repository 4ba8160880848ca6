"""Campaigns: the list, and one that is or was on its way."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from polku.act.campaigns import again as failed_ones
from polku.act.campaigns import pace
from polku.act.campaigns.approval.find import approved_of, waiting_of
from polku.act.campaigns.audience import held_out
from polku.act.campaigns.models import Campaign, Launch
from polku.act.campaigns.natives.wordings import channels_of
from polku.act.campaigns.progress import Progress, progress, state_of
from polku.act.campaigns.templates import keep
from polku.act.campaigns.whom import rule_of
from polku.act.plan.schedule import plan_of, series_of
from polku.act.plan.states import Coming, coming_of, occurrence_of
from polku.doors.web import audience, effect, hours, shown
from polku.doors.web.approval import waiting as approval
from polku.doors.web.asked import Asked
from polku.doors.web.campaign_pace import pace_given
from polku.doors.web.campaigns_words import audience_of
from polku.doors.web.channel_names import title_of, titles, titles_of
from polku.doors.web.columns_asked import ask
from polku.doors.web.home import progress_of
from polku.doors.web.line import launching
from polku.doors.web.line.answered import answered
from polku.doors.web.looked_at import looked_at
from polku.doors.web.paging import ROWS, Pageful, pageful, whole_number
from polku.doors.web.plan import scheduled
from polku.doors.web.plan import series as again
from polku.doors.web.policy import shows_pictures
from polku.doors.web.trials import shown as trials
from polku.doors.web.waves import shown as shown_waves
from polku.doors.web.ways import shown as ways
from polku.kit import clock
from polku.know.teams.rights import may
from polku.learn.reports.campaigns.names import goal_title, times_title
from polku.learn.reports.campaigns.rule import rule_of as report_rule
from polku.learn.reports.conversions import Conversions, conversions
from polku.learn.reports.reactions import reactions
from polku.say.channels.email.channel import Email
from polku.say.channels.line.models import LineAccount
from polku.say.channels.registry import UnknownChannel, channel
from polku.say.outbox import find
from polku.say.outbox.models import Message
from polku.say.outbox.packed.find import Found
from polku.say.outbox.rest.held_up import Waits, campaigns_wait

AFTER_WHILE_RUNNING = 2_000
MOST_SKIPPED = 100_000


@dataclass(frozen=True)
class Row:
    campaign: Campaign
    audience: str
    channel: str
    progress: Progress | None
    coming: Coming | None = None  # of one that is still to go

    @property
    def lost(self) -> int:
        """Of those who could be reached."""
        return self.progress.lost - self.progress.out_of_reach if self.progress else 0

    @property
    def state(self) -> str:
        if self.progress is not None:
            return state_of(self.campaign, done=self.progress)
        return self.coming.state if self.coming is not None else "draft"


def campaigns(request: Asked) -> HttpResponse:
    among = Campaign.objects.select_related("launch", "segment", "trial").prefetch_related("variants").order_by("-id")
    folder = request.GET.get("folder", "").replace("\0", "")[:200]
    among = among.filter(folder=folder) if folder else among
    before = whole_number(request.GET.get("before"))
    if before is not None:
        among = among.filter(id__lt=before)
    found = list(among[: ROWS + 1])
    page: Pageful[Campaign] = pageful(found, request=request, before=str(found[:ROWS][-1].pk) if found else "")
    names = titles()
    coming = coming_of([one for one in page.rows if one.launched is None])
    rows = [
        Row(
            one,
            audience_of(one),
            ", ".join(title_of(name, names) for name in channels_of(one)),
            progress_of(one) if one.launched else None,
            coming.get(one.pk),
        )
        for one in page.rows
    ]
    is_part = request.htmx and before is not None
    part = "campaigns/rows.html" if is_part else "campaigns/campaigns.html"
    accounts = [] if is_part else list(LineAccount.objects.filter(ended_at__isnull=True).order_by("title", "pk"))
    return render(
        request,
        part,
        {
            "rows": rows,
            "more": page.more,
            "line_accounts": accounts,
            "folder": folder,
            "folders": keep.campaign_folders(),
        },
    )


def campaign(request: Asked, campaign_id: int) -> HttpResponse:
    row = get_object_or_404(Campaign.objects.select_related("launch__by", "segment", "trial"), pk=campaign_id)
    launch = row.launched
    given: dict[str, Any]
    if launch is None:
        if waits := waiting_of(row):
            return approval.page(request, row, waits)
        if planned := plan_of(row):
            return scheduled.page(request, row, planned)
        if series := series_of(row):
            return again.page(request, row, series)
        if may(request.user, "campaigns.edit"):
            return redirect("campaign edit", campaign_id)
        seen = looked_at(row, as_id="", currency=request.team.currency)
        given = {"campaign": row, "audience": audience_of(row), "channel": titles_of(channels_of(row)), **seen}
        given["sent_back"] = approval.sent_back(row)
        return shows_pictures(render(request, "campaigns/draft.html", given))
    given = {"campaign": row, "launch": launch, "audience": audience_of(row), **state(request, row, launch)}
    given |= {"channel": titles_of(channels_of(row)), "occurrence": occurrence_of(row), "approved": approved_of(row)}
    given |= pace_given(row)
    if request.htmx and not request.htmx.boosted:
        return render(
            request, "campaigns/recipients.html" if request.GET.get("before") else "campaigns/live.html", given
        )
    got = [(message, person) for message, person in given["recipients"] if person]
    # Of several wordings it is the first that is shown: by somebody who got that one.
    readers = [person.id for message, person in got if (message.channel, message.version) == (row.channel, row.number)]
    seen = looked_at(row, as_id=next(iter(readers), ""), currency=request.team.currency)
    return shows_pictures(render(request, "campaigns/campaign.html", given | seen))


def state(request: Asked, row: Campaign, launch: Launch) -> dict[str, object]:
    """Everything of the page that changes while the campaign runs."""
    done = progress(row)
    standing = state_of(row, done=done)
    is_large = done.asked > AFTER_WHILE_RUNNING and standing not in ("testing", "following")
    total = max(launch.audience, done.asked) if launch.audience is not None else done.asked
    running = standing != "done"
    return {
        "progress": done,
        "total": total if running else done.asked,
        "is_running": running,
        "is_testing": standing == "testing",
        "is_following": standing == "following",
        # Asked every second of a large campaign, this and what stands below would slow the sending down.
        "versions": None if standing == "asking" or (running and is_large) else trials.shown(row),
        "ways": [] if standing == "asking" or (running and is_large) else ways.shown(row),
        # Everybody had been asked when it was counted: who is missing was erased since, and their message with them.
        "forgotten": 0 if running else max(0, total - done.asked),
        "line_cost": launching.after(row, launch, sent=done.sent),
        "lost": done.failed + done.unknown,
        "can_try": failed_ones.can_try(row) if done.failed else 0,
        "bad_from": done.sent + done.held,
        **({"after": None} if running and is_large else after(row)),
        "held_out": held_out(row),
        **shown_waves(row, launch, done),
        "hours": None if running and is_large else hours.shown(row),
        "effect": None if running else effect.shown(request, row),
        "held_up": _held_up(row) if running else None,
        "through_at": pace.ends_at(row, done.waiting + done.claimed, now=clock.now()) if running else None,
        "reactions": reactions(row) if Email.name in channels_of(row) else None,
        **({} if running and is_large else answered(row, sent=done.sent)),
        **recipients(request, row),
    }


def after(row: Campaign) -> dict[str, object]:
    """What came of it, by the rule of its report; nothing while the column store is needed and cannot be asked."""
    rule = report_rule(row)
    found: Conversions | None = ask(lambda: conversions(row, goal=rule.goal, days=rule.days))
    return {"after": found, "after_people": goal_title(rule.goal), "after_times": times_title(rule.goal)}


def _held_up(row: Campaign) -> Waits | None:
    """Why nothing of it leaves, where it is the channel's doing."""
    try:
        return campaigns_wait(channel(row.channel), now=clock.now())
    except UnknownChannel:
        return None


def recipients(request: Asked, row: Campaign) -> dict[str, object]:
    """To whom it went and what became of it, state by state, the latest first."""
    wanted = request.GET.get("state", "")
    wanted = wanted if wanted in Message.State.values else ""
    skip = min(whole_number(request.GET.get("before")) or 0, MOST_SKIPPED)
    found = find.of_campaign(row.pk, state=wanted, skip=skip, most=ROWS + 1)
    page: Pageful[Found] = pageful(found, request=request, before=str(skip + ROWS))
    people = shown.people_of({message.identity_id for message in page.rows})
    rows = [(message, people.get(message.identity_id)) for message in page.rows]
    return {"recipients": rows, "more": page.more, "wanted": wanted}


def found_by(row: Campaign) -> audience.Audience | None:
    rule = rule_of(row)
    return audience.audience(rule) if rule else None
