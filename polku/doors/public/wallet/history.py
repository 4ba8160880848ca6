"""All that was given to somebody and used by them, in words, the newest first."""

from django.http import HttpRequest, HttpResponse

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.stamps.missed import missed
from polku.act.rewards.stamps.titles import titles as named
from polku.doors.public.wallet.frame import in_words, show, sure
from polku.doors.public.wallet.looking import Visitor
from polku.doors.public.wallet.movements import titles, told, whole
from polku.know.places.models import Store

PAGE = 30


@sure
def history(request: HttpRequest, who: Visitor) -> HttpResponse:
    before = request.GET.get("before", "")
    is_later = before.isdecimal() and before.isascii() and len(before) < 19
    found = whole(who.identities, before=int(before) if is_later else None, most=PAGE + 1)
    called, not_given = titles(found), missed(found)
    programs = Program.objects.in_bulk({row.program_id for row in found})
    stores = dict(Store.objects.filter(key__in={row.store for row in found}).values_list("key", "name"))
    with in_words(request, who):
        rewards = named(one for some in not_given.values() for one in some)
        lines = [
            told(
                row,
                programs[row.program_id],
                called.get((row.program_id, row.terms), ""),
                stores.get(row.store, row.store),
                [rewards[one] for one in not_given.get(row.pk, ())],
            )
            for row in found[:PAGE]
        ]
    given = {"lines": lines, "next": found[PAGE - 1].pk if len(found) > PAGE else None, "is_first": not before}
    return show(request, who, "public/wallet_history.html", given, tab="history")
