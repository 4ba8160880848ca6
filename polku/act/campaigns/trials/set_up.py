"""Setting a trial up, as long as the campaign has not been launched."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from polku.act.campaigns.approval import request
from polku.act.campaigns.models import NATIVE, Campaign, Launch
from polku.act.campaigns.natives.copy import copy_natives
from polku.act.campaigns.problems import AlreadyLaunched, NotReady
from polku.act.campaigns.told import note_written, state
from polku.act.campaigns.trials.models import Trial
from polku.act.campaigns.trials.versions import MOST, choices, trial_of, versions
from polku.kit import clock
from polku.know.teams import trail
from polku.know.teams.models import Member
from polku.say.content.problem import Problem

LEAST_PERCENT, MOST_WAIT_H, MOST_LATER_H = 2, 14 * 24, 72
SAYS = ("channel", "subject", "body", "mail", "tracks_opens", "tracks_clicks")


@transaction.atomic
def add_variant(campaign: Campaign, *, by: Member | None, later_h: int = 0, **says: Any) -> Campaign:
    """One more message to try: what the campaign says, save for what is given (SAYS). Raises NotReady, AlreadyLaunched.

    With the first one there is a trial. It begins with the campaign's natives.
    """
    _still_open(campaign)
    there = versions(campaign)
    if len(there) >= MOST:
        raise NotReady(
            [Problem(_("At most {most} versions can be tried at once.").format(most=MOST), field="variants")]
        )
    _within(later_h, 0, MOST_LATER_H, field="later_h")
    words = {name: getattr(campaign, name) for name in SAYS} | says
    made = Campaign(variant_of=campaign, number=len(there), name=campaign.name, created_by=by, later_h=later_h, **words)
    made.save()
    note_written(made, None, by=by)
    copy_natives(campaign, made, by=by)
    Trial.objects.get_or_create(campaign=campaign)
    _changed(campaign, by=by)
    return made


@transaction.atomic
def remove_variant(variant: Campaign, *, by: Member | None) -> None:
    """With its natives; those behind it move up. Raises AlreadyLaunched."""
    campaign = variant.whole
    _still_open(campaign)
    trail.note(
        by,
        "campaign.variant_removed",
        subject=f"campaign:{campaign.pk}",
        before={"name": campaign.name, **state(variant)},
    )
    gone = variant.number
    for one in campaign.variants.all():
        if one.number % NATIVE == gone:
            one.delete()
        elif one.number % NATIVE > gone:
            Campaign.every.filter(pk=one.pk).update(number=one.number - 1)
    if len(versions(campaign)) == 1:
        Trial.objects.filter(campaign=campaign).delete()
    _changed(campaign, by=by)


@transaction.atomic
def put_off(variant: Campaign, later_h: int, *, by: Member | None) -> None:
    """A variant that leaves so many hours after the launch: to try times. Raises NotReady, AlreadyLaunched."""
    _still_open(variant.whole)
    _within(later_h, 0, MOST_LATER_H, field="later_h")
    was = state(variant)
    variant.later_h = later_h
    variant.save(update_fields=["later_h"])
    note_written(variant, was, by=by)
    _changed(variant.whole, by=by)


@transaction.atomic
def choose(campaign: Campaign, *, by: Member | None, **chosen: Any) -> Trial:
    """How it is tried (CHOICES; what is not given stays). Raises NotReady, AlreadyLaunched."""
    _still_open(campaign)
    trial = trial_of(campaign)
    if trial is None:
        raise NotReady([Problem(_("There is nothing to try yet: write a second version first."), field="variants")])
    before, trial.campaign = choices(trial), campaign  # what has been looked up before is this one from now on
    for name, value in chosen.items():
        setattr(trial, name, value)
    _within(trial.percent, LEAST_PERCENT, 100, field="percent")
    _within(trial.wait_h, 1, MOST_WAIT_H, field="wait_h")
    if trial.goal not in Trial.Goal.values:
        raise NotReady([Problem(_("There is no such goal."), field="goal")])
    if trial.unclear not in Trial.Unclear.values:
        raise NotReady([Problem(_("There is no such choice."), field="unclear")])
    trial.save()
    was, now = trail.changed(before, choices(trial))
    if now:
        named = {"name": campaign.name, **now}
        trail.note(by, "campaign.trial_changed", subject=f"campaign:{campaign.pk}", before=was, after=named)
        _changed(campaign, by=by)
    return trial


def copy_trial(campaign: Campaign, made: Campaign, *, by: Member | None) -> None:
    """For a copy of the campaign: its variants, how they are tried, and the natives of each."""
    _first, *variants = versions(campaign)
    for one in variants:
        new = add_variant(made, by=by, later_h=one.later_h, **{name: getattr(one, name) for name in SAYS})
        copy_natives(one, new, by=by)
    copy_natives(campaign, made, by=by)
    trial = trial_of(campaign)
    if trial is not None:
        choose(made, by=by, **choices(trial))


def _changed(campaign: Campaign, *, by: Member | None) -> None:
    """It says something else from now on: what waits for approval is not that any more."""
    request.changed(campaign, by=by, now=clock.now())


def _still_open(campaign: Campaign) -> None:
    if Launch.objects.filter(campaign=campaign).exists():
        raise AlreadyLaunched


def _within(number: int, least: int, most: int, *, field: str) -> None:
    if not least <= number <= most:
        sentence = _("This must be a whole number from {least} to {most}.").format(least=least, most=most)
        raise NotReady([Problem(sentence, field=field)])
