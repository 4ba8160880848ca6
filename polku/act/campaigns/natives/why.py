"""Why somebody gets a campaign by this channel and no other: kept where it was no matter of order, and told."""

from collections.abc import Sequence
from typing import Protocol

from django.utils.translation import gettext as _

from polku.act.campaigns.cause import cause_of
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.natives.pick import ANSWERS, CHEAPER, ONLY, PREFERS
from polku.act.campaigns.natives.several import stored
from polku.kit.arrays import Numbers, np
from polku.say.arms import packed
from polku.say.arms.models import Arm
from polku.say.outbox.rounds import first_of

ARMS = {ONLY: Arm.Name.ONLY, PREFERS: Arm.Name.PREFERS, ANSWERS: Arm.Name.ANSWERS, CHEAPER: Arm.Name.CHEAPER}


class Part(Protocol):
    @property
    def people(self) -> Numbers: ...

    @property
    def why(self) -> Numbers: ...


def keep(campaign: Campaign, parts: Sequence[Part]) -> None:
    """Beside what was kept before. Within the transaction that asks for them; of a fixed order nothing is kept."""
    several = stored(campaign.several)
    if several is None or several.choice != "best":
        return
    people = np.concatenate([part.people for part in parts if len(part.why)] or [np.zeros(0, np.int64)])
    why = np.concatenate([part.why for part in parts if len(part.why)] or [np.zeros(0, np.int64)])
    for number, arm in ARMS.items():
        ours = people[why == number]
        if len(ours):
            packed.keep(cause_of(campaign), arm, np.concatenate((packed.read(cause_of(campaign), arm), ours)))


def sentence(campaign: Campaign, identity: int, *, cause: str, channel: str) -> str:
    """About one of a campaign's messages, by the identity that it was asked for; "" where it goes by one channel."""
    several = stored(campaign.several)
    if several is None:
        return ""
    words = {"channel": channel}
    if first_of(cause) != cause:
        return _("Once more, by {channel}: by the one before no reaction had come.").format(**words)
    if several.choice == "fixed":
        return _("By {channel}: the first of this campaign’s channels that reaches them.").format(**words)
    arms = _arms(cause_of(campaign), identity)
    if Arm.Name.PREFERS in arms:
        return _("By {channel}: they said that they prefer it.").format(**words)
    if Arm.Name.ONLY in arms:
        return _("By {channel}: the only one of this campaign’s channels that reaches them.").format(**words)
    if Arm.Name.CHEAPER in arms:
        return _("By {channel}: they answer about as much there as elsewhere, and it costs less.").format(**words)
    if Arm.Name.ANSWERS in arms:
        return _("By {channel}: where they, and everybody, answer most.").format(**words)
    return _("By {channel}: none of this campaign’s channels reached them.").format(**words)


def _arms(cause: str, identity: int) -> set[str]:
    """Which of the reasons hold of somebody. Index message_arm_cause."""
    rows = Arm.objects.filter(cause=cause, arm__in=ARMS.values(), first__lte=identity, last__gte=identity)
    wanted = np.array([identity], np.int64)
    return {row.arm for row in rows if packed.holds(packed.unpacked(row.numbers), wanted).any()}
