"""A draft that was planned and did not go: its pages say so until it is planned anew."""

from dataclasses import dataclass
from datetime import datetime

from polku.act.campaigns.models import Campaign
from polku.act.plan import why
from polku.act.plan.schedule import skipped_of


@dataclass(frozen=True)
class Skipped:
    at: datetime
    why: str


def skipped(row: Campaign | None) -> Skipped | None:
    found = skipped_of(row) if row is not None else None
    return Skipped(found.at, why.sentence(found.trouble)) if found is not None else None
