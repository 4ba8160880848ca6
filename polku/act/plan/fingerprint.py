"""What a campaign says, as a number: it goes as it was when somebody planned it, or not at all."""

import hashlib
import json

from polku.act.campaigns.models import Campaign
from polku.act.campaigns.told import state


def fingerprint(campaign: Campaign) -> str:
    """Of everything that somebody wrote or chose; a segment's people may change, which segment it is may not."""
    text = json.dumps(state(campaign), sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
