"""The list of those that are never written to: shown, searched, put on by hand or by file, taken off."""

from django import forms
from django.contrib import messages
from django.core.validators import ProhibitNullCharactersValidator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from polku.doors.web.asked import Asked
from polku.doors.web.paging import ROWS, pageful, whole_number
from polku.know.people import find
from polku.say.limits import never
from polku.say.limits.models import NeverTo
from polku.say.limits.never_read import addresses_in, text_of

PAGE = "settings never"
MOST_BYTES = 5_000_000
NO_NUL = ProhibitNullCharactersValidator()


class NeverForm(forms.Form):
    addresses = forms.CharField(max_length=100_000, required=False, validators=[NO_NUL])
    file = forms.FileField(required=False, max_length=200)
    reason = forms.CharField(max_length=never.REASON_LENGTH, required=False, validators=[NO_NUL])


@never_cache
@require_safe
def listed(request: Asked) -> HttpResponse:
    search = request.GET.get("query", "").strip()[:320].replace("\0", "")
    rows = list(never.listed(search, before=whole_number(request.GET.get("before")))[: ROWS + 1])
    last = rows[ROWS - 1].pk if len(rows) > ROWS else ""
    given = {
        "query": search,
        "page": pageful(rows, request=request, before=str(last)),
        "total": NeverTo.objects.count(),
        "reason_length": never.REASON_LENGTH,
    }
    return render(request, "limits/never.html", given)


@require_POST
def put_on(request: Asked) -> HttpResponse:
    """Addresses that were written, and those of a file."""
    form = NeverForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Not kept: something is missing or too long."))
        return redirect(PAGE)
    file = form.cleaned_data["file"]
    if file is not None and file.size > MOST_BYTES:
        messages.error(request, _("The file is too large: at most {most} MB.").format(most=MOST_BYTES // 1_000_000))
        return redirect(PAGE)
    texts = [form.cleaned_data["addresses"], text_of(file.read()) if file is not None else ""]
    found = [address for text in texts for address in addresses_in(text)]
    if len(found) > never.MOST:
        messages.error(request, _("At most {most} addresses at once.").format(most=never.MOST))
        return redirect(PAGE)
    if not found:
        messages.error(request, _("Write an address, or choose a file with some."))
        return redirect(PAGE)
    count, wrong = never.add_addresses(found, reason=form.cleaned_data["reason"], by=request.user)
    told = messages.info if wrong and not count else messages.success
    told(request, ngettext("%(count)d is new on the list.", "%(count)d are new on the list.", count) % {"count": count})
    if wrong:
        text = ngettext(
            "%(count)d is no e-mail address and was left out: %(first)s",
            "%(count)d are no e-mail addresses and were left out: %(first)s",
            len(wrong),
        )
        messages.error(request, text % {"count": len(wrong), "first": ", ".join(wrong[:3])[:100]})
    return redirect(PAGE)


@require_POST
def put_on_person(request: Asked) -> HttpResponse:
    """By whatever names exactly one."""
    found = find.exact(request.POST.get("person", "").strip()[:320].replace("\0", ""))
    if len(found) != 1:
        messages.error(request, _("Several people are called so.") if found else _("Nobody is called so."))
    else:
        never.add_people(found, reason=request.POST.get("reason", "").replace("\0", ""), by=request.user)
        messages.success(request, _("Put on the list."))
    return redirect(PAGE)


@require_POST
def taken_off(request: Asked, number: int) -> HttpResponse:
    never.remove(number, by=request.user)
    return redirect(PAGE)
