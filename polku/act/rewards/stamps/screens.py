"""Which address of a store's screen holds: with a new one the one before is over."""

from django.db import transaction

from polku.act.rewards.ledger.limits import Limit, take_some
from polku.act.rewards.ledger.models import Counter, Program
from polku.act.rewards.stamps.scan import Place, screen_token
from polku.know.teams import trail
from polku.know.teams.models import Member

MOST = 2**31


def address_of(program: Program, store: str, *, key: str) -> str:
    """The end of it: what is signed."""
    return screen_token(Place(program.pk, store, _times(program.pk, store)), key=key)


def is_current(place: Place) -> bool:
    """Of a screen, whose `step` says how often its address was renewed."""
    return place.step == _times(place.program, place.store)


@transaction.atomic
def renew(program: Program, store: str, *, by: Member | None) -> None:
    take_some(program.pk, Limit(_scope(store), MOST), 1)
    trail.note(by, "program.screen_renewed", subject=f"program:{program.pk}", after={"store": store})


def _times(program: int, store: str) -> int:
    counted = Counter.objects.filter(program_id=program, scope=_scope(store))
    return counted.values_list("count", flat=True).first() or 0


def _scope(store: str) -> str:
    return f"screen:{store}"
