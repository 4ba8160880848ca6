"""The checklist as the launch page shows it."""

from dataclasses import dataclass
from datetime import datetime

from polku.act.campaigns.checklist.collect import checklist
from polku.act.campaigns.checklist.line import Line
from polku.act.campaigns.models import Campaign


@dataclass(frozen=True)
class Shown:
    to_do: list[Line]
    fine: list[Line]
    blocks_now: bool
    blocks_later: bool

    @property
    def has_links(self) -> bool:
        return any(one.key == "links" for one in (*self.to_do, *self.fine))


def shown(row: Campaign, *, now: datetime) -> Shown:
    lines = checklist(row, now=now)
    stops = [one for one in lines if one.state == "blocks"]
    return Shown(
        [one for one in lines if one.state != "ok"],
        [one for one in lines if one.state == "ok"],
        bool(stops),
        any(not one.is_of_now for one in stops),
    )
