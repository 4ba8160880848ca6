"""Who came by a source and has logged in: their follow belongs to that source, and nobody needs to guess.

LINE makes somebody a friend before it sends the browser back, so the follow may be heard before or after the login.
"""

from collections.abc import Collection

from django.db import transaction

from polku.say.channels.line.linking.begun import PATIENCE_MS
from polku.say.channels.line.linking.models import LineLoginBegun
from polku.say.channels.line.models import LineFriend
from polku.say.channels.line.sources.found import tell_found
from polku.say.channels.line.sources.meant import AHEAD_MS, WINDOW_MS, take
from polku.say.channels.line.sources.models import LineArrival


def known(account: int, user_ids: Collection[str], *, earliest_ms: int) -> dict[str, LineArrival]:
    """user id → their own arrival, not yet taken for any follow. The newest login counts."""
    rows = LineLoginBegun.objects.filter(
        account=account,
        user_id__in=user_ids,
        used_ms__gt=earliest_ms - WINDOW_MS,
        arrival__isnull=False,
        arrival__followed_ms__isnull=True,
    )
    found = {}
    for row in rows.select_related("arrival__source").order_by("used_ms"):
        if row.arrival is not None:
            found[row.user_id] = row.arrival
    return found


@transaction.atomic
def arrive(way: LineLoginBegun) -> None:
    """Somebody is back from LINE. Where their follow was heard already, it is put right if it was guessed."""
    friend = LineFriend.objects.filter(account=way.account, user_id=way.user_id, is_friend=True).first()
    since_ms = way.expires_ms - PATIENCE_MS - AHEAD_MS
    if way.arrival is None or friend is None or friend.changed_ms < since_ms:  # a friend of old
        return
    LineArrival.objects.filter(source__account=way.account, followed_ms=friend.changed_ms, is_exact=False).update(
        followed_ms=None, is_first=None, is_exact=None
    )
    is_first = friend.first_ms == friend.changed_ms
    arrival = LineArrival.objects.select_related("source").get(pk=way.arrival.pk)
    if take(arrival, followed_ms=friend.changed_ms, is_first=is_first, is_exact=True):
        name, cause = way.account.name, f"line:{way.account.name}:login:{way.pk}"
        tell_found(way.user_id, name, arrival.source, cause=cause, at_ms=friend.changed_ms, is_exact=True)
