"""The messages of a campaign that are tried: its own, and the variants of it. Natives of each: natives/wordings.py."""

from typing import Any

from polku.act.campaigns.models import NATIVE, Campaign
from polku.act.campaigns.trials.models import Trial

MOST = 5  # with the campaign's own
CHOICES = ("percent", "goal", "wait_h", "ends_early", "unclear")


def versions(campaign: Campaign) -> list[Campaign]:
    """The campaign's own message first, then its variants in their order."""
    return [campaign, *campaign.variants.filter(number__lt=NATIVE).order_by("number")]


def trial_of(campaign: Campaign) -> Trial | None:
    """None where there is nothing to compare: there is a trial as long as there are variants."""
    return Trial.objects.filter(campaign=campaign).first()


def choices(trial: Trial) -> dict[str, Any]:
    """How it is tried, as somebody chose it."""
    return {name: getattr(trial, name) for name in CHOICES}
