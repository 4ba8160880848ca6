"""What somebody takes back is gone for good: text, picture and all, in whichever order LINE tells it.

Copies that come later are found here; those that came before are found in the columns, once these have come so far.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from polku.kit import clock
from polku.know.events.forgetting.ask import forget_events
from polku.know.events.forgetting.places import asked, in_columns
from polku.know.events.models import Forgetting
from polku.say.channels.line.inbox.heard import Heard
from polku.say.channels.line.inbox.models import LineUnsent
from polku.say.channels.line.inbox.names import EDITED, RECEIVED, UNSENT
from polku.say.channels.line.media.remove import remove

AT_ONCE = 500
BY, REASON = "LINE", "unsent"

# Where some messages stand, in whichever version. In the order of `events` by name; their number is no column.
PLACES = """
SELECT seq, nth
FROM events
WHERE name IN ('Message Received', 'Message Edited')
AND (toString(properties.channel), toString(properties.message_id)) IN {messages:Array(Tuple(String, String))}
"""

Message = tuple[int, str]  # account, LINE's number of the message


def take_back(said: Sequence[Heard]) -> None:
    """Within the caller's transaction."""
    unsends = {(one.account, one.message_id): one for one in said if one.event.name == UNSENT and one.message_id}
    if unsends:
        LineUnsent.objects.bulk_create(
            [
                LineUnsent(account_id=account, message_id=number, identity_id=one.event.identity_id, seq=one.event.seq)
                for (account, number), one in unsends.items()
            ],
            ignore_conflicts=True,
        )
        remove(unsends)
    copies = [one for one in said if one.event.name in (RECEIVED, EDITED) and one.message_id]
    gone = unsent_among((one.account, one.message_id) for one in copies)
    places: defaultdict[int, list[int]] = defaultdict(list)
    for one in copies:
        if (one.account, one.message_id) in gone:
            places[one.event.seq].append(one.event.index)
    if places:
        forget_events(places, by=BY, reason=REASON)


def unsent_among(messages: Iterable[Message]) -> set[Message]:
    """Those of them that were taken back."""
    numbers = sorted({number for _account, number in messages})
    rows = LineUnsent.objects.filter(message_id__in=numbers) if numbers else LineUnsent.objects.none()
    return set(rows.values_list("account_id", "message_id"))


def tick(now: datetime) -> int:
    """Ask for those to be forgotten that came before they were taken back; all that gathered while the last ones went.

    Forgetting rewrites the columns of a large installation for half a minute, however few events go.
    """
    if Forgetting.objects.filter(what=Forgetting.What.EVENTS, by=BY).exclude(state=Forgetting.State.DONE).exists():
        return 0
    waiting = list(LineUnsent.objects.filter(found_ms=None).select_related("account").order_by("seq")[:AT_ONCE])
    known = in_columns() if waiting else 0
    ready = [row for row in waiting if row.seq <= known]
    if not ready:
        return 0
    messages = [(f"line:{row.account.name}", row.message_id) for row in ready]
    places = asked(PLACES, messages=messages)
    if places:
        forget_events(places, by=BY, reason=REASON)
    LineUnsent.objects.filter(pk__in=[row.pk for row in ready]).update(found_ms=clock.to_ms(now))
    return len(ready)
