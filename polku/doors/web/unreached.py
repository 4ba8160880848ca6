"""Who of an audience will get nothing, said before the launch: no address, or no consent."""

from collections import Counter
from dataclasses import dataclass

from polku.act.campaigns.launch import rule_of
from polku.act.campaigns.models import Campaign
from polku.doors.web.audience import Audience
from polku.doors.web.columns_asked import ask
from polku.kit import clock
from polku.know.people.consent.may_send import may_send
from polku.know.rules import ask as rules
from polku.say.channels.registry import channel
from polku.say.outbox import reasons

MOST_ASKED = 20_000  # people whose consents are looked at while somebody waits for the page


@dataclass(frozen=True)
class Unreached:
    """`refused`: sentences and how many people each is about. `reached`: how many get the message, as of now.

    Both are None where there were too many people to ask while somebody waits.
    """

    without_address: int
    refused: list[tuple[str, int]] | None
    reached: int | None


def unreached(row: Campaign, found: Audience | None) -> Unreached:
    if found is None or not found.count:
        return Unreached(0, [], found.count if found else None)
    now, rule = clock.now(), rule_of(row)
    without = set(ask(lambda: rules.without_email(rule, now)) or []) if row.channel == "email" else set()
    people = ask(lambda: rules.people(rule, now)) if found.count <= MOST_ASKED else None
    if people is None:
        return Unreached(len(without), None, None)
    told = may_send(
        people,
        purpose=row.purpose,
        channel=row.channel,
        topic=row.topic,
        is_opt_out=channel(row.channel).is_opt_out,
    )
    counted = Counter(why for why in told.values() if why)
    return Unreached(
        len(without),
        [(reasons.sentence(reasons.reason(reasons.CONSENT, why)), count) for why, count in counted.most_common()],
        sum(not why and number not in without for number, why in told.items()),
    )
