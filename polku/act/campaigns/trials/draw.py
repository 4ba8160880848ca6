"""Who of a campaign's audience gets which variant, and which of its wordings."""

from collections.abc import Iterator, Sequence

import msgspec

from polku.act.campaigns.cause import cause_of
from polku.act.campaigns.models import Campaign
from polku.act.campaigns.natives.choose import Chosen
from polku.act.campaigns.trials.versions import trial_of, versions
from polku.kit import clock
from polku.kit.arrays import Numbers, np
from polku.say.arms import packed
from polku.say.arms.models import Arm
from polku.say.arms.split import split


class Part(msgspec.Struct, frozen=True):
    """These people get this wording by this channel. `why`: of each of them, where it was chosen (natives/pick.py)."""

    version: int  # the wording's number
    channel: str
    later_ms: int  # after the launch
    people: Numbers
    why: Numbers


class Drawn(msgspec.Struct, frozen=True):
    """`parts`: of each variant, the campaign's own first. `rest`: who waits for the winner."""

    parts: Sequence[Numbers]
    rest: Numbers


def parts(campaign: Campaign, people: Numbers, chosen: Chosen) -> Iterator[Part]:
    """What is to be asked for at the launch; of a campaign without a trial everything."""
    drawn = draw(campaign, people)
    for variant, theirs in zip(versions(campaign), drawn.parts, strict=True):
        yield from worded(variant, theirs, chosen)


def worded(variant: Campaign, people: Numbers, chosen: Chosen) -> Iterator[Part]:
    """Each wording of a variant, with those who get it."""
    for one, theirs, why in chosen.of(variant.number, people):
        yield Part(one.number, one.channel, variant.later_h * clock.HOUR_MS, theirs, why)


def draw(campaign: Campaign, people: Numbers) -> Drawn:
    """Always the same of the same people. Two lots, each with a salt of its own: who takes part, and in what."""
    trial, cause = trial_of(campaign), cause_of(campaign)
    if trial is None:
        return Drawn([people], people[:0])
    count = len(versions(campaign))
    taking, rest = split(people, f"{cause}/trial", (trial.percent, 100 - trial.percent))
    return Drawn(split(taking, f"{cause}/variant", [1] * count), rest)


def drawn_of(campaign: Campaign) -> Drawn:
    """As it was at the launch, of the audience that was kept then."""
    return draw(campaign, np.asarray(packed.read(cause_of(campaign), Arm.Name.ASKED)))
