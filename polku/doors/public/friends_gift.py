"""What a friend's link promises to whoever came by it, on each page until they are known."""

from dataclasses import dataclass

from django.http import HttpRequest

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.prize_names import name_of
from polku.act.rewards.programs import latest
from polku.act.rewards.referrals import link
from polku.act.rewards.referrals.terms import read
from polku.doors.public.brought import brought
from polku.doors.public.languages import chosen, spoken
from polku.doors.public.speaking import speaking
from polku.kit.amounts import money


@dataclass(frozen=True)
class Gift:
    """`name`: "" where it is nothing of its own. `least`: for how much the first purchase has to be."""

    title: str
    name: str
    least: str


def gift_of(request: HttpRequest, program: Program) -> Gift:
    """In the language of the page."""
    terms = read(latest(program).terms)
    with speaking(spoken(request), wanted=chosen(request)):
        least = money(terms.least_minor, program.currency) if terms.least_minor else ""
        return Gift(terms.title, name_of(terms.friend), least)


def remembered(request: HttpRequest) -> Gift | None:
    """Of the link that this browser opened first; None where there was none, or it is over."""
    found = brought(request)
    referrer = link.by_code(found.code) if found is not None else None
    rows = Program.objects.filter(pk=referrer.program_id, state=Program.State.LIVE) if referrer is not None else None
    program = rows.first() if rows is not None else None
    return gift_of(request, program) if program is not None else None
