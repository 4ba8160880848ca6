"""What rewards of cards are called, as customers read it."""

from collections.abc import Iterable, Mapping

from django.utils.translation import ngettext

from polku.act.rewards.ledger.models import Program, Terms
from polku.act.rewards.stamps.terms import Reward
from polku.kit.amounts import number


def titles(rewards: Iterable[Reward]) -> Mapping[Reward, str]:
    """The reward's own, else that of its program; points with how many they are."""
    asked = list(rewards)
    wanted = {one.prize.program for one in asked if not one.title}
    kinds = dict(Program.objects.filter(pk__in=wanted).values_list("pk", "kind"))
    rows = Terms.objects.filter(program__in=wanted).order_by("number")
    known = {row.program_id: str(row.terms.get("title", "")) for row in rows}
    return {one: one.title or _of(one, kinds.get(one.prize.program, ""), known) for one in asked}


def _of(reward: Reward, kind: str, known: Mapping[int, str]) -> str:
    amount = reward.prize.amount
    if kind == Program.Kind.POINTS:
        return ngettext("{count} point", "{count} points", amount).format(count=number(amount))
    return known.get(reward.prize.program, "")
