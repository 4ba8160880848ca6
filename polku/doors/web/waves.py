"""Who waits for their own hour, as a campaign's page shows it."""

from polku.act.campaigns.models import Campaign, Launch
from polku.act.campaigns.progress import Progress
from polku.act.campaigns.timing.waits import waves
from polku.kit import clock


def shown(row: Campaign, launch: Launch, done: Progress) -> dict[str, object]:
    """Nobody, where everybody gets it at once. `is_calm`: nothing else is going on, and the page may rest."""
    found = waves(row, now=clock.now()) if launch.timing else []
    people = sum(one.people for one in found)
    return {"waves": found, "wait_for_theirs": people, "is_calm": 0 < people == done.waiting + done.claimed}
