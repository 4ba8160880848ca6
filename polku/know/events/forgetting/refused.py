"""Forgetting events that were refused and speak of people: the text of them was kept, at most some thousand."""

from polku.know.events.forgetting.whom import Whom
from polku.know.events.models import Refusal


def forget(whom: Whom) -> int:
    rows = Refusal.objects.iterator()
    found = [row.pk for row in rows if whom.is_spoken_of(row.event) or whom.is_spoken_of(row.detail)]
    return sum(Refusal.objects.filter(pk__in=found[at : at + 500]).delete()[0] for at in range(0, len(found), 500))
