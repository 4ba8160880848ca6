"""Which draws customers know of: all but drafts."""

from django.db.models import QuerySet

from polku.act.rewards.ledger.models import Program


def draws() -> QuerySet[Program]:
    return Program.objects.filter(kind=Program.Kind.DRAW).exclude(state=Program.State.DRAFT)


def is_any(_who: object) -> bool:
    return draws().exists()
