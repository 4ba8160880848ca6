"""Drawing: the secret is told, and who has won follows from it and the frozen list. It happens once."""

from datetime import datetime

from django.db import transaction

from polku.act.rewards.draws import secret
from polku.act.rewards.draws.close import lines
from polku.act.rewards.draws.models import Draw, DrawEntry, DrawResult
from polku.act.rewards.draws.order import winners
from polku.act.rewards.draws.terms import DrawTerms
from polku.kit import clock


class NotYet(Exception):
    """The list is not frozen yet, or the public's number is not known."""


def draw_now(draw: Draw, terms: DrawTerms, *, now: datetime) -> bool:
    """Whether it was drawn just now: of several who draw it, one does, and each would have found the same.

    Raises NotYet, seal.SealError.
    """
    if not draw.digest or (terms.mixes and not draw.mixed):
        raise NotYet
    told = secret.of(draw)
    drawn = terms.prizes_together + terms.reserves
    won = winners(told, lines(draw.pk), drawn, terms.wins_person, draw.mixed)
    keys = [prize.key for prize in terms.prizes for _nth in range(prize.stock)]
    now_ms = clock.to_ms(now)
    with transaction.atomic():
        locked = Draw.objects.select_for_update().get(pk=draw.pk)
        if locked.drawn_ms is not None:
            return False
        entries = DrawEntry.objects.filter(program_id=draw.pk)
        whose = {
            mark: identity
            for start in range(0, len(won), 1_000)
            for mark, identity in entries.filter(mark__in=won[start : start + 1_000]).values_list("mark", "identity_id")
        }
        DrawResult.objects.bulk_create(
            DrawResult(
                program_id=draw.pk,
                number=number,
                mark=mark,
                identity_id=whose[mark],
                terms=draw.terms or 1,
                prize=keys[number - 1] if number <= len(keys) else "",
                reserve=max(0, number - len(keys)),
                is_told=number > len(keys),
                at_ms=now_ms,
            )
            for number, mark in enumerate(won, 1)
        )
        Draw.objects.filter(pk=draw.pk).update(drawn_ms=now_ms, secret=told)
    return True


def mix(draw: Draw, number: str) -> bool:
    """The public's number, which nobody knew before the list was frozen. Whether it is kept: said once, it stays."""
    told = Draw.objects.filter(pk=draw.pk, mixed="", drawn_ms=None).exclude(digest="")
    return bool(number.strip()) and told.update(mixed=number.strip()[:200]) == 1


def tell_secret(draw: Draw, *, now: datetime) -> None:
    """Of an instant game that is over: whoever likes computes each play again."""
    Draw.objects.filter(pk=draw.pk, drawn_ms=None).update(
        secret=secret.of(draw), drawn_ms=clock.to_ms(now), done_ms=clock.to_ms(now)
    )
