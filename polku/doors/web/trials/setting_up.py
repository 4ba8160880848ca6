"""Setting a trial up: the versions of a campaign's message, who takes part, and how it ends."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from polku.act.campaigns.launch import chat_of, mail_of
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.problems import NotReady
from polku.act.campaigns.trials.set_up import add_variant, choose, put_off, remove_variant
from polku.act.campaigns.trials.versions import MOST, choices, trial_of, versions
from polku.act.plan.schedule import is_fixed
from polku.doors.web.asked import Asked
from polku.doors.web.campaigns import found_by
from polku.doors.web.channel_names import title_of
from polku.doors.web.trials.foreseen import foreseen
from polku.doors.web.trials.form import GOALS, UNCLEAR, TrialForm
from polku.say.content.blocks.blocks import Mail
from polku.say.content.chat import plain

EXCERPT = 140


@dataclass(frozen=True)
class Row:
    version: Campaign
    channel: str
    title: str
    excerpt: str


@require_http_methods(["GET", "HEAD", "POST"])
def versions_page(request: Asked, campaign_id: int) -> HttpResponse:
    row = _open(campaign_id)
    if row is None:
        return redirect("campaign", campaign_id)
    there, trial = versions(row), trial_of(row)
    form = TrialForm(request.POST or None, variants=len(there) - 1, initial=choices(trial) if trial else {})
    if request.method == "POST" and trial is not None and form.is_valid():
        chosen = dict(form.cleaned_data)
        for one in there[1:]:
            put_off(one, chosen.pop(f"later_{one.number}") or 0, by=request.user)
        choose(row, by=request.user, **chosen)
        messages.success(request, _("Saved."))
        return redirect("campaign launch" if "send" in request.POST else "campaign versions", row.pk)
    found = found_by(row)
    given = {
        "campaign": row,
        "rows": [_row(one) for one in there],
        "trial": trial,
        "form": form,
        "goals": GOALS,
        "unclear": UNCLEAR,
        "has_later": any(one.later_h for one in there),
        "is_full": len(there) >= MOST,
        "foreseen": foreseen(row, trial, count=found.count if found else None) if trial else None,
    }
    return render(request, "trials/versions.html", given, status=422 if form.errors else 200)


@require_POST
def added(request: Asked, campaign_id: int) -> HttpResponse:
    row = _open(campaign_id)
    if row is None:
        return redirect("campaign", campaign_id)
    try:
        made = add_variant(row, by=request.user)
    except NotReady as wrong:
        messages.error(request, str(wrong))
        return redirect("campaign versions", row.pk)
    return redirect("campaign edit", made.pk)


@require_POST
def removed(request: Asked, campaign_id: int, number: int) -> HttpResponse:
    row = _open(campaign_id)
    if row is None:
        return redirect("campaign", campaign_id)
    variant = next((one for one in versions(row)[1:] if one.number == number), None)
    if variant is not None:
        remove_variant(variant, by=request.user)
        messages.success(request, _("Version {letter} is removed.").format(letter=variant.letter))
    return redirect("campaign versions", row.pk)


def _open(campaign_id: int) -> Campaign | None:
    """None where it has been sent off, or is planned: nothing of it is changed then."""
    row = get_object_or_404(Campaign.objects.select_related("launch", "segment"), pk=campaign_id)
    return None if row.launched is not None or is_fixed(row) else row


def _row(version: Campaign) -> Row:
    chat, mail = chat_of(version), mail_of(version)
    words = plain.text(chat) if chat is not None else _words_of(mail) if mail is not None else version.body
    return Row(version, title_of(version.channel), version.subject, " ".join(words.split())[:EXCERPT])


def _words_of(mail: Mail) -> str:
    return mail.preheader or " ".join(str(getattr(block, "text", "")) for block in mail.blocks)
