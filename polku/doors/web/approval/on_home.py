"""What Home shows of requests: those that wait for this member, and what became of their own."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from polku.act.campaigns.approval.find import answered, may_decide, waiting
from polku.act.campaigns.approval.models import Approval
from polku.know.teams.models import Member

TOLD = timedelta(days=7)
MOST = 10


@dataclass(frozen=True)
class OnHome:
    to_decide: list[Approval]
    own: list[Approval]  # that wait for somebody else
    answered: list[Approval]

    def __bool__(self) -> bool:
        return bool(self.to_decide or self.own or self.answered)


def on_home(member: Member, *, now: datetime) -> OnHome:
    rows = waiting()
    return OnHome(
        [row for row in rows if may_decide(row, member)][:MOST],
        [row for row in rows if row.asked_by_id == member.pk][:MOST],
        answered(member, since=now - TOLD)[:MOST],
    )
