"""What a campaign says, as a number: it goes as it was when somebody planned or approved it, or not at all."""

import hashlib
import json

from polku.act.campaigns.models import Campaign
from polku.act.campaigns.told import state
from polku.act.campaigns.trials.versions import choices, trial_of, versions


def fingerprint(campaign: Campaign, *, name: str | None = None) -> str:
    """Of everything that somebody wrote or chose; a segment's people may change, which segment it is may not.

    `name`: the one of the campaign of which this is a copy; they say the same if all else does.
    """
    trial = trial_of(campaign)
    said = [state(one) | ({} if name is None else {"name": name}) for one in versions(campaign)]
    text = json.dumps([*said, choices(trial)] if trial else said[0], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
