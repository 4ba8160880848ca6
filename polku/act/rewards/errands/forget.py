"""Forgetting who was meant by errands that are not over."""

from polku.act.rewards.errands.models import Errand
from polku.know.events.forgetting.whom import Whom


def forget(whom: Whom) -> int:
    gone = 0
    for row in Errand.objects.filter(ended_at__isnull=True):
        meant = row.whom.get("people", [])
        left = [one for one in meant if one not in whom.identities]
        if len(left) < len(meant):
            Errand.objects.filter(pk=row.pk).update(whom={"people": left})
            gone += len(meant) - len(left)
    return gone
