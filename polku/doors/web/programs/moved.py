"""What was given and used of a program lately, and by whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from polku.act.rewards.ledger.models import Movement, Program
from polku.doors.web import shown
from polku.doors.web.asked import Asked
from polku.doors.web.paging import Pageful, pageful, whole_number
from polku.kit import clock
from polku.know.teams.models import ApiKey, Member
from polku.know.teams.rights import may

ROWS = 20
_K = Movement.Kind
WORDS: dict[str, tuple[str | Promise, str]] = {
    _K.GRANT: (pgettext_lazy("a reward", "given"), "gift"),
    _K.USE: (pgettext_lazy("a reward", "used"), "check"),
    _K.BACK: (pgettext_lazy("a reward", "use undone"), "arrow-back-up"),
    _K.WITHDRAWN: (pgettext_lazy("a reward", "withdrawn"), "x"),
    _K.EXPIRED: (pgettext_lazy("a reward", "expired"), "hourglass"),
}


@dataclass(frozen=True)
class Moved:
    row: Movement
    at: datetime
    words: str
    icon: str
    person: shown.Person | None
    by: str


def moved(request: Asked, program: Program) -> Pageful[Moved]:
    """The newest first. Whoever may not see people sees none."""
    found = Movement.objects.filter(program_id=program.pk)
    if program.kind == Program.Kind.DISCOUNT:  # given and used in one
        found = found.exclude(kind__in=(_K.GRANT, _K.WITHDRAWN))
    at, _dash, number = request.GET.get("before", "").partition("-")
    place = (whole_number(at), whole_number(number))
    if place[0] is not None and place[1] is not None:
        found = found.filter(Q(at_ms__lt=place[0]) | Q(at_ms=place[0], pk__lt=place[1]))
    rows = list(found.order_by("-at_ms", "-pk")[: ROWS + 1])
    people = shown.people_of([row.identity_id for row in rows]) if may(request.user, "people.see") else {}
    names = _names(rows)
    told = [
        Moved(
            row,
            clock.from_ms(row.at_ms),
            str(WORDS[row.kind][0]),
            WORDS[row.kind][1],
            people.get(row.identity_id),
            names.get(row.by, ""),
        )
        for row in rows
    ]
    last = f"{rows[ROWS - 1].at_ms}-{rows[ROWS - 1].pk}" if len(rows) > ROWS else ""
    return pageful(told, request=request, before=last, size=ROWS)


def _names(rows: Sequence[Movement]) -> dict[str, str]:
    """Who did it: members and keys, as they are called now."""
    numbers: dict[str, set[int]] = {"member": set(), "key": set()}
    for row in rows:
        kind, _colon, number = row.by.partition(":")
        if kind in numbers and number.isdecimal():
            numbers[kind].add(int(number))
    members = Member.objects.in_bulk(numbers["member"])
    keys = ApiKey.objects.in_bulk(numbers["key"])
    return {f"member:{pk}": str(one) for pk, one in members.items()} | {
        f"key:{pk}": one.name for pk, one in keys.items()
    }
