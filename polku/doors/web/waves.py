"""Who waits for their own hour, as a campaign's page shows it."""

from polku.act.campaigns.models import Campaign, Launch
from polku.act.campaigns.timing.waits import waves
from polku.kit import clock


def shown(row: Campaign, launch: Launch) -> dict[str, object]:
    """Nobody, where everybody gets it at once."""
    found = waves(row, now=clock.now()) if launch.timing else []
    return {"waves": found, "wait_for_theirs": sum(one.people for one in found)}
