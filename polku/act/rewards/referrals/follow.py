"""What events say of friends: that they came by a link, and that something about them may be otherwise now."""

from collections.abc import Collection, Sequence
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

from polku.act.rewards.follow import Follower
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.referrals import in_chat
from polku.act.rewards.referrals.come import Coming, come
from polku.act.rewards.referrals.facts import people_of
from polku.act.rewards.referrals.link import by_code
from polku.act.rewards.referrals.models import OPEN, Referral
from polku.act.rewards.referrals.settle import settle
from polku.kit import bulk
from polku.know.events.append import INTERNAL
from polku.know.events.event import Event
from polku.know.orders.said import CANCELLED, REFUNDED
from polku.know.orders.said import NAMES as ORDERS
from polku.know.people.claims import read_object
from polku.say.channels.line.inbox.names import RECEIVED

INVITED = "Friend Invited"  # what pages of ours and the API tell: somebody came by a link
UNDONE = "Friend Uninvited"  # it was a mistake, and as if it had never been said
COME = frozenset(("Page Viewed", "Screen Viewed", "Identified", "Signed Up", "Order Completed", INVITED, RECEIVED))
CHANGE = frozenset(("Identified", "Aliased", INVITED)) | ORDERS
FIELD = "referral"
CAME = "came_ms"  # which coming was a mistake
LONGEST = 40  # of a code


def names(programs: Sequence[Program]) -> Collection[str]:
    return COME | CHANGE | {UNDONE} if any(one.state != Program.State.ENDED for one in programs) else ()


def act(events: Sequence[Event], programs: Sequence[Program], now: datetime) -> None:
    """One at a time: it is the reader's transaction."""
    made: list[int] = []
    came: list[Coming] = []
    for event in events:
        if event.name == UNDONE and event.source == INTERNAL:
            made, came = made + come(came), []  # what was undone has been said before
            _forget(read_object(bytes(event.given.properties)), event.identity_id)
        elif (one := coming(event)) is not None:
            came.append(one)
    made += come(came)
    _thank(made, [event for event in events if event.name == RECEIVED], programs)
    settle(sorted({*made, *_concerned(events, programs)}), now=now)


def coming(event: Event) -> Coming | None:
    """By which link somebody came with this event: as a property or trait, in the address of the page, or in a chat."""
    if event.name not in COME:
        return None
    if event.name == RECEIVED:
        code = in_chat.code_in(event)
        return Coming(code, event.identity_id, event.time_ms) if code else None
    said, traits, context = bytes(event.given.properties), bytes(event.given.traits), bytes(event.context)
    mark = FIELD.encode()
    if mark not in said and mark not in traits and mark not in context:
        return None
    properties = read_object(said)
    code = properties.get(FIELD) or read_object(traits).get(FIELD) or _in_address(properties, read_object(context))
    if not isinstance(code, str) or not code.strip() or len(code) > LONGEST:
        return None
    if event.source != INTERNAL:  # what others say of browsers and networks, anybody can make up
        return Coming(code.strip(), event.identity_id, event.time_ms)
    opened = properties.get("opened_ms")
    at_ms = min(event.time_ms, opened) if isinstance(opened, int) else event.time_ms
    device, network = str(properties.get("device", "")), str(properties.get("network", ""))
    return Coming(code.strip(), event.identity_id, at_ms, device, network)


def _thank(made: Sequence[int], messages: Sequence[Event], programs: Sequence[Program]) -> None:
    """Whoever has said it in a chat, and is noted just now."""
    new = Referral.objects.filter(pk__in=made) if messages else Referral.objects.none()
    program = {(row.identity_id, row.came_ms): row.program_id for row in new}
    rows = {one.pk: one for one in programs}
    for event in messages:
        number = program.pop((event.identity_id, event.time_ms), None)
        if number is not None:
            in_chat.thank(event, rows[number])


def _forget(said: dict[str, object], friend: int) -> None:
    """Whoever has been rewarded meanwhile stays."""
    referrer, came_ms = by_code(str(said.get(FIELD, ""))), said.get(CAME)
    if not isinstance(came_ms, int):
        return
    theirs = Referral.objects.filter(referrer=referrer, identity_id=friend, came_ms=came_ms)
    theirs.exclude(state__in=(Referral.State.REWARDED, Referral.State.REVOKED)).delete()


def _in_address(properties: dict[str, object], context: dict[str, object]) -> str:
    page = context.get("page")
    for address in (properties.get("url"), page.get("url") if isinstance(page, dict) else None):
        if isinstance(address, str) and FIELD in address:
            try:
                found = parse_qs(urlsplit(address).query).get(FIELD)
            except ValueError:
                continue
            if found:
                return found[0]
    return ""


def _concerned(events: Sequence[Event], programs: Sequence[Program]) -> list[int]:
    """The friends not done with of whom these events tell, under whichever of their names; of those who are rewarded,
    whoever has sent something back."""
    told = {event.identity_id for event in events if event.name in CHANGE}
    still = Referral.objects.filter(program_id__in=[one.pk for one in programs], state__in=OPEN)
    if any(event.name in (CANCELLED, REFUNDED) for event in events):
        theirs = Referral.objects.filter(program_id__in=[one.pk for one in programs])
        still = theirs.filter(state__in=(*OPEN, Referral.State.REWARDED))
    if not told or not still.exists():
        return []
    people = people_of(told)
    keys = sorted(people.profiles)
    found: list[int] = []
    for start in range(0, len(keys), bulk.ASKED):
        found += still.filter(identity_id__in=keys[start : start + bulk.ASKED]).values_list("pk", flat=True)
    return found


# By which link somebody came, tell the shop's pages; whether they bought, does not go by these.
HARMLESS = (COME | {"Aliased"}) - ORDERS
FOLLOWER = Follower(frozenset((Program.Kind.REFERRAL,)), names, act, HARMLESS)
