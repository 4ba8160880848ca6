"""What a campaign says, as a number: it goes as it was when somebody planned or approved it, or not at all."""

import hashlib
import json

from polku.act.campaigns.models import Campaign
from polku.act.campaigns.natives.wordings import wordings
from polku.act.campaigns.told import state
from polku.act.campaigns.trials.versions import choices, trial_of

UNSAID = {
    "language": "",
    "several": None,
    "gives": None,
}  # as if it had never been asked: plans were made before it could be


def fingerprint(campaign: Campaign, *, name: str | None = None) -> str:
    """Of everything that somebody wrote or chose; a segment's people may change, which segment it is may not.

    `name`: the one of the campaign of which this is a copy; they say the same if all else does.
    """
    trial = trial_of(campaign)
    said = [_said(one) | ({} if name is None else {"name": name}) for one in wordings(campaign)]
    tried = [choices(trial)] if trial else []
    text = json.dumps([*said, *tried] if len(said) > 1 else said[0], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _said(one: Campaign) -> dict[str, object]:
    kept = {field: value for field, value in state(one).items() if field not in UNSAID or UNSAID[field] != value}
    return kept | ({"number": one.number} if one.is_native else {})
