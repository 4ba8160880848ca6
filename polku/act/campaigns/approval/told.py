"""What the log and the trail are told of requests for approval. In the caller's transaction."""

from datetime import datetime

from polku.act.campaigns.approval.models import Approval
from polku.act.campaigns.cause import cause_of
from polku.kit import clock
from polku.know.events.append import News, tell
from polku.know.teams import trail

ASKED = "Campaign Approval Requested"
NAMES = {
    Approval.State.APPROVED: "Campaign Approved",
    Approval.State.SENT_BACK: "Campaign Sent Back",
}
ENDED = "Campaign Approval Request Ended"


def asked(row: Approval, *, now: datetime) -> None:
    _tell(ASKED, row, {"why": row.why, "people": row.count}, now=now)
    after = {"name": row.campaign.name, "why": row.why, "people": row.count, "how": row.how}
    trail.note(row.asked_by, "campaign.approval_asked", subject=cause_of(row.campaign), after=after, key=row.asked_key)


def ended(row: Approval, *, now: datetime) -> None:
    state = Approval.State(row.state)
    given: dict[str, object] = {"state": row.state}
    if row.word:
        given["word"] = row.word
    if row.over_by is not None:
        given["decided_by" if state in NAMES else "by"] = row.over_by.email
    _tell(NAMES.get(state, ENDED), row, given, now=now)
    after = {"name": row.campaign.name, "asked_by": str(row.asked_by or ""), **({"word": row.word} if row.word else {})}
    subject = cause_of(row.campaign)
    if state == Approval.State.APPROVED:
        trail.note(row.over_by, "campaign.approved", subject=subject, after=after)
    elif state == Approval.State.SENT_BACK:
        trail.note(row.over_by, "campaign.sent_back", subject=subject, after=after)
    else:
        trail.note(row.over_by, "campaign.approval_ended", subject=subject, after=after | {"state": row.state})


def _tell(name: str, row: Approval, given: dict[str, object], *, now: datetime) -> None:
    one = row.campaign
    properties = {"campaign_id": one.pk, "name": one.name, "channel": one.channel, "asked_by": _email(row), **given}
    key = f"approval:{row.pk}:{row.state}"
    tell([News(name, ("campaign", str(one.pk)), key, properties, clock.to_ms(now))], now_ms=clock.to_ms(now))


def _email(row: Approval) -> str:
    return row.asked_by.email if row.asked_by is not None else ""
