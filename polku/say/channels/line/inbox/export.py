"""What is kept of a person's LINE, for themselves to know."""

from collections.abc import Mapping
from typing import Any

from polku.know.events.forgetting.keeper import Person
from polku.know.people.export import instant
from polku.know.people.models import Identity
from polku.say.channels.line.inbox.models import LineMedia
from polku.say.channels.line.models import LineFriend


def tell(person: Person) -> Mapping[str, Any]:
    """Whose friend they are, under which name; and what they sent. The messages themselves are among the events."""
    users = list(Identity.objects.filter(id__in=person, kind="line").values_list("value", flat=True))
    friends = LineFriend.objects.filter(user_id__in=users).select_related("account").order_by("account__name", "id")
    sent = LineMedia.objects.filter(identity_id__in=person).order_by("asked_ms", "id")
    told = {"line": [_friend(one) for one in friends], "line_files": [_sent(one) for one in sent]}
    return {name: rows for name, rows in told.items() if rows}


def _friend(one: LineFriend) -> dict[str, Any]:
    return {
        "account": one.account.title,
        "user_id": one.user_id,
        "is_friend": one.is_friend,
        "friend_since": instant(one.first_ms) if one.first_ms is not None else None,
        "changed_at": instant(one.changed_ms),
        "name": one.name,
        "picture": one.picture_url,
        "status": one.status_message,
        "language": one.language,
    }


def _sent(one: LineMedia) -> dict[str, Any]:
    return {"kind": one.kind, "received_at": instant(one.asked_ms), "state": one.state, "bytes": one.bytes}
