"""Saying to the log that a LINE identity and a customer are one; and that they are not any more."""

import json

from django.db import transaction

from polku.kit import clock, ids
from polku.know.events.append import News, tell
from polku.know.events.event import Identity as Name
from polku.know.people import find
from polku.know.people.models import Identity, Profile
from polku.know.people.part import let_join, part
from polku.know.teams import trail
from polku.know.teams.models import Member
from polku.say.channels.line.inbox.agreed import say
from polku.say.channels.line.linking.problems import OtherCustomer
from polku.say.channels.line.models import LineAccount

CONNECTED, DISCONNECTED = "LINE Connected", "LINE Disconnected"
LOGIN, ACCOUNT_LINK = "login", "account_link"


def customer_of(identity_id: int) -> tuple[Name, Profile] | None:
    """Under which name they are joined: the proved one, or another where that is of LINE itself. None: gone."""
    row, profile = Identity.objects.filter(id=identity_id).first(), find.by_id(identity_id)
    if row is None or profile is None:
        return None
    if row.kind == "line":
        others = [one for one in find.identities_of(profile.id) if one.kind != "line"]
        row = others[0] if others else row
    return (row.kind, row.value), profile


def line_identities(profile: Profile) -> list[Identity]:
    """By which of LINE's users they are known."""
    return [one for one in find.identities_of(profile.id) if one.kind == "line"]


def shown_name(identity: Identity) -> str:
    """What they are called on LINE; "" where LINE has not told it."""
    told = json.loads(identity.traits).get("line_name")
    return str(told[0] or "") if told else ""


def is_joined(user_id: str, profile: Profile) -> bool:
    found = find.by_identity("line", user_id)
    return found is not None and found.id == profile.id


@transaction.atomic
def join(
    account: LineAccount,
    user_id: str,
    *,
    name: Name,
    profile: Profile,
    how: str,
    key: str,
    now_ms: int,
    at_ms: int,
    called: str = "",
) -> bool:
    """`key`: of the cause; the same one twice is once. `called`: their name on LINE, as far as LINE has told it.

    False where they are one already. Raises OtherCustomer.
    """
    if is_joined(user_id, profile):
        return False
    other = find.by_identity("line", user_id)
    if other is not None and _is_customer(other) and _is_customer(profile):
        raise OtherCustomer  # two of the shop's own numbers never become one by this
    line = ("line", user_id)
    kind, value = name
    said = {
        "type": "identify",
        "identity": line,
        "messageId": f"line:{account.name}:joined:{key}",
        "timestamp": at_ms,
        "traits": {"line_name": called} if called else {},
        "context": {"externalIds": [{"type": kind, "id": value}]},
    }
    say([said])
    let_join(line, name, now_ms=now_ms)
    about = {"channel": f"line:{account.name}", "how": how}
    tell([News(CONNECTED, line, f"line:{account.name}:connected:{key}", about, at_ms)], now_ms=now_ms)
    trail.note(None, "person.connected", subject=_subject(profile), after={"how": how}, by_themselves=True)
    return True


@transaction.atomic
def disconnect(identity: Identity, profile: Profile, *, by: Member | None) -> bool:
    """`by`: None where it is the customer themselves. False where there is nothing to part."""
    now_ms = clock.now_ms()
    if identity.kind != "line" or identity.profile_id != profile.id:
        return False
    if not part(identity, by=by.email if by is not None else "", now_ms=now_ms):
        return False
    about = {"by": "member" if by is not None else "customer"}
    key = f"line:disconnected:{ids.public(identity.id)}:{now_ms}"
    tell([News(DISCONNECTED, ("line", identity.value), key, about)], now_ms=now_ms)
    trail.note(by, "person.disconnected", subject=_subject(profile), by_themselves=by is None)
    return True


def _is_customer(profile: Profile) -> bool:
    """Whether the shop knows them by a number of its own."""
    return any(one.kind == "user_id" for one in find.identities_of(profile.id))


def _subject(profile: Profile) -> str:
    return f"person:{ids.public(profile.id)}"
