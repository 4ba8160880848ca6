"""Who of a segment goes into an audience: friends of the account who have not asked us to be quiet."""

import re
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from polku.kit import clock
from polku.know.people.consent.may_send import may_send
from polku.know.people.consent.purposes import MARKETING
from polku.know.people.models import Identity
from polku.know.rules import ask as rules
from polku.know.segments.models import Segment
from polku.say.channels.line.models import LineAccount, LineFriend

PART = 1_000
FORM = re.compile(r"U[0-9a-f]{32}")  # one id in another form, and LINE refuses all of them


def of(account: LineAccount, segment: Segment, *, now: datetime) -> tuple[list[str], int]:
    """Their user ids, in order, each once; and how many people were left out. Raises RuleError, ColumnsError."""
    people = rules.people(segment.rule, now)
    found: set[str] = set()
    left_out = 0
    for start in range(0, len(people), PART):
        users = _friends(account, people[start : start + PART], now=now)
        left_out += min(PART, len(people) - start) - len({person for person, _user in users})
        found.update(user for _person, user in users)
    return sorted(found), left_out


def digest(users: Sequence[str]) -> str:
    """The same for the same people."""
    return sha256("".join(users).encode()).hexdigest()


def _friends(account: LineAccount, people: Sequence[int], *, now: datetime) -> list[tuple[int, str]]:
    why = may_send(people, purpose=MARKETING, channel="line", is_opt_out=True, now_ms=clock.to_ms(now))
    allowed = [person for person in people if not why[person]]
    rows = Identity.objects.filter(kind="line", profile_id__in=allowed).values_list("profile_id", "value")
    known = [(person, user) for person, user in rows if FORM.fullmatch(user)]
    friends = LineFriend.objects.filter(
        account=account, user_id__in=[user for _person, user in known], is_friend=True, refused_ms__isnull=True
    )
    reached = set(friends.values_list("user_id", flat=True))
    return [(person, user) for person, user in known if user in reached]
