"""All that was given to somebody and used by them, in words, the newest first."""

from django.http import HttpRequest, HttpResponse

from polku.act.rewards.ledger.models import Movement, Program
from polku.doors.public.wallet.frame import in_words, show, sure
from polku.doors.public.wallet.looking import Visitor
from polku.doors.public.wallet.movements import titles, told
from polku.know.places.models import Store

PAGE = 30


@sure
def history(request: HttpRequest, who: Visitor) -> HttpResponse:
    rows = Movement.objects.filter(identity_id__in=who.identities).order_by("-pk")
    # A discount is given and used in one: that it was used is told.
    rows = rows.exclude(program_id__in=Program.objects.filter(kind="discount"), kind__in=("grant", "withdrawn"))
    before = request.GET.get("before", "")
    if before.isdecimal() and before.isascii() and len(before) < 19:
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: PAGE + 1])
    called = titles(found)
    programs = Program.objects.in_bulk({row.program_id for row in found})
    stores = dict(Store.objects.filter(key__in={row.store for row in found}).values_list("key", "name"))
    with in_words(request, who):
        lines = [
            told(
                row,
                programs[row.program_id],
                called.get((row.program_id, row.terms), ""),
                stores.get(row.store, row.store),
            )
            for row in found[:PAGE]
        ]
    given = {"lines": lines, "next": found[PAGE - 1].pk if len(found) > PAGE else None, "is_first": not before}
    return show(request, who, "public/wallet_history.html", given, tab="history")
