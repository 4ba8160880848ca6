"""Copies of messages that were kept long enough."""

from polku.kit import clock
from polku.know.events.retention import BLOCK, Kept
from polku.say.channels.paper.models import PaperCopy


def of_texts() -> Kept:
    def older(before: int) -> list[int]:
        return list(PaperCopy.objects.filter(at__lt=clock.from_ms(before)).values_list("pk", flat=True)[:BLOCK])

    return Kept(
        "texts",
        lambda before, _name: PaperCopy.objects.filter(at__lt=clock.from_ms(before)).count(),
        lambda before, _name: PaperCopy.objects.filter(pk__in=older(before)).delete()[0],
    )
