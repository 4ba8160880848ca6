"""What members and keys did at the till in four weeks, and which of it is worth a question."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from polku.act.rewards.till import large, patterns, today
from polku.act.rewards.till.patterns import Staff, What
from polku.act.rewards.till.teller import Teller
from polku.doors.web.asked import Asked
from polku.doors.web.till.sentences import sentence
from polku.doors.web.till.today import names_of
from polku.kit import clock

ROWS = 50
HEADS = {
    "undone": _("Undone by a manager"),
    "night": _("At night"),
    "same": _("For the same customer"),
    "unbought": _("Given without a purchase"),
    "friends": _("Friends for one link"),
    "large": _("Large amounts"),
}


@dataclass(frozen=True)
class Number:
    what: What
    count: int
    is_striking: bool


@never_cache
@require_safe
def staff(request: Asked) -> HttpResponse:
    found = patterns.staff(now=clock.now())
    names = names_of({one.by for one in found})
    rows = [
        {
            "whose": one.by.partition(":")[0],
            "number": one.by.partition(":")[2],
            "name": names.get(one.by, one.by),
            "acts": one.acts,
            "numbers": _numbers(one),
        }
        for one in found
    ]
    return render(request, "till/staff.html", {"rows": rows, "heads": HEADS.values(), "rule": patterns, "large": large})


@never_cache
@require_safe
def acts(request: Asked, whose: str, number: int, what: str) -> HttpResponse:
    known = next((one for one in patterns.WHATS if one == what), None)
    if known is None or whose not in ("member", "key"):
        raise Http404
    by = f"{whose}:{number}"
    page = Paginator(patterns.acts_of(by, known, now=clock.now()), ROWS).get_page(request.GET.get("page"))
    told = today.told(list(page), Teller(f"member:{request.user.pk}"), now=clock.now())
    rows = [(one, sentence(one), clock.from_ms(one.at_ms)) for one in told]
    given = {"name": names_of({by}).get(by, by), "head": HEADS[known], "rows": rows, "page": page}
    return render(request, "till/staff_acts.html", given)


def _numbers(one: Staff) -> list[Number]:
    return [Number(what, getattr(one, what), what in one.striking) for what in patterns.WHATS]
