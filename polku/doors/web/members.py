"""Members of the team: who they are, what role they have, and to which stores they are limited."""

from django import forms
from django.contrib import messages
from django.core.validators import ProhibitNullCharactersValidator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from polku.doors.web.asked import Asked
from polku.know.people.stores.within import known_stores
from polku.know.teams import members as team
from polku.know.teams.access import second_factor
from polku.know.teams.models import ApiKey, Member
from polku.know.teams.rights import ROLE_NAMES, TABLE, may_give, role_name

WORDS = {
    "owner": gettext_lazy("May do everything."),
    "manager": gettext_lazy("Runs the shop: everything but the team’s settings and how long data is kept."),
    "editor": gettext_lazy("Makes segments and writes campaigns; somebody else sends them."),
    "agent": gettext_lazy("Helps customers: changes and exports people, records consents."),
    "till": gettext_lazy("Finds customers and serves them at the till."),
    "viewer": gettext_lazy("Looks, and changes nothing."),
}


class MemberForm(forms.Form):
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=[(role, role) for role in TABLE])
    other_stores = forms.CharField(
        label=gettext_lazy("Other stores"),
        max_length=20_000,
        required=False,
        validators=[ProhibitNullCharactersValidator()],
    )


def members(request: Asked) -> HttpResponse:
    rows = [
        {"member": one, "role": role_name(one.role), "is_mine": may_give(request.user, one.role)}
        for one in Member.objects.order_by("-is_active", "pk")
    ]
    return render(request, "team/members.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def member(request: Asked, member_id: int) -> HttpResponse:
    row = get_object_or_404(Member, pk=member_id)
    form = MemberForm(request.POST if request.method == "POST" else None, initial={"role": row.role})
    problem = ""
    if request.method == "POST" and form.is_valid():
        stores = [*request.POST.getlist("stores"), *form.cleaned_data["other_stores"].splitlines()]
        try:
            team.change(row, role=form.cleaned_data["role"], stores=stores, by=request.user)
        except team.MemberError as error:
            problem = str(error.sentence)
        else:
            messages.success(request, _("Saved. It counts from their next click on."))
            return redirect("settings members")
    known = known_stores()
    given = {
        "row": row,
        "has_second_step": second_factor.is_on(row),
        "is_mine": may_give(request.user, row.role),
        "is_me": row.pk == request.user.pk,
        "role": form["role"].value(),
        "roles": [(role, name, WORDS[role], may_give(request.user, role)) for role, name in ROLE_NAMES.items()],
        "stores": sorted({*known, *row.stores}),
        "keys": ApiKey.objects.filter(created_by=row, ended_at__isnull=True).order_by("pk"),
        "problem": problem,
        "form": form,
    }
    return render(request, "team/member.html", given, status=422 if problem or form.errors else 200)


@require_POST
def shut_out(request: Asked, member_id: int) -> HttpResponse:
    """Out at once; or, with `again`, in again."""
    row = get_object_or_404(Member, pk=member_id)
    is_again = "again" in request.POST
    try:
        (team.let_in if is_again else team.shut_out)(row, by=request.user)
    except team.MemberError as error:
        messages.error(request, str(error.sentence))
    else:
        messages.success(request, _("They may come in again.") if is_again else _("They are out, and cannot come in."))
    return redirect("settings member", member_id)
