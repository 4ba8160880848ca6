"""What a campaign gives everybody whom it asks: a coupon, a stamp, a ticket, before their message is written."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from django.utils.translation import gettext as _

from polku.act.campaigns.cause import cause_of
from polku.act.campaigns.models import Campaign
from polku.act.rewards import gifts, sound
from polku.act.rewards.gifts import GIVE, NotLive
from polku.act.rewards.ledger.budget import SCOPE
from polku.act.rewards.ledger.models import Counter, Program
from polku.act.rewards.left import left
from polku.act.rewards.programs import latest
from polku.kit import clock
from polku.kit.arrays import Numbers
from polku.say.content.problem import Problem

FIELD = "gives"
PART = 5_000  # in one transaction


class Given(msgspec.Struct, frozen=True):
    """`title`: as customers see it. `left`: so many can still be given; None: no end. `spent_minor`: of its budget."""

    program: Program
    title: str
    left: int | None
    spent_minor: int

    @property
    def percent(self) -> int:
        """Of the budget; 0 where there is none."""
        return 100 * self.spent_minor // self.program.budget_minor if self.program.budget_minor else 0


def given(campaign: Campaign) -> Given | None:
    """What it gives, as it stands now; None: nothing that is there."""
    row = Program.objects.filter(pk=campaign.gives, kind__in=GIVE.keys()).first() if campaign.gives else None
    if row is None:
        return None
    spent = Counter.objects.filter(program_id=row.pk, scope=SCOPE).values_list("count", flat=True).first()
    return Given(row, str(latest(row).terms.get("title", "")), left(row), spent or 0)


def choices() -> list[Program]:
    """What can be chosen: drafts too, for a campaign is written before its coupon begins."""
    among = Program.objects.filter(kind__in=GIVE.keys()).exclude(state=Program.State.ENDED)
    return list(among.order_by("name", "pk"))


def problems(number: int | None) -> list[Problem]:
    """Of what somebody chooses."""
    if number is None or Program.objects.filter(pk=number, kind__in=GIVE.keys()).exists():
        return []
    return [Problem(_("There is no program {id} that can be given.").format(id=number), field=FIELD)]


def missing(campaign: Campaign) -> list[Problem]:
    """Before it can go."""
    if campaign.gives is None:
        return []
    row = Program.objects.filter(pk=campaign.gives).first()
    if row is None or row.kind not in GIVE:
        return problems(campaign.gives)
    if row.state != Program.State.LIVE:
        sentence = _("“{name}”, which it gives, is not live. Begin it first, or choose another one.")
        return [Problem(sentence.format(name=row.name), field=FIELD)]
    over = sound.against_time(row, now=clock.now())
    told = _("“{name}”, which it gives, cannot be given any more. {why}")
    return [Problem(told.format(name=row.name, why=one), field=FIELD) for one in over]


def give(campaign: Campaign, people: Sequence[int] | Numbers, *, now: datetime) -> int:
    """Once to each, whatever is killed in between. Returns how many got one just now. Raises NotLive."""
    if campaign.gives is None:
        return 0
    row = Program.objects.filter(pk=campaign.gives).first()
    if row is None:
        raise NotLive
    numbers = [int(number) for number in people]
    parts = (numbers[start : start + PART] for start in range(0, len(numbers), PART))
    return sum(gifts.give(row, part, cause_of(campaign), by=cause_of(campaign), now=now) for part in parts)
