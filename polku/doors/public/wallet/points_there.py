"""Whether there is a page of points and ranks: only where there are any, and for who has proved who they are."""

from polku.act.rewards.ledger.models import Program
from polku.doors.public.wallet.looking import Visitor

KINDS = (Program.Kind.POINTS, Program.Kind.RANKS)


def points_there(who: Visitor) -> bool:
    return who.is_sure and Program.objects.filter(kind__in=KINDS, state__in=("live", "paused")).exists()
