"""What the first page says of games: tickets that wait to be played."""

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.act.rewards.draws.tickets import current, why_not
from polku.act.rewards.ledger.models import Lot, Program
from polku.doors.public.draws.there import draws
from polku.doors.public.wallet.looking import Visitor
from polku.doors.public.wallet.tiles import Tile
from polku.kit import clock
from polku.kit.amounts import number

MOST = 2


def tiles(who: Visitor, *, now_ms: int) -> list[Tile]:
    """The newest games first; of draws at a time nothing has to be done."""
    lots = Lot.objects.filter(identity_id__in=who.identities, left__gt=0, until_ms__gt=now_ms)
    held = lots.filter(program_id__in=draws().values("pk")).values_list("program_id").annotate(count=Count("pk"))
    counts = dict(held.order_by())
    found: list[Tile] = []
    for program in Program.objects.filter(pk__in=counts).order_by("-pk"):
        _row, terms = current(program)
        if terms.mode == "instant" and not why_not(program, terms, now=clock.from_ms(now_ms)):
            count = counts[program.pk]
            value = ngettext("{count} ticket", "{count} tickets", count).format(count=number(count))
            found.append(Tile(terms.title, value, "sparkles", "wallet draws", _("waiting to be played")))
    return found[:MOST]
